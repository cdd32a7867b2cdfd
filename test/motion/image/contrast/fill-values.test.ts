import { describe, expect, it } from 'vitest';
import { magnitude } from '../../../../fixtures/motion/noise.js';
import { fillValues } from '../../../../src/motion/image/contrast/fill-values.js';

function noise(sigma: number): Float32Array {
  return Float32Array.from(magnitude(new Float64Array(20_000), { sigma, seed: `fill ${sigma}`, max: 4095 }));
}

function withMore(values: Float32Array, value: number, count: number): Float32Array {
  return Float32Array.of(...values, ...new Float32Array(count).fill(value)).sort();
}

describe('fillValues', () => {
  it.each([0.6, 1, 2, 5, 30])('finds none in Rayleigh noise of %d steps, with zeros of its own', (sigma) => {
    expect(fillValues(noise(sigma).sort(), 1000)).toEqual([]);
  });

  it.each([1, 5, 30])('finds zeros that were set beside noise of %d steps', (sigma) => {
    expect(fillValues(withMore(noise(sigma), 0, 20_000), 1000)).toEqual([0]);
  });

  it('finds a value other than the least, and two of them', () => {
    expect(fillValues(withMore(noise(30), 17, 8000), 1000)).toEqual([17]);
    expect(fillValues(withMore(withMore(noise(30), 0, 5000), 64, 8000), 1000)).toEqual([0, 64]);
  });

  it('does not look above the threshold, where values may be cut', () => {
    expect(fillValues(withMore(noise(30), 400, 8000), 300)).toEqual([]);
  });

  it('takes a few equal ones for chance', () => {
    expect(
      fillValues(
        withMore(
          noise(30).map((value) => value + 10),
          0,
          60,
        ),
        1000,
      ),
    ).toEqual([]);
  });
});
