import { describe, expect, it } from 'vitest';
import type { SeriesView } from '../../../../src/rules/protocol/series-view.js';
import { FULL, judged, scan, T1, T2, told } from './study-scene.js';
import { condition, protocol } from './views.js';

describe('what the protocol does not ask for', () => {
  const EXTRA = [...FULL, scan('bonus', 3)];

  it.each([
    ['fail', 'fail'],
    ['warn', 'warn'],
    ['ignore', 'not-applicable'],
  ] as const)('where that is to %s: %s', (unexpected, outcome) => {
    const { results } = judged(EXTRA, protocol([T1, T2], { unexpected }));
    expect(results.at(-1)).toMatchObject({
      series: 3,
      scope: 'matching',
      check: 'match',
      code: 'protocol-series-unexpected',
      outcome,
    });
    expect(results.at(-1)).not.toHaveProperty('entry');
  });

  it('is not judged where it is excluded, with the reason', () => {
    const exclude = [{ match: condition({ SeriesDescription: 'bonus' }), reason: 'a localizer', path: [] }];
    const { results } = judged(EXTRA, protocol([T1, T2], { exclude }));
    expect(results.at(-1)).toMatchObject({
      series: 3,
      code: 'protocol-series-excluded',
      outcome: 'not-applicable',
      note: 'excluded: a localizer',
    });
  });

  it('gets no row where it holds no image', () => {
    const report = scan('report', 3, 3, {
      header: { sopClassUID: '1.2.840.10008.5.1.4.1.1.88.33', modality: 'SR' },
    });
    expect(told(judged([...FULL, report]).results)).toEqual(told(judged(FULL).results));
  });
});

describe('a study of which nothing matches', () => {
  const OPTIONAL = protocol([{ ...T1, count: { min: 0, max: 1 } }], { unexpected: 'ignore' });

  it('does not pass, even where nothing has to be there', () => {
    expect(judged([scan('x', 1)], OPTIONAL).results[0]).toMatchObject({
      scope: 'matching',
      code: 'protocol-nothing-matched',
      outcome: 'not-evaluable',
      severity: 'critical',
    });
    const exclude = [{ match: condition({ SeriesDescription: 'x' }), reason: 'no', path: [] }];
    expect(judged([scan('x', 1)], { ...OPTIONAL, exclude }).results[0]?.code).toBe(
      'protocol-nothing-matched',
    );
  });

  it('is told only where there are images, and none is known', () => {
    const codes = (all: readonly SeriesView[]) => judged(all, OPTIONAL).results.map(({ code }) => code);
    expect(codes([])).not.toContain('protocol-nothing-matched');
    expect(codes([scan('t1', 1), scan('x', 2)])).not.toContain('protocol-nothing-matched');
    const report = scan('x', 1, 3, {
      header: { sopClassUID: '1.2.840.10008.5.1.4.1.1.88.33', modality: 'SR' },
    });
    expect(codes([report])).not.toContain('protocol-nothing-matched');
  });
});
