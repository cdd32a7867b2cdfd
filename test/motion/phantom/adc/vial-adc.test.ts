import { describe, expect, it } from 'vitest';
import type { Shell } from '../../../../src/motion/phantom/adc/shells.js';
import { largestOf, vialAdc } from '../../../../src/motion/phantom/adc/vial-adc.js';

const UNCERTAIN = { absent: 'uncertain' } as const;
const VOXELS = Int32Array.from({ length: 20 }, (_, i) => i);

/** Voxels that decay as they are told to, mm²/s. */
function shells(adcs: readonly number[], bValues: readonly number[] = [0, 500, 900]): Shell[] {
  return bValues.map((bValue) => ({
    bValue,
    images: [],
    values: Float32Array.from(adcs, (adc) => 1000 * Math.exp(-bValue * adc)),
  }));
}

const evenly = (adc: number): number[] => Array.from(VOXELS, () => adc);

describe('the ADC of a vial', () => {
  it.each([0.0002, 0.0011, 0.003, 0, -0.0001])('of %d mm²/s is met', (adc) => {
    expect(vialAdc(shells(evenly(adc)), VOXELS, 1).adcMm2PerS).toBeCloseTo(adc, 8);
  });

  it('is the median of its voxels, and their scatter is over their mean', () => {
    const adcs = Array.from(VOXELS, (v) => 0.001 + (v % 2 === 0 ? 1e-4 : -1e-4));
    adcs[0] = 0.009;
    const { adcMm2PerS, noisePercent } = vialAdc(shells(adcs), VOXELS, 0);
    const mean = adcs.reduce((sum, adc) => sum + adc, 0) / adcs.length;
    const square = adcs.reduce((sum, adc) => sum + (adc - mean) ** 2, 0) / (adcs.length - 1);
    expect(adcMm2PerS).toBeCloseTo(0.001, 3);
    expect(noisePercent).toBeCloseTo((100 * Math.sqrt(square)) / mean, 2);
  });

  it('is the line of least squares through the logarithms, as numpy.polyfit has it', () => {
    const signals = [1000, 700, 300];
    const bent = [0, 500, 900].map(
      (bValue, i): Shell => ({
        bValue,
        images: [],
        values: Float32Array.from(VOXELS, () => signals[i] ?? 0),
      }),
    );
    // -polyfit([0, 500, 900], log([1000, 700, 300]), 1)[0]
    expect(vialAdc(bent, VOXELS, 1).adcMm2PerS).toBeCloseTo(0.0013121575, 8);
  });

  it('is not known within three σ of the noise', () => {
    // At b = 900 the signal is 1000 · e^-1.8 = 165.
    expect(vialAdc(shells(evenly(0.002)), VOXELS, 54).adcMm2PerS).toBeCloseTo(0.002, 6);
    expect(vialAdc(shells(evenly(0.002)), VOXELS, 56)).toEqual({
      adcMm2PerS: UNCERTAIN,
      noisePercent: UNCERTAIN,
    });
    expect(vialAdc(shells(evenly(0.002)), VOXELS, Number.NaN).adcMm2PerS).toEqual(UNCERTAIN);
  });

  it('is not known where more than a tenth of the voxels have no signal', () => {
    const holed = (count: number): Shell[] =>
      shells(evenly(0.001)).map((shell) => ({ ...shell, values: shell.values.fill(0, 0, count) }));
    expect(vialAdc(holed(2), VOXELS, 1).adcMm2PerS).toBeCloseTo(0.001, 6);
    expect(vialAdc(holed(3), VOXELS, 1).adcMm2PerS).toEqual(UNCERTAIN);
  });

  it('is not known of a few voxels, and has no share of noise where it is not above 0', () => {
    expect(vialAdc(shells(evenly(0.001)), VOXELS.subarray(0, 8), 1).adcMm2PerS).toEqual({
      absent: 'too-small',
    });
    expect(vialAdc(shells(evenly(-0.001)), VOXELS, 1).noisePercent).toEqual(UNCERTAIN);
  });
});

describe('the largest of figures', () => {
  it('is not known where one of them is not', () => {
    expect(largestOf([1, 3, 2])).toBe(3);
    expect(largestOf([1, UNCERTAIN, 9])).toBe(UNCERTAIN);
  });
});
