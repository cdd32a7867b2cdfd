import { describe, expect, it } from 'vitest';
import { SeriesMemory } from '../../../../src/rules/protocol/view/series-memory.js';

/** A memory, and how often something was worked out. */
function counted() {
  const memory = new SeriesMemory<string>();
  const made: string[] = [];
  const ask = (series: number, key: string): string =>
    memory.get(series, key, () => {
      made.push(`${series} ${key}`);
      return `${key} of ${series}`;
    });
  return { ask, made };
}

describe('SeriesMemory', () => {
  it('works out each thing of a series once, and takes no series for another', () => {
    const { ask, made } = counted();
    for (const _ of [1, 2]) {
      expect(ask(0, 'a')).toBe('a of 0');
      expect(ask(1, 'a')).toBe('a of 1');
      expect(ask(0, 'b')).toBe('b of 0');
    }
    expect(made).toEqual(['0 a', '1 a', '0 b']);
  });

  it('forgets the series that was not asked for longest, and gives the same again', () => {
    const { ask, made } = counted();
    for (let series = 0; series < 16; series++) ask(series, 'a');
    ask(0, 'a');
    expect(made).toHaveLength(16);
    ask(16, 'a'); // the seventeenth: 1 was asked for longest ago
    ask(0, 'a');
    expect(made).toHaveLength(17);
    expect(ask(1, 'a')).toBe('a of 1');
    expect(made.at(-1)).toBe('1 a');
  });
});
