import { describe, expect, it } from 'vitest';
import { magnitude } from '../../../../fixtures/motion/noise.js';
import { objectThreshold, otsu } from '../../../../src/motion/image/contrast/object-threshold.js';

/** Sorted magnitudes of parts of a volume, given as signal and count, on noise of 20. */
function parts(...signals: readonly (readonly [number, number])[]): Float32Array {
  const signal = signals.flatMap(([value, count]) => Array<number>(count).fill(value));
  return Float32Array.from(magnitude(signal, { sigma: 20, seed: 'parts', max: 1e6 })).sort();
}

describe('objectThreshold', () => {
  it('lies a quarter of the way from air to object', () => {
    const threshold = objectThreshold(parts([0, 20_000], [1000, 10_000]), []);
    const air = 20 * Math.sqrt(2 * Math.log(2));
    expect(Math.abs(Number(threshold) - (air + 0.25 * (1000 - air)))).toBeLessThan(3);
  });

  it('lies above nearly all noise where the signal is weak, and below the signal', () => {
    const threshold = Number(objectThreshold(parts([0, 20_000], [130, 10_000]), []));
    expect(threshold).toBeGreaterThan(60);
    expect(threshold).toBeLessThan(100);
  });

  it('splits the dark part again where it is tissue', () => {
    const threshold = Number(objectThreshold(parts([0, 3000], [400, 20_000], [1500, 6000]), []));
    expect(threshold).toBeGreaterThan(60);
    expect(threshold).toBeLessThan(350);
  });

  it('is not lowered by zeros that were set', () => {
    const filled = Float32Array.of(...new Float32Array(60_000), ...parts([0, 20_000], [1000, 10_000]));
    expect(Math.abs(Number(objectThreshold(filled, [0])) - 267)).toBeLessThan(8);
    expect(objectThreshold(filled, [0])).toBeGreaterThan(Number(objectThreshold(filled, [])));
  });

  it('is −500 in Hounsfield units', () => {
    expect(objectThreshold(Float32Array.of(-1000, -990, 30, 40, 1200), [])).toBe(-500);
  });

  it('is undefined of one value, of nothing and of noise', () => {
    expect(objectThreshold(new Float32Array(10), [])).toBeUndefined();
    expect(objectThreshold(new Float32Array(0), [])).toBeUndefined();
    expect(objectThreshold(parts([0, 20_000]), [])).toBeUndefined();
  });
});

describe('otsu', () => {
  it('lies between two parts, and is not drawn away by a few bright voxels', () => {
    const [plain, bright] = [parts([0, 9000], [500, 3000]), parts([0, 9000], [500, 3000], [30_000, 10])];
    for (const sorted of [plain, bright]) {
      expect(otsu(sorted)).toBeGreaterThan(60);
      expect(otsu(sorted)).toBeLessThan(450);
    }
  });
});
