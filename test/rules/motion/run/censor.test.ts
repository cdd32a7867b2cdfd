import { describe, expect, it } from 'vitest';
import { censoring } from '../../../../src/rules/motion/run/censor.js';
import { LOST, runOf, trustIn, UNKNOWN, volume } from './sample.js';

const moved = [
  volume(),
  volume({ fdPowerMm: 0.5 }),
  volume({ fdPowerMm: 0.50001 }),
  UNKNOWN,
  UNKNOWN,
  volume(),
];
const trust = trustIn(6, { 3: LOST, 5: { state: 'alone', reason: 'alone' } });

describe('censoring', () => {
  it('keeps what moved up to the limit, and never what is not known', () => {
    expect(censoring(runOf(moved, { trust }))).toEqual([
      'kept',
      'kept',
      'over',
      'unknown',
      'unknown',
      'alone',
    ]);
  });

  it('keeps the first of a group, which has nothing before it, unless it was not measured', () => {
    const first = { ...volume(), hasPrevious: false };
    expect(censoring(runOf([first, first]))).toEqual(['kept', 'kept']);
    expect(censoring(runOf([first, first], { trust: trustIn(2, { 0: LOST }) }))).toEqual(['unknown', 'kept']);
  });

  it('says nothing without a limit, an order in time, or a measured run', () => {
    const { censor: _, ...facts } = runOf(moved);
    expect(censoring(facts)).toBeUndefined();
    expect(censoring(runOf(moved, { order: 'unknown' }))).toBeUndefined();
    expect(censoring(runOf(moved, { trust: { ...trust, unmeasurable: 'alone' } }))).toBeUndefined();
  });

  it('does not keep a volume that nothing is said of', () => {
    expect(censoring(runOf([volume(), volume()], { trust: trustIn(1) }))).toEqual(['kept', 'unknown']);
  });
});
