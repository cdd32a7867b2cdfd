import { describe, expect, it } from 'vitest';
import { course, type LesionSketch } from '../courses.js';
import { RECIST } from '../recist.js';
import { briefly, found, problemsOf, seen, unsaid } from './problems-of.js';

const T1 = { label: 'T1', organ: 'liver', said: [20] };

function nonTarget(said: LesionSketch['said'][number], more: Partial<LesionSketch> = {}): LesionSketch {
  return { label: 'N1', role: 'non-target', organ: 'bone', said: [said], ...more };
}

const TOLD = ['measurable-not-target N1 @BL'];

describe('a non-target lesion at baseline', () => {
  it('is told where it is measurable and there was room for it', () => {
    expect(problemsOf(course([T1, nonTarget(10)]))).toEqual([
      {
        ...{ subject: 'S-01', reader: 'R1', visit: 'BL', lesion: 'N1', code: 'measurable-not-target' },
        detail:
          '10 mm by its long axis is measurable (≥ 10 mm); 1 of 5 targets are chosen, and fewer than 2 in its organ (bone)',
        ...{ expected: 'target', actual: 'non-target', source: 'Eisenhauer 2009, 4.2' },
      },
    ]);
    expect(found(nonTarget(10))).toEqual(TOLD);
  });

  it('is fine below the least length, of slices too', () => {
    expect(found(T1, nonTarget(9.9))).toEqual([]);
    expect(found(T1, nonTarget(seen('ct', { long: 12 }, 6)))).toEqual(TOLD);
    expect(found(T1, nonTarget(seen('ct', { long: 11.9 }, 6)))).toEqual([]);
    expect(found(T1, nonTarget(14.9, { isNode: true }))).toEqual([]);
    expect(found(T1, nonTarget(15, { isNode: true }))).toEqual(TOLD);
  });

  it('is fine where it is stated to be non-measurable, has no length, or was measured later', () => {
    expect(found(T1, nonTarget(40, { isMeasurable: false }))).toEqual([]);
    expect(found(T1, nonTarget('present'))).toEqual([]);
    expect(found(T1, nonTarget(null, { said: ['present', 40] }))).toEqual([]);
    expect(found(T1, nonTarget(seen('ct', { short: 40 })))).toEqual([]);
    expect(found(T1, nonTarget(40, { splitFrom: 'T1' }))).toEqual([]);
  });

  it('is fine where its organ is full, nodes being one organ', () => {
    const lungs = [1, 2].map((i) => ({ label: `T${i}`, said: [20] }));
    expect(found(...lungs, nonTarget(40, { organ: 'lung' }))).toEqual([]);
    expect(found(...lungs.slice(1), nonTarget(40, { organ: 'lung' }))).toEqual(TOLD);
    const nodes = [1, 2].map((i) => ({ label: `T${i}`, isNode: true, said: [20] }));
    expect(found(...nodes, nonTarget(40, { isNode: true, organ: 'neck' }))).toEqual([]);
  });

  it('is fine where as many targets are chosen as the criteria allow', () => {
    const most = { ...RECIST, targets: { ...RECIST.targets, most: 1 } };
    expect(problemsOf(course([T1, nonTarget(40)]), { criteria: most })).toEqual([]);
  });

  it('is told without an organ only where no organ is full', () => {
    const one = unsaid('N1', ['organ'], course([T1, nonTarget(40)]));
    expect(briefly(problemsOf(one))).toEqual(TOLD);
    expect(problemsOf(one)[0]?.detail).toBe(
      '40 mm by its long axis is measurable (≥ 10 mm); 1 of 5 targets are chosen',
    );
    const full = unsaid('N1', ['organ'], course([T1, { ...T1, label: 'T2' }, nonTarget(40)]));
    expect(problemsOf(full)).toEqual([]);
  });

  it('is not judged by a method that is unknown or not accepted, nor in slices of unknown thickness', () => {
    expect(found(T1, nonTarget(seen('ultrasound', { long: 40 })))).toEqual([]);
    expect(found(T1, nonTarget(seen(null, { long: 40 })))).toEqual(['method-unknown N1 @BL']);
    expect(found(T1, nonTarget(seen('ct', { long: 40 }, null)))).toEqual(['slice-thickness-unknown N1 @BL']);
  });
});
