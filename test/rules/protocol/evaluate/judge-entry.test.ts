import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OUTCOMES, worst } from '../../../../src/findings/outcome.js';
import { agreement, judgeEntry } from '../../../../src/rules/protocol/evaluate/judge-entry.js';
import { check, condition, entry, exactly, type Instance, quantity, series, stack } from './views.js';

const T1 = entry('t1', { checks: [exactly('EchoTime', 3), exactly('FlipAngle', 9)] });

describe('an entry on a series', () => {
  it('is judged by its checks, by completeness and by what must not vary, in this order', () => {
    const view = series([
      { EchoTime: 3, FlipAngle: 9 },
      { EchoTime: 3, FlipAngle: 9 },
    ]);
    expect(judgeEntry(T1, view, 5).map(({ study, check, outcome }) => [study, check, outcome])).toEqual([
      [5, 'EchoTime', 'pass'],
      [5, 'FlipAngle', 'pass'],
      [5, 'completeness', 'pass'],
      [5, 'constancy', 'pass'],
    ]);
  });

  it('is told of missing slices once, where it asks for them itself', () => {
    const asked = { ...T1, checks: [exactly('missingSlices', 0)] };
    const view = series([{ missingSlices: 2 }], { stacks: [stack({ missing: 2 })] });
    const rows = judgeEntry(asked, view, 0).filter((row) => row.check === 'missingSlices');
    expect(rows).toMatchObject([{ outcome: 'fail', code: 'protocol-deviation' }]);
  });
});

describe('agreement', () => {
  it('is the share of the checks that pass', () => {
    expect(agreement(T1, series([{ EchoTime: 3, FlipAngle: 8 }]))).toBe(0.5);
    expect(agreement(T1, series([{ EchoTime: 3 }]))).toBe(0.5);
    expect(agreement(T1, series([{ EchoTime: 3, FlipAngle: 9 }]))).toBe(1);
  });

  it('counts only what is asked', () => {
    const when = condition({ Manufacturer: 'GE' });
    const one = entry('t1', { checks: [exactly('EchoTime', 3), exactly('FlipAngle', 9, { when })] });
    expect(agreement(one, series([{ EchoTime: 3, Manufacturer: 'SIEMENS' }]))).toBe(1);
  });

  it('is none where nothing is asked, whatever goes without saying', () => {
    expect(agreement(entry('any'), series([{}]))).toBe(0);
  });
});

describe('whatever a series holds', () => {
  const { constant: _, ...bare } = entry('t1', {
    checks: [
      exactly('EchoTime', 3, { onDeviation: 'warn' }),
      check(quantity('RepetitionTime'), [{ kind: 'range', bounds: { min: 1, max: 4 } }]),
    ],
  });
  const cell = fc.constantFrom<Instance[string] | undefined>(3, 3.5, 4, null, '?', 'x', undefined);
  const instance = fc.tuple(cell, cell, cell).map((cells): Instance => {
    const names = ['EchoTime', 'RepetitionTime', 'FlipAngle'];
    return Object.fromEntries(
      cells.flatMap((one, at) => (one === undefined ? [] : [[names[at] ?? '', one]])),
    );
  });
  const outcomeOf = (list: readonly Instance[]) =>
    worst(judgeEntry(bare, series(list), 0).map(({ outcome }) => outcome));

  it('the order of its instances decides nothing', () => {
    const shuffled = fc
      .array(instance, { minLength: 1, maxLength: 6 })
      .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })));
    const rows = (list: readonly Instance[]) =>
      judgeEntry(bare, series(list), 0).map(({ outliers, ...row }) => ({ ...row, count: outliers?.length }));
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        expect(rows(other)).toEqual(rows(list));
      }),
      { numRuns: 40 },
    );
  });

  it('one instance more never makes it better than it was', () => {
    fc.assert(
      fc.property(fc.array(instance, { minLength: 1, maxLength: 6 }), instance, (list, more) => {
        const rank = (outcome: (typeof OUTCOMES)[number]) => OUTCOMES.indexOf(outcome);
        expect(rank(outcomeOf([...list, more]))).toBeLessThanOrEqual(rank(outcomeOf(list)));
      }),
      { numRuns: 40 },
    );
  });
});
