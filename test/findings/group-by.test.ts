import { describe, expect, it } from 'vitest';
import { groupBy } from '../../src/findings/group-by.js';

describe('items by a key', () => {
  it('stand in their order, under keys in the order in which they first come', () => {
    const groups = groupBy(['b1', 'a1', 'b2', 'c1', 'a2'], (name) => name[0]);
    expect([...groups]).toEqual([
      ['b', ['b1', 'b2']],
      ['a', ['a1', 'a2']],
      ['c', ['c1']],
    ]);
  });

  it('may come from a generator, have undefined as a key, or be none', () => {
    const numbers = new Set([1, 2, 3]).values();
    expect([...groupBy(numbers, (n) => (n === 2 ? undefined : n % 2))]).toEqual([
      [1, [1, 3]],
      [undefined, [2]],
    ]);
    expect(groupBy([], String).size).toBe(0);
  });
});
