import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adjudicate } from '../../../../src/rules/response/readers/adjudicate.js';
import type { Adjudication, JudgedCourse } from '../../../../src/rules/response/readers/readers.js';
import { CONFIRMED, RECIST } from '../recist.js';
import { type Answered, line, readBy } from './read-by.js';

const one = readBy('R1', [
  ['V1', 56, 'PR'],
  ['V2', 112, 'SD'],
  ['V3', 168, 'PD'],
]);
const other = readBy('R2', [
  ['V1', 56, 'SD'],
  ['V2', 112, 'SD'],
  ['V3', 168, 'SD'],
]);

function adjudicated(courses: readonly JudgedCourse[], ...lines: readonly Adjudication[]) {
  const found = adjudicate(courses, lines, RECIST);
  if (!found) throw new Error('nothing was adjudicated');
  return { ...found, overall: found.timePoints.map(({ overall }) => overall) };
}

describe('adjudication', () => {
  it('is none without a line', () => {
    expect(adjudicate([one, other], [], RECIST)).toBeUndefined();
  });

  it('takes the reader of the visit, then the one of the subject', () => {
    const { timePoints, best, unused } = adjudicated([one, other], line(2, 'R2'), line(3, 'R1', 'V3'));
    expect(timePoints.map(({ visit, day, overall, from }) => [visit, day, overall, from])).toEqual([
      ['V1', 56, 'SD', 'R2'],
      ['V2', 112, 'SD', 'R2'],
      ['V3', 168, 'PD', 'R1'],
    ]);
    expect(best).toMatchObject({ response: 'SD', visit: 1, progression: { visit: 3, day: 168 } });
    expect(unused).toEqual([]);
  });

  it('says whose reading stands, why, and in which line that is said', () => {
    const { timePoints } = adjudicated([one, other], line(2, 'R2'), { ...line(3, 'R1', 'V3'), reason: null });
    expect(timePoints.map(({ decision }) => decision).slice(1)).toEqual([
      {
        ...{ step: 'adjudication', answer: 'SD', rule: 'chosen-for-subject' },
        ...{ text: 'reading of R2 stands: reason 2', source: 'adjudication, line 2' },
      },
      {
        ...{ step: 'adjudication', answer: 'PD', rule: 'chosen-at-visit' },
        ...{ text: 'reading of R1 stands: no reason is given', source: 'adjudication, line 3' },
      },
    ]);
  });

  it('keeps what all say where nobody is chosen', () => {
    const { timePoints } = adjudicated([one, other], line(2, 'R2', 'V1'), line(3, 'R2', 'V3'));
    expect(timePoints[1]).toMatchObject({ overall: 'SD', from: null, decision: { rule: 'all-agree' } });
  });

  it('is not evaluable where readers differ and nobody is chosen, which the best tells, too', () => {
    const { timePoints, best, overall } = adjudicated([one, other], line(3, 'R1', 'V3'));
    expect(overall).toEqual(['NE', 'SD', 'PD']);
    expect(timePoints[0]).toMatchObject({
      from: null,
      decision: {
        ...{ answer: 'NE', rule: 'unresolved', source: 'corelab: fail closed' },
        text: 'V1 counts as NE: R1 says PR, R2 says SD, and no line decides',
      },
    });
    expect(best.decisions[0]).toEqual(timePoints[0]?.decision);
  });

  it('takes a visit that the chosen reader did not assess for not evaluable', () => {
    const short = readBy('R2', [
      ['V1', 56, 'SD'],
      ['V2', 112, null],
    ]);
    const { timePoints, overall } = adjudicated([one, short], line(2, 'R2'));
    expect(overall).toEqual(['SD', 'NE', 'NE']);
    expect(timePoints[2]).toMatchObject({
      ...{ from: 'R2', day: 168 },
      decision: { text: 'reading of R2 stands: reason 2; R2 did not assess V3' },
    });
  });

  it('does not tell not evaluable and not assessed apart where both are all there is', () => {
    const first = readBy('R1', [
      ['V1', 56, 'NE'],
      ['V2', 112, 'SD'],
    ]);
    const second = readBy('R2', [['V2', 112, 'PD']]);
    const { timePoints } = adjudicated([first, second], line(2, 'R1', 'V2'));
    expect(timePoints[0]).toMatchObject({ overall: 'NE', decision: { rule: 'all-agree' } });
  });

  it('takes the day of the chosen reader, and death from whoever knows it', () => {
    const late = readBy(
      'R2',
      [
        ['V1', 60, 'SD'],
        ['V2', null, 'PR'],
      ],
      { deathDay: 170 },
    );
    const { timePoints, best } = adjudicated([one, late], line(2, 'R2'));
    expect(timePoints.map(({ day }) => day)).toEqual([60, 112, 168]);
    expect(best).toMatchObject({ response: 'PR', durationOfResponse: { days: 58, isOpen: false } });
  });

  it('asks for confirmation where the criteria do', () => {
    const first = readBy('R1', [
      ['V1', 56, 'PR'],
      ['V2', 84, 'SD'],
    ]);
    const second = readBy('R2', [
      ['V1', 56, 'SD'],
      ['V2', 84, 'PR'],
    ]);
    const lines = [line(2, 'R1', 'V1'), line(3, 'R2', 'V2')];
    const best = adjudicate([first, second], lines, CONFIRMED)?.best;
    expect(best).toMatchObject({ response: 'PR', visit: 1, isConfirmed: true });
  });

  it('takes disease that another reader sees after a complete response for progression', () => {
    const first = readBy('R1', [
      ['V1', 56, 'CR'],
      ['V2', 112, 'CR'],
    ]);
    const second = readBy('R2', [
      ['V1', 56, 'PR'],
      ['V2', 112, 'PR'],
    ]);
    const { best } = adjudicated([first, second], line(2, 'R1', 'V1'), line(3, 'R2', 'V2'));
    expect(best.progression).toEqual({ visit: 2, day: 112 });
  });
});

describe('lines of an adjudication that decide nothing', () => {
  const why = (...lines: readonly Adjudication[]) => adjudicated([one, other], ...lines).unused;

  it.each([
    [line(2, 'R9'), 'no reader R9: R1, R2'],
    [line(2, 'R9', 'V1'), 'no reader R9: R1, R2'],
    [line(2, 'R1', 'V9'), 'no visit V9: V1, V2, V3'],
    [line(2, 'R1', 'BL'), 'BL is baseline: it has no response'],
  ])('%j: %s', (one, text) => {
    expect(why(one)).toEqual([{ line: 2, why: text }]);
  });

  it('are those of a visit that the reader has not', () => {
    const short = readBy('R2', [['V1', 56, 'SD']]);
    const { unused, overall } = adjudicated([one, short], line(2, 'R2', 'V2'), line(3, 'R1'));
    expect(unused).toEqual([{ line: 2, why: 'R2 has no visit V2' }]);
    expect(overall).toEqual(['PR', 'NE', 'PD']);
  });

  it('are two that contradict each other, and the visit is not evaluable', () => {
    const { unused, overall } = adjudicated(
      [one, other],
      line(5, 'R1', 'V1'),
      line(3, 'R2', 'V1'),
      line(4, 'R1'),
    );
    expect(unused).toEqual([
      { line: 3, why: 'it says R2, line 5 R1' },
      { line: 5, why: 'it says R1, line 3 R2' },
    ]);
    expect(overall).toEqual(['NE', 'SD', 'PD']);
  });

  it('are two of the whole subject that contradict each other; lines of visits still decide', () => {
    const { unused, overall } = adjudicated([one, other], line(2, 'R1'), line(3, 'R2'), line(4, 'R1', 'V1'));
    expect(unused.map(({ line: number }) => number)).toEqual([2, 3]);
    expect(overall).toEqual(['PR', 'SD', 'NE']);
  });

  it('leave what all say: whoever was meant says the same', () => {
    const { overall } = adjudicated([one, other], line(2, 'R1', 'V2'), line(3, 'R2', 'V2'));
    expect(overall[1]).toBe('SD');
  });

  it('are repetitions, which change nothing', () => {
    const { unused, overall } = adjudicated([one, other], line(2, 'R1', 'V1'), line(3, 'R1', 'V1'));
    expect(unused).toEqual([{ line: 3, why: 'it says the same as line 2' }]);
    expect(overall[0]).toBe('PR');
  });
});

describe('whatever readers say', () => {
  const sequence = fc
    .array(fc.constantFrom('CR', 'PR', 'SD', 'PD', 'NE', null), { minLength: 5, maxLength: 5 })
    .map((all) => all.map((overall, i): Answered => [`V${i + 1}`, 56 * (i + 1), overall]));

  it('choosing a reader for the subject gives the responses and the best of that reader', () => {
    fc.assert(
      fc.property(sequence, sequence, fc.constantFrom(RECIST, CONFIRMED), (a, b, criteria) => {
        const courses = [readBy('R1', a, { criteria }), readBy('R2', b, { criteria })];
        const found = adjudicate(courses, [line(2, 'R2')], criteria);
        expect(found?.best).toEqual(courses[1]?.judgement.best);
        expect(found?.timePoints.map(({ overall }) => overall)).toEqual(b.map(([, , said]) => said ?? 'NE'));
      }),
    );
  });

  it('what stands at a visit was said by somebody, or cannot be evaluated', () => {
    fc.assert(
      fc.property(sequence, sequence, (a, b) => {
        const found = adjudicate([readBy('R1', a), readBy('R2', b)], [line(2, 'R1', 'V2')], RECIST);
        for (const [i, { overall }] of (found?.timePoints ?? []).entries()) {
          expect(['NE', a[i]?.[2], b[i]?.[2]]).toContain(overall);
        }
      }),
    );
  });
});
