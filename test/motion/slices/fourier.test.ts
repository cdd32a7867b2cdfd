import { describe, expect, it } from 'vitest';
import { random } from '../../../fixtures/random.js';
import { type Complex, fourierPlan, transformColumns } from '../../../src/motion/slices/fourier.js';

function noise(seed: string, length: number): Complex {
  const source = random(seed);
  const re = Float64Array.from({ length }, () => source.normal());
  return { re, im: Float64Array.from({ length }, () => source.normal()) };
}

function empty(length: number): Complex {
  return { re: new Float64Array(length), im: new Float64Array(length) };
}

/** The definition of the transform, column by column. */
function slow({ re, im }: Complex, length: number, batch: number): Complex {
  const out = empty(length * batch);
  for (let k = 0; k < length; k++) {
    for (let n = 0; n < length; n++) {
      const angle = (-2 * Math.PI * ((k * n) % length)) / length;
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      for (let q = 0; q < batch; q++) {
        const [r, i] = [re[n * batch + q] ?? 0, im[n * batch + q] ?? 0];
        out.re[k * batch + q] = (out.re[k * batch + q] ?? 0) + c * r - s * i;
        out.im[k * batch + q] = (out.im[k * batch + q] ?? 0) + c * i + s * r;
      }
    }
  }
  return out;
}

function largestDifference(a: Complex, b: Complex): number {
  let most = 0;
  for (let n = 0; n < a.re.length; n++) {
    most = Math.max(
      most,
      Math.abs((a.re[n] ?? 0) - (b.re[n] ?? 0)),
      Math.abs((a.im[n] ?? 0) - (b.im[n] ?? 0)),
    );
  }
  return most;
}

describe('transformColumns', () => {
  it.each([1, 2, 3, 4, 5, 8, 12, 30, 48, 49, 64, 80, 96, 97, 104, 106, 128])(
    'agrees with the definition at length %i',
    (length) => {
      const data = noise(`fourier ${length}`, length * 3);
      const expected = slow(data, length, 3);
      const found = transformColumns(fourierPlan(length), 3, data, empty(length * 3));
      expect(largestDifference(found, expected)).toBeLessThan(1e-11 * length);
    },
  );

  it('keeps the energy of a signal (Parseval)', () => {
    const data = noise('parseval', 104);
    const energy = ({ re, im }: Complex): number =>
      re.reduce((sum, r, n) => sum + r * r + (im[n] ?? 0) * (im[n] ?? 0), 0);
    const before = energy(data);
    const after = energy(transformColumns(fourierPlan(104), 1, data, empty(104)));
    expect(after / 104 / before).toBeCloseTo(1, 12);
  });

  it('puts a wave into one coefficient of its column alone', () => {
    const data = empty(96 * 2);
    for (let n = 0; n < 96; n++) data.re[n * 2 + 1] = Math.cos((2 * Math.PI * 7 * n) / 96);
    const { re, im } = transformColumns(fourierPlan(96), 2, data, empty(96 * 2));
    expect(re[7 * 2 + 1]).toBeCloseTo(48, 10);
    expect(re[89 * 2 + 1]).toBeCloseTo(48, 10);
    expect(Math.hypot(re[8 * 2 + 1] ?? 1, im[8 * 2 + 1] ?? 1)).toBeLessThan(1e-10);
    expect(Math.hypot(re[7 * 2] ?? 1, im[7 * 2] ?? 1)).toBe(0);
  });
});

describe('fourierPlan', () => {
  it('takes a length apart into fours and primes', () => {
    expect(fourierPlan(64).factors).toEqual([4, 4, 4]);
    expect(fourierPlan(96).factors).toEqual([4, 4, 2, 3]);
    expect(fourierPlan(104).factors).toEqual([4, 2, 13]);
    expect(fourierPlan(97).factors).toEqual([97]);
    expect(fourierPlan(1).factors).toEqual([]);
  });
});
