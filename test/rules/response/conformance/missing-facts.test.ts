import { describe, expect, it } from 'vitest';
import { course, type LesionSketch } from '../courses.js';
import { briefly, problemsOf, unsaid } from './problems-of.js';

type Facts = Parameters<typeof unsaid>[1];

/** What is found where nobody says these facts of `L`; another target is beside it. */
function foundWithout(facts: Facts, sketch: Omit<LesionSketch, 'label'>): readonly string[] {
  const other = { label: 'T1', organ: 'liver', said: [20] };
  return briefly(problemsOf(unsaid('L', facts, course([other, { label: 'L', ...sketch }]))));
}

describe('whether a lesion is a node', () => {
  it('is asked of a target, and without it no size is judged', () => {
    expect(foundWithout(['isNode'], { said: [3] })).toEqual(['node-unknown L @BL']);
    expect(foundWithout(['isNode'], { said: ['present'] })).toEqual([
      'node-unknown L @BL',
      'axis-missing L @BL',
    ]);
  });

  it('is asked of a non-target that has a length at baseline, of no other and of no new lesion', () => {
    expect(foundWithout(['isNode'], { role: 'non-target', said: [12] })).toEqual(['node-unknown L @BL']);
    expect(foundWithout(['isNode'], { role: 'non-target', said: ['present', 12] })).toEqual([]);
    expect(foundWithout(['isNode'], { role: 'new', said: [null, 12] })).toEqual([]);
  });
});

describe('the organ of a lesion', () => {
  it('is asked of a target', () => {
    const [problem, ...rest] = problemsOf(unsaid('T1', ['organ'], course([{ label: 'T1', said: [20] }])));
    expect(rest).toEqual([]);
    expect(problem).toEqual({
      ...{ subject: 'S-01', reader: 'R1', visit: 'BL', lesion: 'T1', code: 'organ-missing' },
      detail: 'its organ is not known, so targets cannot be counted by organ',
      ...{ expected: 'an organ of the criteria', source: 'corelab: never falsely green' },
    });
  });

  it('is not asked of a node, of a fragment or of a non-target', () => {
    expect(foundWithout(['organ'], { isNode: true, said: [20] })).toEqual([]);
    expect(foundWithout(['organ'], { splitFrom: 'T1', said: [null, 9] })).toEqual([]);
    expect(foundWithout(['organ'], { role: 'non-target', said: ['present'] })).toEqual([]);
  });

  it('is told beside the other fact', () => {
    expect(foundWithout(['isNode', 'organ'], { said: [20] })).toEqual([
      'node-unknown L @BL',
      'organ-missing L @BL',
    ]);
  });
});
