import { describe, expect, it } from 'vitest';
import { cleaner } from './some-delivery.js';
import { workOf } from './work-of.js';

const PIECES = [
  ...[
    'a',
    '1',
    '1.',
    '1-',
    'a@',
    'Aa',
    'Dr. ',
    '(',
    '+1 ',
    'Mar ',
    'Name: ',
    '/home/',
    '\u0308',
    '山',
    'Ab ',
  ],
  ...['Dr. Brown ', 'Smith ', '(Smith) ', '2.25.123456789012 ', '1961-05-23 ', 'Name: Roe '],
];

const workOn = (text: string): number => workOf(() => cleaner.clean(text));

describe('cleaning a text that is made of', () => {
  // Before any method is counted: patterns are slow from then on.
  it.each(PIECES)('%j two hundred thousand characters long leaves what is clean', (piece) => {
    const text = piece.repeat(200_000 / piece.length);
    const cleaned = cleaner.clean(text);
    expect(text.startsWith(cleaned)).toBe(true);
    expect(cleaner.clean(cleaned)).toBe(cleaned);
  });

  it.each(PIECES)('%j reads twice as much of twice the text at most', (piece) => {
    const [once, twice] = [workOn(piece.repeat(2000)), workOn(piece.repeat(4000))];
    expect(once).toBeGreaterThan(2000);
    // Less than one in a hundred is done once, whatever the length.
    expect(twice).toBeLessThan(2.02 * once);
  });
});
