/** @jsxImportSource preact */
import { expect, it } from 'vitest';
import { Count, Num, numberText, Text } from '../../../src/report/page/value.js';
import { rendered } from './page-sample.js';

it('shows a text as it stands, escaped, with its pointer', () => {
  expect(rendered(<Text of={{ value: 'a <b>', at: '0/x' }} />).html).toBe(
    '<span data-at="0/x">a &lt;b></span>',
  );
  expect(rendered(<Text of={{ value: false, at: '0/x' }} />).text).toBe('false');
});

it('rounds a number for people and keeps the whole of it', () => {
  const { html } = rendered(<Num of={{ value: 0.123456, at: '0/x' }} digits={2} unit="mm" />);
  expect(html).toBe('<data value="0.123456" data-at="0/x">0.12 mm</data>');
});

it('never shows as zero what is not told', () => {
  for (const value of [null, undefined, Number.NaN, Number.POSITIVE_INFINITY])
    expect(rendered(<Num of={{ value, at: '0/x' }} why="no scan" />).html).toBe(
      '<span class="nothing" title="no scan">–</span>',
    );
});

it('groups thousands from five digits on, shows all decimals, and no sign before zero', () => {
  expect([9999, 12345, 0.1 + 0.2, -0, -3.5].map((value) => numberText(value))).toEqual([
    ...['9999', '12,345', '0.30000000000000004', '0', '-3.5'],
  ]);
  expect(numberText(-0.001, 2)).toBe('0.00');
});

it('shows no zero for what is too small for twenty decimals', () => {
  expect(numberText(3e-25)).toBe('3e-25');
  expect(numberText(0)).toBe('0');
});

it('says what a count has counted', () => {
  expect(rendered(<Count n={12_000} what="files" />).html).toBe(
    '<data value="12000" data-count="files">12,000</data>',
  );
});
