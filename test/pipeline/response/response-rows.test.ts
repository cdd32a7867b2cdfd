import { Big } from 'big.js';
import { describe, expect, it } from 'vitest';
import { responseRows, visitKey } from '../../../src/pipeline/response/response-rows.js';
import type { Diameter } from '../../../src/rules/response/course.js';
import { course } from '../../rules/response/courses.js';
import { judged } from './judged.js';

const NO_DATES = new Map<string, string>();

/** A length that was stored, and what its coordinates give. */
const both = (stored: string, recomputed: string, agrees: Diameter['agrees']) => ({
  state: 'measured' as const,
  diameters: [
    { axis: 'long' as const, storedMm: new Big(stored), recomputedMm: new Big(recomputed), agrees },
  ],
});

const rows = (...args: Parameters<typeof course>) => responseRows(judged(course(...args)), NO_DATES);

describe('A row of responses', () => {
  it('is one a visit: baseline has a sum and no answer', () => {
    const [baseline, first, second] = rows([{ label: 'L1', said: ['20.2', '14.1', '17'] }]);
    expect(baseline).toMatchObject({
      ...{ visit: 'BL', day: 0, kind: 'baseline', sumMm: '20.2', baselineSumMm: '20.2', nadirSumMm: null },
      ...{ target: null, overall: null, decisions: [], margins: [], otherwise: null, date: null },
    });
    expect(first).toMatchObject({
      ...{ visit: 'V1', day: 56, kind: 'follow-up', sumMm: '14.1', nadirSumMm: '20.2', nadirVisit: 'BL' },
      ...{ changeFromBaselinePercent: -30.2, changeFromNadirMm: '-6.1', target: 'PR', overall: 'PR' },
      ...{ missing: [], isAfterProgression: false },
    });
    expect(first?.decisions.map(({ step }) => step)).toEqual(['target', 'non-target', 'new', 'overall']);
    expect(second).toMatchObject({ nadirSumMm: '14.1', nadirVisit: 'V1', changeFromNadirPercent: 20.6 });
  });

  it('has the date only where dates are given', () => {
    const one = judged(course([{ label: 'L1', said: [20, 14] }]));
    const dates = new Map([[visitKey('S-01', 'V1'), '2024-02-27']]);
    expect(responseRows(one, dates).map(({ date }) => date)).toEqual([null, '2024-02-27']);
    expect(visitKey('a b', 'c')).not.toBe(visitKey('a', 'b c'));
  });

  it('of a missed visit is missed, and not evaluable', () => {
    const missed = rows([{ label: 'L1', said: [20, null, 14] }], { visits: { 1: { isAssessed: false } } });
    expect(missed.map(({ kind, overall }) => [kind, overall])).toEqual([
      ...[
        ['baseline', null],
        ['missed', 'NE'],
      ],
      ['follow-up', 'PR'],
    ]);
  });

  it('names the lesions that are missing', () => {
    const [, first] = rows([
      { label: 'L1', said: [20, 14] },
      { label: 'L2', said: [20, 'not-evaluated'] },
    ]);
    expect(first).toMatchObject({
      sumMm: null,
      changeFromBaselinePercent: null,
      missing: ['L2'],
      overall: 'NE',
    });
  });

  it('carries what is wrong with baseline on to every visit', () => {
    const [baseline, first] = rows([{ label: 'L1', said: [9, 14] }]);
    expect([baseline?.conformance, first?.conformance]).toEqual(['fail', 'fail']);
    expect(rows([{ label: 'L1', said: [20, 14] }]).map(({ conformance }) => conformance)).toEqual([
      'pass',
      'pass',
    ]);
  });
});

describe('The other lengths', () => {
  const flipping = (agrees: Diameter['agrees']) =>
    rows([{ label: 'L1', said: [both('20', '20.01', true), both('24.95', '25.02', agrees)] }])[1]?.otherwise;

  it.each([true, false, null])(
    'flip the response at 5 mm, which is told; their agreement is %s',
    (agrees) => {
      expect(flipping(agrees)).toEqual({
        ...{ lengths: 'recomputed', of: 1, sumMm: '25.02', target: 'PD', overall: 'PD', flips: true, agrees },
      });
    },
  );

  it('that change nothing do not flip, whether they agree is not asked then', () => {
    const [, first] = rows([{ label: 'L1', said: [both('20', '20', true), both('14', '13', false)] }]);
    expect(first?.otherwise).toMatchObject({ sumMm: '13', target: 'PR', flips: false, agrees: null });
  });

  it('are nothing to compare with where there are none, or none up to this visit', () => {
    expect(rows([{ label: 'L1', said: [20, 14] }])[1]?.otherwise).toBeNull();
    const later = rows([{ label: 'L1', said: [20, 14, both('14', '14', true)] }]);
    expect(later.map(({ otherwise }) => otherwise?.of ?? null)).toEqual([null, null, 1]);
  });
});
