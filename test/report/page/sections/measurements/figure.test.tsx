import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { Figure } from '../../../../../src/report/page/sections/measurements/figure.js';

const textOf = (value: number | null, beside?: string): string =>
  renderToString(<Figure of={{ value, at: '0/x' }} {...(beside !== undefined && { beside })} />).replace(
    /<[^>]+>/g,
    '',
  );

describe('a computed figure', () => {
  it('has four figures at least', () => {
    expect(textOf(188.49555921)).toBe('188.5');
    expect(textOf(0.00123456)).toBe('0.001235');
  });

  it('has one decimal more than the stored value that it stands beside, as far as people compare', () => {
    expect(textOf(80.0832, '80.08')).toBe('80.083');
    expect(textOf(32.888672064529, '36.6118927001953')).toBe('32.8887');
  });

  it('is never rounded to zero, nor beyond what a number can hold', () => {
    expect(textOf(3e-9)).toBe('3e-9');
    expect(textOf(1.5e15)).toBe('1500000000000000');
    expect(textOf(0)).toBe('0');
  });

  it('that is not had is a dash', () => {
    expect(textOf(null)).toBe('–');
  });
});
