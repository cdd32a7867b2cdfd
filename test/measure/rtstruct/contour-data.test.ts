import { expect, it } from 'vitest';
import { parseContourData } from '../../../src/measure/rtstruct/contour-data.js';

const numbers = (text: string): number[] | undefined => {
  const read = parseContourData(text);
  return read && [...read];
};

it('reads decimals between backslashes, padding aside', () => {
  expect(numbers('1\\-2.5\\+3.\\.25\\ -0.125 \\7 ')).toEqual([1, -2.5, 3, 0.25, -0.125, 7]);
  expect(numbers('1.5\\2.5\0')).toEqual([1.5, 2.5]);
});

it('reads exponents and more digits than a double holds', () => {
  expect(numbers('1e2\\-2.5E-3\\0.1234567890123456789\\123456789012345678')).toEqual([
    100,
    -0.0025,
    Number('0.1234567890123456789'),
    Number('123456789012345678'),
  ]);
});

it('gives the nearest double of every decimal', () => {
  const texts = Array.from({ length: 5000 }, (_, i) => {
    const size = ((i * 0.6180339887498949) % 1) * 10 ** ((i % 7) - 2);
    return `${i % 2 ? '-' : ''}${size.toFixed(i % 11)}`;
  });
  expect(numbers(texts.join('\\'))).toEqual(texts.map(Number));
});

it('takes nothing for numbers that are none', () => {
  for (const text of [
    '1\\\\2',
    '1\\a\\2',
    '1,5\\2\\3',
    '1 2\\3',
    '--1',
    '1.2.3',
    '.',
    '-',
    'NaN',
    'Infinity',
    '1e999',
  ])
    expect(parseContourData(text), text).toBeUndefined();
});

it('gives no number for no text', () => {
  expect(numbers('')).toEqual([]);
  expect(numbers('  ')).toEqual([]);
});
