import { describe, expect, it } from 'vitest';
import { random } from '../../../../fixtures/random.js';
import type { Slice2d } from '../../../../src/motion/phantom/find/find-disc.js';
import { sharedNoise } from '../../../../src/motion/phantom/uniform/shared-noise.js';

const SIZE = 64;
const ALL = Array.from({ length: SIZE * SIZE }, (_, n) => n);

function picture(seed: string, sigma: number, at: (n: number) => number = () => 1000): Slice2d {
  const source = random(seed);
  const values = Float32Array.from(ALL, (n) => Math.round(at(n) + sigma * source.normal()));
  return { values, columns: SIZE, rows: SIZE, spacingMm: [1, 1] };
}

const changed = (slice: Slice2d, change: (value: number, n: number) => number): Slice2d => ({
  ...slice,
  values: slice.values.map(change),
});
const A = picture('a', 10);
const B = picture('b', 10);

describe('the noise of two images', () => {
  it('has nothing in common where each was acquired, though both are shaded alike', () => {
    const shade = (n: number): number => 800 + 6 * (n % SIZE);
    const { correlation, equalShare } = sharedNoise(picture('1', 10, shade), picture('2', 10, shade), ALL);
    // 3844 pixels: 0.016 is one standard deviation; neighbours are not independent.
    expect(Math.abs(correlation)).toBeLessThan(0.08);
    expect(equalShare).toBeLessThan(0.06);
  });

  it.each<[string, Slice2d]>([
    ['the same', A],
    ['brighter', changed(A, (v) => v * 1.05)],
    ['lifted', changed(A, (v) => v + 30)],
    ['another by one pixel', changed(A, (v, n) => (n === 2000 ? v + 9 : v))],
    ['another by a step', changed(A, (v, n) => v + ((n * 7919) % 3) - 1)],
  ])('is the same where the second is %s', (_, second) => {
    expect(sharedNoise(A, second, ALL).correlation).toBeGreaterThan(0.98);
  });

  it('is shared by half where half was copied', () => {
    const half = changed(B, (v, n) => (n < ALL.length / 2 ? (A.values[n] ?? 0) : v));
    const { correlation, equalShare } = sharedNoise(A, half, ALL);
    expect(correlation).toBeGreaterThan(0.4);
    expect(correlation).toBeLessThan(0.6);
    expect(equalShare).toBeGreaterThan(0.5);
  });

  it('is none where there is none, and no number is not one', () => {
    const flat = picture('', 0);
    expect(sharedNoise(flat, flat, ALL)).toEqual({ correlation: 0, equalShare: 1 });
    expect(sharedNoise(A, B, [])).toEqual({ correlation: 0, equalShare: 0 });
  });
});
