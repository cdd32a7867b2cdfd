import { Big } from 'big.js';
import { describe, expect, it } from 'vitest';
import type { Criteria } from '../../../../src/rules/response/criteria/criteria.js';
import { measureTargets } from '../../../../src/rules/response/target/measure-targets.js';
import { targetAnswer } from '../../../../src/rules/response/target/target-answer.js';
import { course, type LesionSketch, type Said } from '../courses.js';
import { RECIST } from '../recist.js';
import { answersOf, point } from './answers.js';

const CONTINUING: Criteria = {
  ...RECIST,
  target: { ...RECIST.target, partialContinues: 'once-assigned' },
};

const answers = (said: readonly Said[], more: Partial<LesionSketch> = {}) =>
  answersOf(course([{ label: 'T1', said, ...more }])).map(({ answer }) => answer);

describe('the answer of the target lesions', () => {
  it('is by baseline and nadir, boundaries at equality', () => {
    expect(answers([100, 70, 84])).toEqual(['PR', 'PD']);
    expect(answers([100, '70.1', '84.1'])).toEqual(['SD', 'SD']);
    expect(answers([100, '83.99', 100])).toEqual(['SD', 'SD']);
    expect(answers([100, 80, 96])).toEqual(['SD', 'PD']);
    expect(answers([100, 80, '95.9'])).toEqual(['SD', 'SD']);
    expect(answers([100, 120])).toEqual(['PD']);
    expect(answers([100, '119.9'])).toEqual(['SD']);
  });

  it('needs 5 mm besides 20%', () => {
    expect(answers([20, '24.9'])).toEqual(['SD']);
    expect(answers([20, 25])).toEqual(['PD']);
    expect(answers(['25.1', '30.12'])).toEqual(['PD']);
    expect(answers(['3.2', '8.2'])).toEqual(['PD']);
    expect(answers(['3.2', '8.1'])).toEqual(['SD']);
  });

  it('is progression from a nadir of 0 mm on from 5 mm', () => {
    expect(answers([100, 'absent', '4.9'])).toEqual(['CR', 'PR']);
    expect(answers([100, 'absent', 'too-small'])).toEqual(['CR', 'PD']);
  });

  it('is complete with nodes below 10 mm, whatever their sum is', () => {
    expect(answers([16, '9.9'], { isNode: true })).toEqual(['CR']);
    expect(answers([16, '10'], { isNode: true })).toEqual(['PR']);
    // The first rule that holds answers: 9.9 mm is a normal node, 98% above 5 mm though it is.
    expect(answers([16, 5, '9.9', 10], { isNode: true })).toEqual(['CR', 'CR', 'PD']);
  });

  it('is NONE without target lesions, at a visit with a baseline or without', () => {
    const [found] = answersOf(course([{ label: 'N1', role: 'non-target', said: ['present', 'present'] }]));
    expect(found).toMatchObject({
      answer: 'NONE',
      margins: [],
      decision: { rule: 'no-targets', step: 'target' },
    });
  });

  it('is not evaluable without a baseline sum, even where later sums grow', () => {
    const found = answersOf(
      course([
        { label: 'T1', said: [20, 20, 80] },
        { label: 'T2', said: ['not-evaluated', 10, 10] },
      ]),
    );
    expect(found.map(({ answer }) => answer)).toEqual(['NE', 'NE']);
    expect(found[1]?.decision).toMatchObject({
      rule: 'baseline-missing',
      text: 'there is no baseline sum to compare with: a target lesion is missing at BL',
    });
  });

  it('is not evaluable where nothing was there at baseline, but for an increase', () => {
    const [first, second] = answersOf(course([{ label: 'T1', said: ['absent', 'absent', 12] }]));
    expect(first).toMatchObject({ answer: 'NE', margins: [], decision: { rule: 'baseline-zero' } });
    expect(second?.answer).toBe('PD');
  });

  it('is not evaluable where no rule answers', () => {
    const rules = RECIST.target.rules.slice(0, 2);
    const criteria = { ...RECIST, target: { ...RECIST.target, rules } };
    const [found] = answersOf(course([{ label: 'T1', said: [100, 100] }]), criteria);
    expect(found).toMatchObject({ answer: 'NE', decision: { rule: 'no-rule' } });
  });
});

describe('a missing target lesion', () => {
  const two = (t1: readonly Said[], t2: readonly Said[]) =>
    answersOf(
      course([
        { label: 'T1', said: t1 },
        { label: 'T2', said: t2 },
      ]),
    );

  it('leaves progression where the others alone prove it, at equality too', () => {
    const [found] = two([30, 60], [20, 'not-evaluated']);
    expect(found?.answer).toBe('PD');
    expect(found?.decision).toMatchObject({
      rule: 'increased',
      source: 'Eisenhauer 2009, 4.3.1; Eisenhauer 2009, 4.4.2',
      text: 'even without T2 (not evaluated): sum 60 mm is 10 mm (20%) above the nadir of 50 mm at BL; PD from 60 mm on (20% and 5 mm)',
    });
    expect(found?.margins).toEqual([]);
  });

  it('makes everything else not evaluable, and is named', () => {
    for (const mm of ['59.9', 40, 5, 'absent'] as const) {
      const [found] = two([30, mm], [20, 'not-evaluated']);
      expect(found).toMatchObject({ answer: 'NE', margins: [], decision: { rule: 'missing' } });
    }
    const [, found] = two([30, 20, 20], [20, 20, null]);
    expect(found?.decision.text).toBe(
      'missing: T2 (not assessed at this visit); those that are measured add up to 20 mm, which does not prove progression',
    );
  });

  it('does not let nodes of normal size prove progression: all may be gone', () => {
    const found = answersOf(
      course([
        { label: 'T1', said: [16, 2, 9], isNode: true },
        { label: 'T2', said: [10, 'absent', 'not-evaluated'] },
      ]),
    );
    expect(found.map(({ answer }) => answer)).toEqual(['CR', 'NE']);
  });

  it('never makes a nadir', () => {
    expect(two([50, 20, 50], [50, 'not-evaluated', 50]).map(({ answer }) => answer)).toEqual(['NE', 'SD']);
  });
});

describe('a partial response that is no longer 30% below baseline', () => {
  const said = (...sums: Said[]) => course([{ label: 'T1', said: sums }]);

  it('is stable where the criteria do not let it go on', () => {
    expect(answers([100, 70, 80])).toEqual(['PR', 'SD']);
  });

  it('goes on where they do, until progression', () => {
    const found = answersOf(said(100, 70, 80, 80, 84, 80, 65, 75), CONTINUING);
    expect(found.map(({ answer }) => answer)).toEqual(['PR', 'PR', 'PR', 'PD', 'SD', 'PR', 'PR']);
    expect(found[1]?.decision).toMatchObject({ rule: 'partial-continues', answer: 'PR' });
    expect(found[1]?.decision.source).toContain('recist.eortc.org FAQ');
    expect(found[1]?.decision.text).toMatch(/; the PR of V1 goes on$/);
    expect(found[1]?.margins.map(({ answer }) => answer)).toEqual(['PD']);
  });

  it('goes on over a visit that is not evaluable, and after a complete response', () => {
    const over = answersOf(said(100, 70, 'not-evaluated', 80), CONTINUING);
    expect(over.map(({ answer }) => answer)).toEqual(['PR', 'NE', 'PR']);
    const complete = answersOf(said('6.5', 'absent', '4.9'), CONTINUING);
    expect(complete.map(({ answer }) => answer)).toEqual(['CR', 'PR']);
    expect(answersOf(said('6.5', 'absent', '4.9')).map(({ answer }) => answer)).toEqual(['CR', 'SD']);
  });

  it('does not go on before it was there, nor after a progression of anything else', () => {
    expect(answersOf(said(100, 90, 80), CONTINUING).map(({ answer }) => answer)).toEqual(['SD', 'SD']);
    const at = course([{ label: 'T1', said: [100, 70, 70, 80] }]);
    const measure = measureTargets(at, 3, { criteria: CONTINUING, lengths: 'stored' });
    const answerAfter = (overall: string, target: 'PR' | 'SD' = 'PR') =>
      targetAnswer(
        measure,
        {
          ...{ baselineSum: new Big(100), nadir: { sum: new Big(70), visit: 1 } },
          earlier: [point(1, { target: 'PR', overall: 'PR' }), point(2, { target, overall })],
          visitNames: at.visits.map(({ name }) => name),
        },
        CONTINUING,
      ).answer;
    expect(answerAfter('PR')).toBe('PR');
    expect(answerAfter('PD')).toBe('SD');
    expect(answerAfter('PD', 'SD')).toBe('SD');
    expect(answerAfter('SD', 'SD')).toBe('PR');
  });
});

describe('the reason of an answer', () => {
  const reason = (...said: Said[]) => answersOf(course([{ label: 'T1', said }])).at(-1)?.decision;

  it('has the numbers, the reference, the threshold and the source', () => {
    expect(reason(100, 50, 62)).toEqual({
      ...{ step: 'target', answer: 'PD', rule: 'increased', source: 'Eisenhauer 2009, 4.3.1' },
      text: 'sum 62 mm is 12 mm (24%) above the nadir of 50 mm at V1; PD from 60 mm on (20% and 5 mm)',
    });
    expect(reason(100, 65)?.text).toBe(
      'sum 65 mm is 35 mm (35%) below the baseline of 100 mm at BL; PR up to 70 mm (30%)',
    );
    expect(reason(90, 70, 80)?.text).toBe(
      'sum 80 mm is 10 mm (11.1%) below the baseline of 90 mm at BL and 10 mm (14.3%) above the nadir of 70 mm at V1; PD from 84 mm on (20% and 5 mm); PR up to 63 mm (30%)',
    );
  });

  it('shows sums that are equal, and no percentage of 0', () => {
    expect(reason(50, 50)?.text).toMatch(/^sum 50 mm is at the baseline of 50 mm at BL and at the nadir of/);
    expect(reason(50, 'absent', 7)?.text).toBe(
      'sum 7 mm is 7 mm above the nadir of 0 mm at V1; PD from 5 mm on (20% and 5 mm)',
    );
  });

  it('says what a complete response leaves', () => {
    expect(reason(50, 'absent')?.text).toBe('all target lesions have disappeared: sum 0 mm');
    const [node] = answersOf(course([{ label: 'T1', said: [16, '9.9'], isNode: true }]));
    expect(node?.decision.text).toBe(
      'all target lesions have disappeared, what is left are nodes of normal size: sum 9.9 mm',
    );
  });

  it('counts a visit without a name', () => {
    const measure = measureTargets(course([{ label: 'T1', said: [50] }]), 0, {
      criteria: RECIST,
      lengths: 'stored',
    });
    const sum = new Big(50);
    const references = { baselineSum: sum, nadir: { sum, visit: 2 }, visitNames: ['BL'], earlier: [] };
    expect(targetAnswer(measure, references, RECIST).decision.text).toContain('at visit 3');
  });
});

describe('the margins of an answer', () => {
  const margins = (...said: Said[]) =>
    answersOf(course([{ label: 'T1', said }]))
      .at(-1)
      ?.margins.map(({ answer, side, sumMm, changeMm }) => [
        answer,
        side,
        sumMm.toFixed(),
        changeMm.toFixed(),
      ]);

  it('are the sums at which another answer begins, the nearest first', () => {
    expect(margins(100, 80)).toEqual([
      ['PR', 'at-most', '70', '-10'],
      ['PD', 'at-least', '120', '40'],
    ]);
    expect(margins('25.1', '20.3')).toEqual([
      ['PR', 'at-most', '17.57', '-2.73'],
      ['PD', 'at-least', '30.12', '9.82'],
    ]);
  });

  it('are those, too, at which the answer itself ends', () => {
    expect(margins(100, 60)).toEqual([
      ['SD', 'above', '70', '10'],
      ['PD', 'at-least', '120', '60'],
    ]);
    expect(margins(100, 90, 110)).toEqual([
      ['SD', 'below', '108', '-2'],
      ['PR', 'at-most', '70', '-40'],
    ]);
    expect(margins(100, 'absent')).toEqual([
      ['SD', 'above', '70', '70'],
      ['PD', 'at-least', '120', '120'],
    ]);
  });

  it('hold at equality, where nothing has to change but the side', () => {
    expect(margins(100, 70)?.[0]).toEqual(['SD', 'above', '70', '0']);
    expect(margins(100, 120)?.[0]).toEqual(['SD', 'below', '120', '0']);
  });

  it('pass over an answer that another forestalls', () => {
    // From 25 mm on it is PD, for the nadir is 20 mm: stable disease has no sum of its own.
    expect(margins(100, 20, 22)).toEqual([['PD', 'at-least', '25', '3']]);
    // Below 60 mm it is at once PR: 70 mm would still be PD, with a nadir of 50 mm.
    expect(margins(100, 50, 90)).toEqual([['PR', 'below', '60', '-30']]);
  });

  it('are above what it is held against where any increase at all is progression', () => {
    const rules = RECIST.target.rules.map((rule) =>
      rule.when === 'increased' ? { ...rule, percent: new Big(0), mm: new Big(0) } : rule,
    );
    const criteria = { ...RECIST, target: { ...RECIST.target, rules } };
    const [found] = answersOf(course([{ label: 'T1', said: [100, 80] }]), criteria);
    expect(found?.margins.map(({ answer, side, sumMm }) => [answer, side, sumMm.toFixed()])).toEqual([
      ['PR', 'at-most', '70'],
      ['PD', 'above', '100'],
    ]);
  });

  it('are none without a sum, in whatever order the rules are', () => {
    const rules = [...RECIST.target.rules].sort(
      (a, b) => Number(b.answer === 'PR') - Number(a.answer === 'PR'),
    );
    const criteria = { ...RECIST, target: { ...RECIST.target, rules } };
    const sketches = [
      { label: 'T1', said: [30, 60] },
      { label: 'T2', said: [20, 'not-evaluated'] as const },
    ];
    expect(answersOf(course(sketches), criteria)[0]).toMatchObject({ answer: 'PD', margins: [] });
  });

  it('hold: at the sum itself the answer is the other one, and a hundredth before it is not', () => {
    expect(answers([100, 80, 96])).toEqual(['SD', 'PD']);
    expect(margins(100, 80, '95.99')?.[0]).toEqual(['PD', 'at-least', '96', '0.01']);
    expect(margins(100, 80, '70.01')?.[0]).toEqual(['PR', 'at-most', '70', '-0.01']);
  });
});
