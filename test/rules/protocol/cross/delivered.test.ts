import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../../../../src/rules/protocol/check-result.js';
import type { Cross } from '../../../../src/rules/protocol/compiled.js';
import { judgeCross } from '../../../../src/rules/protocol/cross/judge-cross.js';
import { crossProbes } from '../../../../src/rules/protocol/cross/probes.js';
import { quantityOf } from '../../../../src/rules/protocol/quantity/quantity-of.js';
import type { Quantity } from '../../../../src/rules/protocol/series-view.js';
import { studyViews, VIEW_PROBES } from '../../../../src/rules/protocol/view/study-views.js';
import { probeKey } from '../../../../src/study/probe/probe.js';
import { ProbeCollector } from '../../../../src/study/probe/probe-batch.js';
import { ProbeReader } from '../../../../src/study/probe/probe-reader.js';
import { ProbeTable } from '../../../../src/study/probe/probe-table.js';
import { deliver, fileOf, type Given, shuffled, slices, time } from '../../../study/build.js';
import { match, protocol, RULE } from './scene.js';

function named(name: string): Quantity {
  const found = quantityOf(name);
  if ('problem' in found) throw new RangeError(found.problem);
  return found;
}

const RULES: readonly Cross[] = [
  { ...RULE, kind: 'same', quantities: [named('FrameOfReferenceUID')], of: ['ap', 'pa'] },
  { ...RULE, kind: 'order', of: ['ap', 'pa'] },
  { ...RULE, kind: 'interval', from: 'ap', to: 'pa', since: 'start', boundsS: { max: 120 }, text: '' },
  { ...RULE, kind: 'covers', series: 'ap', by: 'pa', toleranceMm: 0 },
  { ...RULE, kind: 'paired', series: 'ap', with: 'pa', opposite: false },
];

/** Outcomes of the rules on files, each series taken for the one that its description names. */
function judged(files: readonly Given[]): CheckResult['outcome'][] {
  const all = [...VIEW_PROBES, ...RULES.flatMap(crossProbes)];
  const probes = [...new Map(all.map((probe) => [probeKey(probe), probe])).values()];
  const read = files.map((file) => fileOf(file));
  const collector = new ProbeCollector(new ProbeReader(probes));
  for (const { dataset } of read) collector.add(dataset);
  const table = new ProbeTable(probes);
  table.addBatch(collector.build());
  const { table: instances, delivery } = deliver(read);
  const [study] = studyViews(delivery, { instances, probes: table }, {});
  if (!study) throw new RangeError('no study');
  const matches = study.series.map((view) => match(view, view.headers[0]?.seriesDescription ?? ''));
  return judgeCross(protocol(['ap', 'pa'], { crossSeries: RULES }), study, matches).map((row) => row.outcome);
}

const stack = (name: string, startS: number, own: Given = {}, count = 6): Given[] =>
  slices({ count }, () => ({
    SeriesInstanceUID: name === 'ap' ? '2.25.50' : '2.25.60',
    SeriesDescription: name,
    FrameOfReferenceUID: '2.25.70',
    StudyDate: '20260301',
    AcquisitionTime: time(startS),
    ...own,
  }));

const ALL_PASS = ['pass', 'pass', 'pass', 'pass', 'pass'];

describe('rules between series of delivered files', () => {
  it('pass on a pair that was acquired as it should be', () => {
    expect(judged([...stack('ap', 36_000), ...stack('pa', 36_060)])).toEqual(ALL_PASS);
  });

  it('come to the same over midnight, in any order of files, and with other UIDs and dates', () => {
    const late = [...stack('ap', 86_390), ...stack('pa', 30)];
    expect(judged(late)).toEqual(ALL_PASS);
    expect(judged(shuffled(late, 7))).toEqual(ALL_PASS);
    const released = { FrameOfReferenceUID: '2.25.1', StudyDate: '20250101' };
    const renamed = [
      ...stack('ap', 86_390, { ...released, SeriesInstanceUID: '2.25.9' }),
      ...stack('pa', 30, { ...released, SeriesInstanceUID: '2.25.8' }),
    ];
    expect(judged(renamed)).toEqual(ALL_PASS);
  });

  it('fail on a pair that was acquired the other way round, too late, and cut short', () => {
    expect(judged([...stack('ap', 36_000), ...stack('pa', 35_000)])).toEqual([
      ...['pass', 'fail', 'fail', 'pass', 'pass'],
    ]);
    expect(judged([...stack('ap', 36_000), ...stack('pa', 36_500)])).toEqual([
      ...['pass', 'pass', 'fail', 'pass', 'pass'],
    ]);
    expect(judged([...stack('ap', 36_000), ...stack('pa', 36_060, {}, 5)])).toEqual([
      ...['pass', 'pass', 'pass', 'fail', 'fail'],
    ]);
  });

  it('cannot tell of positions in two frames of reference, which is itself a deviation', () => {
    const elsewhere = stack('pa', 36_060, { FrameOfReferenceUID: '2.25.71' });
    expect(judged([...stack('ap', 36_000), ...elsewhere])).toEqual([
      ...['fail', 'pass', 'pass', 'not-evaluable', 'not-evaluable'],
    ]);
  });

  it('cannot tell of times that are not stated, nor of a series with a slice missing', () => {
    const timeless = stack('pa', 0, { AcquisitionTime: undefined });
    expect(judged([...stack('ap', 36_000), ...timeless])).toEqual([
      ...['pass', 'not-evaluable', 'not-evaluable', 'pass', 'not-evaluable'],
    ]);
    const holed = stack('pa', 36_060).filter((_, i) => i !== 2);
    expect(judged([...stack('ap', 36_000), ...holed])).toEqual([
      ...['pass', 'pass', 'pass', 'not-evaluable', 'not-evaluable'],
    ]);
  });
});
