import { describe, expect, it } from 'vitest';
import { earliestS, elapsedS } from '../../../../src/rules/protocol/cross/clock.js';

describe('elapsedS', () => {
  it('is the plain difference within a day, in either direction', () => {
    expect(elapsedS(36_000, 36_090.5)).toBe(90.5);
    expect(elapsedS(36_090, 36_000)).toBe(-90);
    expect(elapsedS(36_000, 36_000)).toBe(0);
  });

  it('runs past midnight the shorter way round', () => {
    expect(elapsedS(86_390, 10)).toBe(20);
    expect(elapsedS(10, 86_390)).toBe(-20);
  });

  it('takes half a day as later', () => {
    expect(elapsedS(0, 43_200)).toBe(43_200);
    expect(elapsedS(0, 43_201)).toBe(-43_199);
  });

  it('takes times of the next day that count on past midnight', () => {
    expect(elapsedS(86_460, 120)).toBe(60);
  });

  it('tells no more than a microsecond', () => {
    expect(elapsedS(0.1, 0.4)).toBe(0.3);
  });
});

describe('earliestS', () => {
  it('is the first on the clock, on both sides of midnight', () => {
    expect(earliestS([300, 100, 200])).toBe(100);
    expect(earliestS([10, 86_390])).toBe(86_390);
  });

  it('is nothing of nothing', () => {
    expect(earliestS([])).toBeUndefined();
  });
});
