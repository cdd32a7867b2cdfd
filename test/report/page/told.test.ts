import { expect, it } from 'vitest';
import { each, entries, isTold, of } from '../../../src/report/page/told.js';

const report = { value: { series: [{ 'a/b': 1 }, { 'a/b': 2 }], none: null, '~': { x: 3 } }, at: '2' };

it('leads a property and what a list holds back to their places', () => {
  const [, second] = each(of(report, 'series'));
  expect(second && of(second, 'a/b')).toEqual({ value: 2, at: '2/series/1/a~1b' });
});

it('escapes ~ before /, as RFC 6901 asks', () => {
  expect(entries(of(report, '~'))).toEqual([['x', { value: 3, at: '2/~0/x' }]]);
});

it('holds nothing where there is no list', () => {
  expect(each(of(report, 'none'))).toEqual([]);
  expect(each({ value: undefined, at: '' })).toEqual([]);
});

it('knows what is told: zero, false and no text are', () => {
  expect([0, false, '', null, undefined].map((value) => isTold({ value, at: '' }))).toEqual([
    ...[true, true, true, false, false],
  ]);
});
