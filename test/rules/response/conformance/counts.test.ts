import { describe, expect, it } from 'vitest';
import { course, type LesionSketch } from '../courses.js';
import { RECIST } from '../recist.js';
import { briefly, found, problemsOf, unsaid } from './problems-of.js';

/** Targets of 20 mm, one an organ named. */
function targets(...organs: readonly string[]): readonly LesionSketch[] {
  return organs.map((organ, i) => ({ label: `T${i + 1}`, organ, isNode: organ === 'node', said: [20] }));
}

const FIVE = ['lung', 'lung', 'liver', 'liver', 'bone'];

describe('the number of targets', () => {
  it('is at most five', () => {
    expect(found(...targets(...FIVE))).toEqual([]);
    expect(problemsOf(course(targets(...FIVE, 'kidney')))).toEqual([
      {
        ...{ subject: 'S-01', reader: 'R1', visit: 'BL', code: 'too-many-targets' },
        detail: '6 target lesions: T1, T2, T3, T4, T5, T6',
        ...{ expected: 'at most 5', actual: '6', source: 'Eisenhauer 2009, 4.2' },
      },
    ]);
  });

  it('is at most two an organ', () => {
    expect(found(...targets('lung', 'lung'))).toEqual([]);
    expect(problemsOf(course(targets('lung', 'liver', 'lung', 'lung')))).toEqual([
      {
        ...{ subject: 'S-01', reader: 'R1', visit: 'BL', code: 'too-many-per-organ' },
        detail: '3 target lesions in one organ (lung): T1, T3, T4',
        ...{ expected: 'at most 2 an organ', actual: '3', source: 'Eisenhauer 2009, 4.2' },
      },
    ]);
  });

  it('takes all nodes as one organ, whatever organ is written', () => {
    const nodes = targets('node', 'node', 'node').map((one, i) => ({ ...one, organ: `station ${i}` }));
    expect(found(...nodes.slice(1))).toEqual([]);
    expect(problemsOf(course(nodes))).toMatchObject([
      {
        code: 'too-many-per-organ',
        detail: '3 target lesions in one organ (lymph nodes): T1, T2, T3',
      },
    ]);
  });

  it('tells each organ, in the order of their names', () => {
    const problems = problemsOf(course(targets('lung', 'lung', 'lung', 'bone', 'bone', 'bone')));
    expect(problems.map(({ detail }) => detail.replace(/:.*/, ''))).toEqual([
      '6 target lesions',
      '3 target lesions in one organ (bone)',
      '3 target lesions in one organ (lung)',
    ]);
  });

  it('counts neither fragments, nor what is merged at baseline, nor other roles', () => {
    const fragment = { organ: 'kidney', splitFrom: 'T1', said: [null, 8] };
    const merged = { state: 'merged', diameters: [], mergedInto: 'T1' } as const;
    const more = [
      { label: 'F1', ...fragment },
      { label: 'F2', ...fragment },
      { label: 'N1', role: 'non-target', organ: 'bone', said: ['present'] },
      { label: 'X1', role: 'new', organ: 'bone', said: [null, 12] },
    ] as const;
    expect(found(...targets(...FIVE), ...more)).toEqual([]);
    expect(found(...targets(...FIVE), { label: 'T6', said: [merged] })).toEqual(['not-measurable T6 @BL']);
  });

  it('counts a lesion that merges later, and one that is first seen later', () => {
    const merges = { state: 'merged', diameters: [], mergedInto: 'T1' } as const;
    expect(found(...targets(...FIVE), { label: 'T6', organ: 'kidney', said: [20, merges] })).toEqual([
      'too-many-targets @BL',
      'facts-conflict T6 @V1',
    ]);
    expect(found(...targets(...FIVE), { label: 'T6', organ: 'kidney', said: [null, 20] })).toEqual([
      'target-not-at-baseline T6 @BL',
      'too-many-targets @BL',
    ]);
  });

  it('counts a fragment that has a length at baseline: nothing had split yet', () => {
    const early = { label: 'T6', organ: 'kidney', splitFrom: 'T1', said: [20] };
    expect(found(...targets(...FIVE), early)).toEqual(['too-many-targets @BL']);
  });

  it('counts a target of unknown organ among all, but in no organ', () => {
    const of = unsaid('T3', ['organ'], course(targets('lung', 'lung', 'lung')));
    expect(briefly(problemsOf(of))).toEqual(['organ-missing T3 @BL']);
    const six = unsaid('T6', ['organ'], course(targets(...FIVE, 'kidney')));
    expect(briefly(problemsOf(six))).toEqual(['organ-missing T6 @BL', 'too-many-targets @BL']);
  });

  it('is held against the numbers of the criteria', () => {
    const two = { ...RECIST, targets: { most: 2, mostPerOrgan: 1, source: 'the protocol, 7.1' } };
    const problems = problemsOf(course(targets('lung', 'lung', 'bone')), { criteria: two });
    expect(problems).toMatchObject([
      { code: 'too-many-targets', expected: 'at most 2', actual: '3', source: 'the protocol, 7.1' },
      { code: 'too-many-per-organ', expected: 'at most 1 an organ', actual: '2' },
    ]);
    expect(problemsOf(course(targets('lung', 'bone')), { criteria: two })).toEqual([]);
  });
});
