/** @jsxImportSource preact */
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { Why } from '../../../../../src/report/page/sections/motion/broken.js';
import {
  decimalsOf,
  inFigureWords,
  unitIn,
} from '../../../../../src/report/page/sections/motion/figure-words.js';
import type { Judged } from '../../../../../src/report/page/sections/motion/judged.js';
import { LimitTable } from '../../../../../src/report/page/sections/motion/limit-table.js';
import { CensoredVolumes, OutlierSlices } from '../../../../../src/report/page/sections/motion/outliers.js';
import { NotMeasured, OtherFigures } from '../../../../../src/report/page/sections/motion/unlimited.js';
import type { MotionCheckRow, MotionRunRow } from '../../../../../src/report/qc-motion-sections.js';
import { check, run, volume } from './fixtures.js';

function judged(row: MotionRunRow, checks: readonly MotionCheckRow[] = []): Judged<MotionRunRow> {
  return {
    id: 'r0-run-0',
    row: { value: row, at: '0/series/0' },
    checks: checks.map((value, i) => ({ value, at: `0/checks/${i}` })),
  };
}

describe('names of figures', () => {
  it.each([
    ['maxFdPowerMm', 'largest FD (Power)', 'mm'],
    ['maxRotationDeg', 'largest rotation', '°'],
    ['maxSpeedMmPerS', 'largest speed', 'mm/s'],
    ['shareOverFd', 'share of volumes over the FD limit', '%'],
    ['rcMax37', 'RC largest 37', undefined],
    ['meanSuv', 'mean SUV', 'g/ml'],
    ['constructor', 'constructor', undefined],
  ])('of %s are %s in %s', (name, words, unit) => {
    expect(inFigureWords(name)).toBe(words);
    expect(unitIn(name)).toBe(unit);
  });

  it.each([
    [0, 0],
    [0.5, 1],
    [0.101706, 4],
    [5.178129, 3],
    [1147.46, 0],
    [0.00000012, 6],
  ])('%d is shown with %d decimals', (value, decimals) => {
    expect(decimalsOf(value)).toBe(decimals);
  });
});

describe('limits of a run', () => {
  it('stand worst first, with value, gauge, limit, and definition and source on demand', () => {
    const checks = [check(), check({ outcome: 'fail', value: 0.75, source: 'the manual' })];
    const html = renderToString(<LimitTable caption="Limits" checks={judged(run(), checks).checks} />);
    const [, first = '', second = ''] = html.split('<tbody>')[1]?.split('<tr') ?? [];
    expect(first).toContain('<data value="0.75" data-at="0/checks/1/value">0.75 mm</data>');
    expect(first).toMatch(/class="gauge-value fail" x="118.5"|class="gauge-value fail" x="117"/);
    expect(first).toMatch(/<details>.*the manual/);
    expect(second).toContain('<data value="0.101706" data-at="0/checks/0/value">0.1017 mm</data>');
  });

  it('have no gauge where there is no value, and say why', () => {
    const unknown = check({ value: null, actual: null, outcome: 'not-evaluable', note: 'too few volumes' });
    const html = renderToString(<LimitTable caption="Limits" checks={judged(run(), [unknown]).checks} />);
    expect(html).not.toContain('<svg');
    expect(html).toContain('<span class="nothing" title="too few volumes">–</span>');
    expect(html).toContain('<span data-at="0/checks/0/note">too few volumes</span>');
  });

  it('are never said to be kept where there are none', () => {
    expect(renderToString(<LimitTable caption="Limits" checks={[]} />)).toContain('No limit was held');
    expect(renderToString(<Why of={judged(run())} />)).toContain('No limit was held');
    expect(renderToString(<Why of={judged(run(), [check()])} />)).toContain('keeps all limits');
    const other = judged(run({ outcome: 'not-evaluable' }), [check()]);
    expect(renderToString(<Why of={other} />)).toContain('href="#needs"');
  });

  it('give the reason of the outcome: those that are broken', () => {
    const html = renderToString(
      <Why of={judged(run({ outcome: 'fail' }), [check(), check({ outcome: 'fail' })])} />,
    );
    expect(html.match(/<li>/g)).toHaveLength(1);
    expect(html).toContain('data-at="0/checks/1/outcome"');
  });
});

describe('figures of a run', () => {
  it('that have no value stand by their reason, apart from those that volumes are missing from', () => {
    const one = judged(
      run({
        figures: { tsnr: null, driftPercent: null, maxFdPowerMm: 3 },
        notMeasured: { tsnr: 'too few', driftPercent: 'too few', maxFdPowerMm: 'not in 2 of 9' },
      }),
    );
    const text = renderToString(<NotMeasured of={one} />)
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ');
    expect(text).toContain('Not measured, and why too few : tSNR , drift');
    expect(text).toContain('never keeps one not in 2 of 9 : largest FD (Power)');
  });

  it('without a limit are listed, and those with one are not listed twice', () => {
    const html = renderToString(<OtherFigures of={judged(run(), [check()])} caption="Others" />);
    expect(html).toContain('data-at="0/series/0/figures/tsnr">98.98</data>');
    expect(html).not.toContain('figures/meanFdPowerMm');
    expect(html).toContain('data-count="figures without a limit">2</data>');
  });
});

describe('outliers of a run', () => {
  it('are censored volumes, those of unknown displacement first, then the largest', () => {
    const volumes = [
      volume(0, { censored: true, fdPowerMm: 0.6 }),
      volume(1, { censored: true, fdPowerMm: 2 }),
      volume(2),
      volume(3, { censored: true, fdPowerMm: null }),
      volume(4, { censored: true, state: 'unmeasurable' }),
    ];
    const html = renderToString(
      <CensoredVolumes run={{ value: run({ volumes }), at: '0/series/0' }} caption="Censored" />,
    );
    const order = [...html.matchAll(/volumes\/(\d)\/volume"/g)].map(([, number]) => number);
    expect(order).toEqual(['3', '1', '0']);
  });

  it('are slices with dropouts and spikes, the farthest from its limit first', () => {
    const slice = { volume: 1, slice: 2, sopInstanceUID: '2.25.3', frame: null } as const;
    const slices = [
      { ...slice, kind: 'dropout', value: 0.6, limit: 0.9 },
      { ...slice, kind: 'spike', value: 30, limit: 10 },
      { ...slice, kind: 'dropout', value: 0, limit: 0.9 },
    ] as const;
    const html = renderToString(
      <OutlierSlices run={{ value: run({ slices }), at: '0/series/0' }} caption="Slices" />,
    );
    const order = [...html.matchAll(/slices\/(\d)\/kind"/g)].map(([, number]) => number);
    expect(order).toEqual(['2', '1', '0']);
  });
});
