import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { course, type LesionSketch } from '../courses.js';
import { briefly, problemsOf } from './problems-of.js';

const CLEAN: readonly LesionSketch[] = [
  { label: 'T1', said: [20, 12, 'absent'] },
  { label: 'T2', said: ['10', 'too-small', 4] },
  { label: 'T3', organ: 'liver', said: [31.5, 30, 'not-evaluated'] },
  { label: 'T4', isNode: true, said: [15, 9, 8] },
  { label: 'N1', role: 'non-target', isNode: true, said: [10, 'present', 'absent'] },
  { label: 'N2', role: 'non-target', organ: 'bone', isMeasurable: false, said: ['present', 'present', 12] },
  { label: 'X1', role: 'new', organ: 'bone', said: [null, 'equivocal', 14] },
];

const FAULTY: readonly LesionSketch[] = [
  { label: 'T1', said: [9, 9, 9] },
  { label: 'T2', said: [null, 20] },
  { label: 'T3', said: [20, { state: 'merged', diameters: [], mergedInto: 'T9' }] },
  { label: 'T4', isNode: true, said: [12] },
  { label: 'T5', isNode: true, said: [9] },
  { label: 'T6', organ: 'liver', said: [20] },
  { label: 'N1', role: 'non-target', organ: 'bone', said: [20] },
  { label: 'X1', role: 'new', said: [20] },
  { label: 'F1', splitFrom: 'T8', said: [null, 8] },
];

describe('conformance of a course', () => {
  it('finds nothing in a course that conforms, whatever lengths are asked for', () => {
    const clean = course(CLEAN, { treatmentStartDay: 14, deathDay: 112 });
    expect(problemsOf(clean)).toEqual([]);
    expect(problemsOf(clean, { lengths: 'recomputed' })).toEqual([]);
  });

  it('tells every problem in the order of the rules, each with subject, reader and source', () => {
    const problems = problemsOf(course(FAULTY, { treatmentStartDay: 29, deathDay: 50 }));
    expect(briefly(problems)).toEqual([
      'target-not-at-baseline T2 @BL',
      'new-at-baseline X1 @BL',
      'baseline-early @BL',
      'not-measurable T1 @BL',
      'node-too-small T4 @BL',
      'node-normal T5 @BL',
      'too-many-targets @BL',
      'too-many-per-organ @BL',
      'split-parent-missing F1',
      'merged-into-missing T3 @V1',
      'after-death @V1',
      'after-death @V2',
    ]);
    for (const { subject, reader, source, detail, expected } of problems) {
      expect({ subject, reader }).toEqual({ subject: 'S-01', reader: 'R1' });
      expect(source).toMatch(/^(Eisenhauer 2009, \d|corelab: )/);
      expect(detail).not.toBe('');
      expect(expected).toBeDefined();
    }
  });

  it('does not depend on the order of the lesions', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...FAULTY], { minLength: FAULTY.length }), (lesions) => {
        expect(problemsOf(course(lesions))).toEqual(problemsOf(course(FAULTY)));
      }),
    );
  });

  it('changes nothing of the course', () => {
    const one = course([...FAULTY].reverse());
    const before = JSON.stringify(one);
    problemsOf(one);
    expect(JSON.stringify(one)).toBe(before);
  });

  it('never lets one more target lesion take away a problem of another', () => {
    const size = fc.integer({ min: 1, max: 300 }).map((tenths) => tenths / 10);
    const target = fc.record({ mm: size, isNode: fc.boolean(), organ: fc.constantFrom('lung', 'liver') });
    fc.assert(
      fc.property(fc.array(target, { minLength: 1, maxLength: 7 }), (targets) => {
        const all = targets.map(({ mm, isNode, organ }, i) => ({
          ...{ label: `T${i}`, isNode, said: [mm] },
          ...(isNode ? {} : { organ }),
        }));
        const fewer = problemsOf(course(all.slice(0, -1))).flatMap(({ lesion, code }) =>
          lesion ? [`${code} ${lesion}`] : [],
        );
        const more = problemsOf(course(all)).map(({ lesion, code }) => `${code} ${lesion}`);
        expect(more).toEqual(expect.arrayContaining(fewer));
      }),
    );
  });
});
