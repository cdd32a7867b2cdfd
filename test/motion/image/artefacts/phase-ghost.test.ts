import { describe, expect, it } from 'vitest';
import { addGhost } from '../../../../fixtures/phantoms/artefacts.js';
import { SPHERE, uniformSeries } from '../../../../fixtures/phantoms/uniform.js';
import { ghostPercent } from '../../../../src/motion/image/artefacts/phase-ghost.js';
import { cylinder, imageOf, type Made, mapped, noisy, paint, type Scene } from './images.js';

const SCENE: Scene = { dims: [96, 96, 4], depthMm: cylinder(20) };
const SIZE = 96 * 96;

const plain = (): Made => paint(SCENE, (depth) => 1000 * Math.max(0, Math.min(1, depth + 0.5)));

/** The cylinder with an N/2 ghost along j. */
function ghosted(share: number): Made {
  const { image, masks } = plain();
  const values = new Float32Array(image.values.length);
  for (let k = 0; k < SCENE.dims[2]; k++) {
    const slice = Float64Array.from(image.values.subarray(k * SIZE, (k + 1) * SIZE));
    values.set(addGhost(slice, 96, share), k * SIZE);
  }
  return { image: { ...image, values }, masks: { ...masks, threshold: 250 } };
}

const ghostOf = ({ image, masks }: Made, axis: 'i' | 'j' | undefined = 'j') =>
  ghostPercent(image, masks, axis);

describe('ghostPercent', () => {
  it('finds the ghost of 3 % of the uniform sphere within 0.2', () => {
    const made = uniformSeries().find(({ truth }) => truth.ghostShare === 0.03);
    const { radiusMm } = SPHERE;
    const depthMm = (x: number, y: number, z: number): number => radiusMm - Math.hypot(x, y, z);
    const dims = [128, 128, 9] as const;
    const { masks } = paint({ dims, spacingMm: [2, 2, 10], depthMm }, () => 0);
    const image = imageOf(made?.series.values(0) ?? [], dims, [2, 2, 10]);
    expect(Math.abs(Number(ghostPercent(image, masks, 'j')) - 3)).toBeLessThan(0.2);
  });

  it('finds ghosts in the noise, of 1 to 10 %, within 0.2', () => {
    for (const share of [0.01, 0.02, 0.05, 0.1]) {
      expect(Math.abs(Number(ghostOf(noisy(ghosted(share), 10))) - 100 * share)).toBeLessThan(0.2);
    }
  });

  it('rises with the ghost, and is next to nothing without one', () => {
    const found = [0, 0.01, 0.02, 0.04, 0.08, 0.16].map((share) =>
      Number(ghostOf(noisy(ghosted(share), 20))),
    );
    expect(found[0]).toBeLessThan(0.4);
    expect(found).toEqual([...found].sort((a, b) => a - b));
    expect(new Set(found).size).toBe(found.length);
  });

  it('finds ghosts at other places along the axis: a third of the field away', () => {
    const { image, masks } = noisy(plain(), 10);
    const found = [0, 0.02, 0.05].map((share) => {
      const values = image.values.map((value, n) => {
        const row = (Math.floor(n / 96) + 32) % 96;
        const from = n - (n % SIZE) + row * 96 + (n % 96);
        return value + share * (image.values[from] ?? 0);
      });
      return Number(ghostOf({ image: { ...image, values }, masks }));
    });
    expect(found[1]).toBeGreaterThan((found[0] ?? 0) + 0.8);
    expect(found[2]).toBeGreaterThan((found[1] ?? 0) + 1);
  });

  it('is the same whatever the scale of the values', () => {
    const scaled = mapped(noisy(ghosted(0.03), 10), (value) => 0.01 * value, 2.5);
    expect(ghostOf(scaled)).toBeCloseTo(Number(ghostOf(noisy(ghosted(0.03), 10))), 3);
  });

  it('leaves out spikes and a bright line at the border', () => {
    const { image, masks } = noisy(ghosted(0.03), 10);
    const values = image.values.map((value, n) => (n % SIZE < 96 || n % 997 === 0 ? value + 500 : value));
    expect(Math.abs(Number(ghostOf({ image: { ...image, values }, masks })) - 3)).toBeLessThan(0.5);
  });

  it('is uncertain where the ghost is as bright as an object, or the background is brighter', () => {
    expect(ghostOf(noisy(ghosted(0.4), 10))).toEqual({ absent: 'uncertain' });
    expect(ghostOf(noisy(ghosted(0.05), 10), 'i')).toEqual({ absent: 'uncertain' });
  });

  it('says why there is none', () => {
    const { image, masks } = ghosted(0.03);
    expect(ghostPercent(image, masks, undefined)).toEqual({ absent: 'no-phase-axis' });
    for (const airState of ['masked-background', 'little-air'] as const) {
      expect(ghostPercent(image, { ...masks, airState }, 'j')).toEqual({ absent: airState });
    }
    expect(ghostPercent(image, { ...masks, air: new Uint8Array(masks.air.length) }, 'j')).toEqual({
      absent: 'little-air',
    });
    expect(ghostOf(mapped(ghosted(0.03), () => Number.NaN))).toEqual({ absent: 'no-signal' });
    expect(ghostOf(mapped(ghosted(0.03), () => 0))).toEqual({ absent: 'no-signal' });
  });
});
