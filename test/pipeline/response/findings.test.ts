import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/findings/finding.js';
import type { Given } from '../../../src/pipeline/response/given.js';
import type { Observation } from '../../../src/pipeline/response/observation.js';
import { line } from './assemble/rows.js';
import { ct, pair, respondedTo } from './judged.js';

const found = (rows: readonly Observation[], more: Partial<Given> = {}): readonly Finding[] =>
  respondedTo(rows, more).findings;
const codes = (...args: Parameters<typeof found>) => found(...args).map(({ code }) => code);

describe('Findings of responses', () => {
  it('are none where all is well', () => {
    expect(found(pair('14'))).toEqual([]);
  });

  it('count the rows that say nothing, by their reasons', () => {
    const ignored = [{ why: 'a is derived' }, { why: 'b' }, { why: 'a is derived' }];
    const told = found(pair('14'), { ignored });
    expect(told.map(({ code, message }) => [code, /\d+/.exec(message)?.[0]])).toEqual([
      ...[
        ['response-rows-ignored', '2'],
        ['response-rows-ignored', '1'],
      ],
    ]);
    expect(told[0]?.message).toContain('a is derived');
  });

  it('say why a visit is not evaluable', () => {
    const rows = [...pair('14'), ct({ label: 'L2' })];
    const [told] = found(rows).filter(({ code }) => code === 'response-not-evaluable');
    expect([told?.subject?.name, told?.outcome]).toEqual(['S-01, R1, W8', 'not-evaluable']);
    expect(told?.message).toContain('L2');
  });

  it('do not ask for a best response while the course goes on, and do once it cannot come any more', () => {
    const outcomes = (rows: readonly Observation[], isOngoing: boolean, more: Partial<Given> = {}) =>
      respondedTo(rows, more, { isOngoing })
        .findings.filter(({ code }) => code === 'response-best-not-evaluable')
        .map(({ outcome }) => outcome);
    const baseline = [ct()];
    expect(outcomes(baseline, false)).toEqual(['not-evaluable']);
    expect(outcomes(baseline, true)).toEqual(['not-applicable']);
    const dead = line({ kind: 'death', day: 80 });
    expect(outcomes(baseline, true, { visits: [dead] })).toEqual(['not-evaluable']);
    // A target that nobody measured at baseline: no visit can be evaluated, whatever comes.
    expect(outcomes([ct(), ct({ label: 'L2', value: null })], true)).toEqual(['not-evaluable']);
    expect(outcomes(pair('14'), true)).toEqual([]);
  });

  it('tell of lengths that flip the response: a fault unless the lengths agree', () => {
    const flipping = (agrees: boolean | null) =>
      found([
        ct({ recomputed: '20.01', agrees }),
        ct({ visit: 'W8', value: '24.95', recomputed: '25.02', agrees }),
      ]);
    const [told, ...others] = flipping(false);
    expect(others).toEqual([]);
    expect(told).toMatchObject({ code: 'response-flips', expected: 'PD', actual: 'SD', outcome: 'fail' });
    expect(flipping(true)).toMatchObject([{ code: 'response-flips', outcome: 'warn', severity: 'minor' }]);
    expect(flipping(null)).toMatchObject([{ code: 'response-flips', outcome: 'fail' }]);
  });

  it('tell of lengths that flip whether a target is measurable', () => {
    const rows = [ct({ value: '10', recomputed: '9.9' }), ct({ visit: 'W8', value: '10' })];
    const told = found(rows).filter(({ code }) => code === 'response-flips');
    expect(told).toMatchObject([{ outcome: 'warn', severity: 'minor' }]);
    expect(told[0]?.message).toContain('not measurable');
  });

  it('tell of a nadir that may have been smaller', () => {
    const W8 = ct({ visit: 'W8', value: '12' });
    const rows = [ct(), ct({ label: 'L2' }), W8, ...['L1', 'L2'].map((label) => ct({ label, visit: 'W16' }))];
    expect(codes(rows)).toEqual(['response-not-evaluable', 'response-nadir-uncertain']);
  });

  it('tell where readers differ, of single visits only once somebody adjudicates', () => {
    const rows = [...pair('14'), ...pair('25', { reader: 'R2' })];
    const details = found(rows).map(({ message }) => message);
    expect(new Set(codes(rows))).toEqual(new Set(['response-discordant']));
    expect(details.some((text) => text.includes('best response: R1 PR, R2 PD'))).toBe(true);
    expect(details.some((text) => text.includes('overall response'))).toBe(false);
    const line = { at: { source: 2, line: 2 }, subject: 'S-01', visit: null, reader: 'R2', reason: null };
    expect(codes(rows, { adjudications: [line] })).toEqual([]);
  });

  it('tell of lines of an adjudication that decide nothing', () => {
    const line = { at: { source: 2, line: 7 }, subject: 'S-09', visit: null, reader: 'R2', reason: null };
    const [told] = found(pair('14'), { adjudications: [line] });
    expect(told).toMatchObject({ code: 'response-adjudication-unused', subject: { name: 'S-09' } });
    expect(told?.message).toContain('line 7');
  });

  it('tell of responses that are stated otherwise, and of those that nothing is like', () => {
    const at = {
      at: { source: 0, line: 2 },
      subject: 'S-01',
      reader: 'R1',
      visitNumber: null,
      date: null,
      day: null,
    };
    const overall = { ...at, of: 'overall' as const };
    const stated = ['PR', 'SD'].map((answer) => ({ ...overall, visit: 'W8', answer }));
    const told = found(pair('14'), { stated: [...stated, { ...overall, visit: 'W99', answer: 'PR' }] });
    expect(told.map(({ code, expected, actual }) => [code, expected, actual])).toEqual([
      ['response-stated-otherwise', 'PR', 'SD'],
      ['response-stated-unmatched', undefined, 'PR'],
    ]);
    for (const { outcome } of told) expect(outcome).not.toBe('pass');
  });
});
