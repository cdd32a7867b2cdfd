import { describe, expect, it } from 'vitest';
import { counted } from '../../../src/report/page/counted.js';

describe('words for what is counted', () => {
  it('are of one where there is one: the noun that is counted, and nothing else', () => {
    const words = ['studies released', 'doubled files', 'objects with measurements', 'series', 'unreadable'];
    expect(words.map((one) => counted(1, one))).toEqual([
      ...['study released', 'doubled file', 'object with measurements', 'series', 'unreadable'],
    ]);
  });

  it.each([0, 2, null, undefined])('are of many for %s', (n) => {
    expect(counted(n, 'studies released')).toBe('studies released');
  });
});
