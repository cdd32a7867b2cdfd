import { describe, expect, it } from 'vitest';
import { magnitude } from '../../../../fixtures/motion/noise.js';
import { noiseLevel } from '../../../../src/motion/phantom/adc/noise-level.js';
import { scanned } from './vials.js';

const COUNT = 20_000;
const HALF = COUNT / 2;

/** A vial in the first half of the voxels, air in the other. */
function scene(sigma: number, seed: string) {
  const signal = new Float64Array(COUNT).fill(500, 0, HALF);
  const values = Float32Array.from(magnitude(signal, { sigma, seed, max: 4095 }));
  return { ...scanned({ vials: [] }, 900), values };
}

const VIALS = [Int32Array.from({ length: HALF }, (_, i) => i)];
const AIR = new Uint8Array(COUNT).fill(1, HALF);
const levelOf = (...images: ReturnType<typeof scene>[]): number =>
  noiseLevel({ bValue: 900, values: new Float32Array(0), images }, VIALS, AIR);

describe('the level of noise', () => {
  it.each([5, 20, 60])('of %d is met within 5 %%', (sigma) => {
    expect(Math.abs(levelOf(scene(sigma, 'level')) / sigma - 1)).toBeLessThan(0.05);
  });

  it('is that of the noisiest image', () => {
    expect(levelOf(scene(5, 'a'), scene(20, 'b'), scene(10, 'c'))).toBeGreaterThan(19);
  });

  it('is told by the vials where the air was set to 0, and by the air where they are smooth', () => {
    const masked = scene(20, 'masked');
    masked.values.fill(0, HALF);
    expect(Math.abs(levelOf(masked) / 20 - 1)).toBeLessThan(0.05);
    const smooth = scene(20, 'smooth');
    smooth.values.fill(500, 0, HALF);
    expect(Math.abs(levelOf(smooth) / 20 - 1)).toBeLessThan(0.05);
  });

  it('is rather too large than too small where the air is not empty', () => {
    const bath = scene(20, 'bath');
    for (let v = HALF; v < COUNT; v++) bath.values[v] = 300;
    expect(levelOf(bath)).toBeGreaterThan(100);
  });

  it('is that of the vials where there is no air', () => {
    const shell = { bValue: 900, values: new Float32Array(0), images: [scene(20, 'full')] };
    expect(Math.abs(noiseLevel(shell, VIALS, new Uint8Array(COUNT)) / 20 - 1)).toBeLessThan(0.05);
  });
});
