import { Big } from 'big.js';
import { describe, expect, it } from 'vitest';
import { course } from '../courses.js';
import { RECIST } from '../recist.js';
import { found, problemsOf, seen } from './problems-of.js';

const NON_TARGET = { label: 'N1', role: 'non-target', isNode: true } as const;

describe('a node at baseline', () => {
  it('is a non-target from 10 mm on by its short axis, and normal below', () => {
    expect(found({ ...NON_TARGET, said: [10] })).toEqual([]);
    expect(found({ ...NON_TARGET, said: ['9.999'] })).toEqual(['node-normal N1 @BL']);
    expect(problemsOf(course([{ ...NON_TARGET, said: [9] }]))).toEqual([
      {
        ...{ subject: 'S-01', reader: 'R1', visit: 'BL', lesion: 'N1', code: 'node-normal' },
        detail: '9 mm by its short axis is the size of a normal node; it is followed as a non-target',
        ...{ expected: 'short axis ≥ 10 mm', actual: '9 mm', source: 'Eisenhauer 2009, 4.2 and 4.3.1' },
      },
    ]);
  });

  it('is not normal by its long axis, without a length, or after baseline', () => {
    expect(found({ ...NON_TARGET, said: [seen('ct', { long: 9 })] })).toEqual([]);
    expect(found({ ...NON_TARGET, said: ['present', 6] })).toEqual([]);
    expect(found({ ...NON_TARGET, said: ['absent', 'present'] })).toEqual([
      'non-target-not-at-baseline N1 @BL',
    ]);
  });

  it('is normal where it is too small to measure', () => {
    expect(found({ ...NON_TARGET, said: ['too-small'] })).toEqual(['node-normal N1 @BL']);
  });

  it('is no question of other lesions, nor of new ones', () => {
    const other = { label: 'T1', said: [20] };
    expect(found(other, { ...NON_TARGET, isNode: false, said: [seen('ct', { long: 9, short: 8 })] })).toEqual(
      [],
    );
    expect(found(other, { ...NON_TARGET, role: 'new', said: [8] })).toEqual(['new-at-baseline N1 @BL']);
  });

  it('is held against the number and the axis of the criteria', () => {
    const nodes = { ...RECIST.nodes, pathologicalFromMm: new Big(12) };
    const of = course([{ ...NON_TARGET, said: [seen('ct', { long: 11, short: 12 })] }]);
    expect(problemsOf(of, { criteria: { ...RECIST, nodes } })).toEqual([]);
    const measurable = RECIST.measurable.map((rule) => ({ ...rule, axis: 'long' as const }));
    expect(problemsOf(of, { criteria: { ...RECIST, nodes, measurable } })).toMatchObject([
      { code: 'node-normal', expected: 'long axis ≥ 12 mm', actual: '11 mm' },
    ]);
  });
});
