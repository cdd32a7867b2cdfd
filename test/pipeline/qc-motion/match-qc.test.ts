import { describe, expect, it } from 'vitest';
import { matchQc } from '../../../src/pipeline/qc-motion/match-qc.js';
import type { Entry } from '../../../src/rules/protocol/compiled.js';
import { limit, setOf } from '../../rules/motion/limits/scene.js';
import { condition, entry, exactly, protocol, series, study } from '../../rules/protocol/evaluate/views.js';

const STRICT = setOf(limit('meanFdPowerMm', { max: 0.2 }));
const LOOSE = setOf(limit('meanFdPowerMm', { max: 0.5 }));
const REST = entry('rest', { qc: STRICT });
const TASK = entry('task', { qc: LOOSE });
const T1 = entry('t1');

const named = (number: number, SeriesDescription: string) => series([{ SeriesDescription }], { number });

describe('a series', () => {
  it('has the limits of the series of the protocol that it is taken for', () => {
    const { bySeries, missing } = matchQc(protocol([REST, TASK, T1]), [
      study([named(4, 'task'), named(5, 'rest'), named(6, 't1')]),
    ]);
    expect(bySeries.get(4)).toEqual({ kind: 'matched', entry: 'task', limits: LOOSE });
    expect(bySeries.get(5)).toEqual({ kind: 'matched', entry: 'rest', limits: STRICT });
    expect(bySeries.get(6)).toEqual({ kind: 'matched', entry: 't1' });
    expect(missing).toEqual([]);
  });

  it('has none where the protocol does not know it, or leaves it out', () => {
    const excluded = {
      match: condition({ SeriesDescription: 'rest' }),
      reason: 'repeated',
      path: ['exclude', 0],
    };
    const of = protocol([REST], { exclude: [excluded] });
    const { bySeries, missing } = matchQc(of, [study([named(0, 'rest'), named(1, 'scout')])]);
    expect(bySeries.get(0)).toMatchObject({ kind: 'none', reason: expect.stringContaining('repeated') });
    expect(bySeries.get(1)).toMatchObject({
      kind: 'none',
      reason: expect.stringContaining('matches nothing'),
    });
    expect(missing).toEqual([{ study: 0, entry: 'rest', asked: 'yes' }]);
  });

  it('may be one of several that have the same limits', () => {
    const { bySeries } = matchQc(protocol([REST]), [study([named(0, 'rest'), named(1, 'rest')])]);
    expect([...bySeries.values()]).toEqual([
      { kind: 'matched', entry: 'rest', limits: STRICT },
      { kind: 'matched', entry: 'rest', limits: STRICT },
    ]);
  });
});

describe('a series that may be several of the protocol', () => {
  const alike = (name: string, more: Partial<Entry>) =>
    entry(name, { match: condition({ Modality: 'MR' }), checks: [exactly('EchoTime', 30)], ...more });
  const scan = series([{ Modality: 'MR', EchoTime: 30 }], { number: 2 });

  it('has no limits that can be told, where one of them has some', () => {
    const { bySeries, missing } = matchQc(protocol([alike('a', { qc: STRICT }), alike('b', {})]), [
      study([scan]),
    ]);
    expect(bySeries.get(2)).toMatchObject({ kind: 'ambiguous', rivals: ['a', 'b'] });
    expect(missing).toEqual([]);
  });

  it('has none where none of them has', () => {
    const { bySeries } = matchQc(protocol([alike('a', {}), alike('b', {}), REST]), [study([scan])]);
    expect(bySeries.get(2)).toMatchObject({ kind: 'none', reason: expect.stringContaining('several alike') });
  });
});

describe('limits that nothing was held against', () => {
  it('are told study by study', () => {
    const first = study([named(0, 'rest')]);
    const second = { ...study([named(1, 'task')]), number: 1 };
    expect(matchQc(protocol([REST, TASK, T1]), [first, second]).missing).toEqual([
      { study: 0, entry: 'task', asked: 'yes' },
      { study: 1, entry: 'rest', asked: 'yes' },
    ]);
  });

  it('are told of a delivery without series', () => {
    expect(matchQc(protocol([REST]), [study([])]).missing).toEqual([
      { study: 0, entry: 'rest', asked: 'yes' },
    ]);
  });

  it('are not missed where the series may be absent', () => {
    const optional = entry('rest', { qc: STRICT, count: { min: 0, max: 1 } });
    expect(matchQc(protocol([optional]), [study([named(0, 't1')])]).missing).toEqual([]);
  });

  it('are not missed at a visit that does not ask for them, and may be where the visit is not known', () => {
    const late = entry('rest', { qc: STRICT, visits: ['M12'] });
    const at = (visit?: string) => ({ ...study([named(0, 't1')]), ...(visit && { visit }) });
    expect(matchQc(protocol([late]), [at('BL')]).missing).toEqual([]);
    expect(matchQc(protocol([late]), [at('M12')]).missing).toMatchObject([{ asked: 'yes' }]);
    expect(matchQc(protocol([late]), [at()]).missing).toMatchObject([{ asked: 'unknown' }]);
  });
});
