import { describe, expect, it } from 'vitest';
import { mostTypical, referenceCandidates } from '../../../src/pipeline/qc-motion/choose-reference.js';

const GROUP = { name: 'b = 1000 s/mm²', members: [2, 5, 6, 9, 11] };

describe('the reference of a group', () => {
  it('is its first volume, then those that follow', () => {
    expect(referenceCandidates(GROUP, 'first')).toEqual([2, 5, 6, 9, 11]);
  });

  it('is the middle one, then those nearest to it', () => {
    expect(referenceCandidates(GROUP, 'middle')).toEqual([6, 5, 9, 2, 11]);
    expect(referenceCandidates(GROUP, 'median')).toEqual([6, 5, 9, 2, 11]);
  });

  it('is the one that was named, and no other in its place', () => {
    expect(referenceCandidates(GROUP, 9)).toEqual([9]);
  });

  it('is the middle one of a group that the named volume is no member of', () => {
    expect(referenceCandidates(GROUP, 3)).toEqual([6, 5, 9, 2, 11]);
  });

  it('of two volumes it is the second, and of one that one', () => {
    expect(referenceCandidates({ name: 'all', members: [0, 1] }, 'middle')).toEqual([1, 0]);
    expect(referenceCandidates({ name: 'all', members: [4] }, 'middle')).toEqual([4]);
  });
});

describe('the most typical volume', () => {
  it('has the smallest quality index; the first of equal ones', () => {
    expect(mostTypical(GROUP.members, [0.3, 0.1, 0.2, 0.1, 0.5])).toBe(5);
  });

  it('is never one without an index', () => {
    expect(mostTypical(GROUP.members, [Number.NaN, Number.NaN, 0.2, Number.NaN, 0.4])).toBe(6);
    expect(mostTypical(GROUP.members, [])).toBeUndefined();
  });
});
