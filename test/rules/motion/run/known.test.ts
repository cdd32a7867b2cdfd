import { describe, expect, it } from 'vitest';
import {
  count,
  largest,
  mean,
  median,
  shareWithAny,
  smallest,
} from '../../../../src/rules/motion/run/known.js';

const SOME = [1, Number.NaN, 4, 2];
const NONE = { why: 'it was not measured' };

describe('one number of many', () => {
  it('is a mean or a median over the known ones', () => {
    expect(mean(SOME)).toEqual({ value: 7 / 3 });
    expect(median(SOME)).toEqual({ value: 2 });
    expect(median([4, 1, 3, 2])).toEqual({ value: 2.5 });
  });

  it('is no mean where fewer than half are known', () => {
    expect(mean([1, Number.NaN])).toEqual({ value: 1 });
    expect(mean([1, Number.NaN, Number.NaN])).toEqual({ why: 'it was measured in 1 of 3 volumes only' });
  });

  it('is a largest, smallest or sum that says where some are missing', () => {
    const atBest = 'not measured in 1 of 4 volumes';
    expect(largest(SOME)).toEqual({ value: 4, atBest });
    expect(smallest(SOME)).toEqual({ value: 1, atBest });
    expect(count(SOME)).toEqual({ value: 7, atBest });
    expect(largest([1, 2])).toEqual({ value: 2 });
    expect(shareWithAny([0, Number.NaN, 4, 2])).toEqual({ value: 50, atBest });
    expect(shareWithAny([0, 3])).toEqual({ value: 50 });
  });

  it.each([[[]], [[Number.NaN]], [[Number.POSITIVE_INFINITY]]])('is none of %j', (values) => {
    for (const of of [mean, median, largest, smallest, count, shareWithAny]) expect(of(values)).toEqual(NONE);
  });
});
