import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figureOf } from '../../../../src/rules/motion/all-figures.js';
import { FIGURES, type FigureName, type FigureValue } from '../../../../src/rules/motion/figures.js';
import { judgeRun, type Limit } from '../../../../src/rules/motion/limits/limits.js';
import { figures, limit, setOf } from './scene.js';

function judged(one: Limit, value: number | FigureValue) {
  const [result] = judgeRun(figures({ [one.figure]: value }), setOf(one));
  if (!result) throw new Error('no result');
  return result;
}

describe('a figure that can be too low and too high', () => {
  const water = limit('waterHu', { min: -7, max: 7, warnMin: -5, warnMax: 5 });

  it.each([
    [-7.1, 'fail'],
    [-7, 'warn'],
    [-5, 'pass'],
    [0, 'pass'],
    [5, 'pass'],
    [5.1, 'warn'],
    [7.1, 'fail'],
    [Number.NEGATIVE_INFINITY, 'not-evaluable'],
    [Number.NaN, 'not-evaluable'],
  ])('%d HU is judged on both sides: %s', (value, outcome) => {
    expect(judged(water, value).outcome).toBe(outcome);
  });

  it('reads as a band', () => {
    expect(judged(water, 6).expected).toBe('-7 … 7 HU, target -5 … 5 HU');
  });

  it('does not pass where the series has no such figure', () => {
    const [result] = judgeRun({}, setOf(water));
    expect(result).toMatchObject({
      outcome: 'not-evaluable',
      why: 'a series of this kind has no such figure',
    });
  });
});

describe('the share of volumes that were measured', () => {
  const share = limit('measuredShare', { min: 90, warnMin: 99 });

  it.each([
    [100, 'pass'],
    [95, 'warn'],
    [89.9, 'not-evaluable'],
    [0, 'not-evaluable'],
  ])('of %d %% is answered with %s: what was not measured does not fail', (value, outcome) => {
    expect(judged(share, value)).toMatchObject({ outcome, value });
  });

  it('says how much it was', () => {
    expect(judged(share, 50).why).toBe('only 50 % of its volumes could be');
  });
});

describe('a limit on a figure that is worse when large', () => {
  const fd = limit('meanFdPowerMm', { max: 0.5, warnMax: 0.2 });

  it.each([
    [0, 'pass'],
    [0.2, 'pass'],
    [0.2000001, 'warn'],
    [0.5, 'warn'],
    [0.5000001, 'fail'],
    [12, 'fail'],
  ])('of %d mm is answered with %s', (value, outcome) => {
    expect(judged(fd, value)).toMatchObject({ outcome, value });
  });

  it('takes what binary fractions are off for equal', () => {
    expect(judged(limit('meanFdPowerMm', { max: 0.3 }), 0.1 + 0.2).outcome).toBe('pass');
  });

  it('tells what was expected, in what unit, and who says so', () => {
    const told = { ...fd, rationale: 'it matters', severity: 'minor' } as const;
    expect(judged(told, 0.3)).toEqual({
      figure: 'meanFdPowerMm',
      outcome: 'warn',
      isOffTarget: true,
      severity: 'minor',
      value: 0.3,
      expected: '≤ 0.5 mm, target ≤ 0.2 mm',
      unit: 'mm',
      source: 'Manual',
      rationale: 'it matters',
    });
  });

  it('is a warning where the limit says so', () => {
    expect(judged({ ...fd, onDeviation: 'warn' }, 3).outcome).toBe('warn');
  });
});

describe('a limit on a figure that is worse when small', () => {
  const minutes = limit('usableMinutes', { min: 4, warnMin: 5 });

  it.each([
    [6, 'pass'],
    [5, 'pass'],
    [4.9, 'warn'],
    [4, 'warn'],
    [3.9, 'fail'],
    [0, 'fail'],
  ])('of %d min is answered with %s', (value, outcome) => {
    expect(judged(minutes, value).outcome).toBe(outcome);
  });
});

describe('a limit that only warns', () => {
  it('never fails', () => {
    const spikes = limit('spikeSlices', { warnMax: 0 });
    expect(judged(spikes, 0).outcome).toBe('pass');
    expect(judged(spikes, 400)).toMatchObject({ outcome: 'warn', expected: 'target ≤ 0' });
  });
});

describe('a limit on both sides', () => {
  it('fails outside of either', () => {
    const volumes = limit('volumes', { min: 100, max: 200 });
    expect([99, 100, 200, 201].map((value) => judged(volumes, value).outcome)).toEqual([
      'fail',
      'pass',
      'pass',
      'fail',
    ]);
  });
});

describe('a figure that there is not', () => {
  const ghost = limit('ghostPercent', { max: 10, onDeviation: 'warn' });

  it('is not evaluable, with the reason, whatever a deviation would be', () => {
    const result = judged(ghost, { why: 'the phase-encoding axis is not known' });
    expect(result).toMatchObject({ outcome: 'not-evaluable', why: 'the phase-encoding axis is not known' });
    expect(result).not.toHaveProperty('value');
    expect(result.expected).toBe('≤ 10%');
  });

  it('does not apply where the run cannot have it', () => {
    const result = judged(ghost, { notApplicable: 'PET encodes no phase' });
    expect(result).toMatchObject({ outcome: 'not-applicable', why: 'PET encodes no phase' });
    expect(result).not.toHaveProperty('value');
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'is there for %d, too',
    (value) => {
      expect(judged(ghost, value)).toMatchObject({
        outcome: 'not-evaluable',
        why: 'it came out as no finite number',
      });
    },
  );

  it.each([
    ['driftPercent', -20],
    ['minCorrelation', 1.5],
    ['shareOverFd', 101],
  ] as const)('is what %s cannot be: %d', (figure, value) => {
    const result = judged(limit(figure, { max: 5, min: -0.5 }), value);
    expect(result).toMatchObject({
      outcome: 'not-evaluable',
      why: `it came out as ${value}, which it cannot be`,
    });
    expect(result).not.toHaveProperty('value');
  });
});

describe('the limits of a set', () => {
  it('are answered one by one, in their order', () => {
    const set = setOf(limit('tsnr', { min: 40 }), limit('volumes', { min: 10 }));
    const results = judgeRun(figures({ volumes: 5 }), set);
    expect(results.map(({ figure, outcome }) => [figure, outcome])).toEqual([
      ['tsnr', 'not-evaluable'],
      ['volumes', 'fail'],
    ]);
  });

  it('change neither the figures nor the set', () => {
    const set = Object.freeze(setOf(Object.freeze(limit('tsnr', { min: 40 }))));
    const given = Object.freeze(figures({ tsnr: 30 }));
    expect(judgeRun(given, set)).toEqual(judgeRun(given, set));
  });
});

const RANK = { pass: 0, warn: 1, fail: 2, 'not-evaluable': 3, 'not-applicable': 4 } as const;
const FIGURE = fc.constantFrom<FigureName>(...FIGURES.map(({ name }) => name));
const SHARE = fc.double({ min: 0, max: 1, noNaN: true });

/** A number between the ends of what a figure can be; open ends are at 1000. */
function within(name: FigureName, share: number): number {
  const { least, most = 1000 } = figureOf(name);
  return least + share * (most - least);
}

const CASE = fc
  .record({
    figure: FIGURE,
    shares: fc.tuple(SHARE, SHARE, SHARE, SHARE),
    onDeviation: fc.constantFrom('fail', 'warn'),
  })
  .map(({ figure, shares, onDeviation }) => {
    const [a, b, c, d] = shares.map((share) => within(figure, share)) as [number, number, number, number];
    const [low, high] = [Math.min(a, b), Math.max(a, b)];
    const bounds =
      figureOf(figure).worse === 'high' ? { warnMax: low, max: high } : { min: low, warnMin: high };
    return {
      one: limit(figure, { ...bounds, onDeviation: onDeviation as 'fail' | 'warn' }),
      values: [c, d] as const,
    };
  });

describe('whatever the figure and its limit', () => {
  it('a worse value never has a better outcome', () => {
    fc.assert(
      fc.property(CASE, ({ one, values }) => {
        const sorted = [...values].sort((a, b) => a - b);
        if (figureOf(one.figure).worse === 'low') sorted.reverse();
        const [better, worse] = sorted.map((value) => RANK[judged(one, value).outcome]);
        expect(worse).toBeGreaterThanOrEqual(better ?? Number.NaN);
      }),
    );
  });

  it('a tighter limit never has a better outcome', () => {
    fc.assert(
      fc.property(CASE, SHARE, ({ one, values: [value] }, by) => {
        const { warnMax, warnMin, min, max } = one;
        const tighter: Limit =
          max !== undefined && warnMax !== undefined
            ? { ...one, max: warnMax + by * (max - warnMax) }
            : { ...one, min: (min ?? 0) + by * ((warnMin ?? 0) - (min ?? 0)) };
        expect(RANK[judged(tighter, value).outcome]).toBeGreaterThanOrEqual(RANK[judged(one, value).outcome]);
      }),
    );
  });

  it('only a number within the bounds passes', () => {
    const odd = fc.oneof(fc.double(), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -0));
    fc.assert(
      fc.property(CASE, odd, ({ one }, value) => {
        if (judged(one, value).outcome !== 'pass') return;
        const { least, most = Number.POSITIVE_INFINITY } = figureOf(one.figure);
        const slack = 1e-9 * Math.max(1, Math.abs(value), Math.abs(one.max ?? 0), Math.abs(one.min ?? 0));
        expect(value).toBeGreaterThanOrEqual(Math.max(least, one.min ?? least) - slack);
        expect(value).toBeLessThanOrEqual(Math.min(most, one.max ?? most) + slack);
      }),
    );
  });
});
