import { describe, expect, it } from 'vitest';
import { normalPairs } from '../../../fixtures/motion/noise.js';
import { fourierPlan } from '../../../src/motion/slices/fourier.js';
import { spikeHeights } from '../../../src/motion/slices/spike-heights.js';

type Dims = readonly [number, number, number];

/** White noise in an ellipse that fills most of each slice; NaN around it. */
function noise(dims: Dims, seed: string): Float32Array {
  const [columns, rows, slices] = dims;
  const pairs = normalPairs(seed);
  return Float32Array.from({ length: columns * rows * slices }, (_, n) => {
    const x = (2 * ((n % columns) + 0.5)) / columns - 1;
    const y = (2 * ((Math.floor(n / columns) % rows) + 0.5)) / rows - 1;
    pairs.draw();
    return x * x + y * y < 0.7 ? pairs.a : Number.NaN;
  });
}

function addWave(
  left: Float32Array,
  dims: Dims,
  wave: { slice: number; u: number; v: number; amplitude: number },
): void {
  const [columns, rows] = dims;
  for (let n = 0; n < columns * rows; n++) {
    const phase =
      2 * Math.PI * ((wave.u * (n % columns)) / columns + (wave.v * Math.floor(n / columns)) / rows);
    const at = wave.slice * columns * rows + n;
    left[at] = (left[at] ?? 0) + wave.amplitude * Math.cos(phase);
  }
}

const heights = (left: Float32Array, dims: Dims): Float64Array =>
  spikeHeights(left, dims, [fourierPlan(dims[0]), fourierPlan(dims[1])]);

describe('spikeHeights', () => {
  it.each<Dims>([
    [64, 64, 9],
    [48, 80, 6],
    [104, 96, 5],
    [37, 50, 4],
  ])('stays far below a spike in white noise of %i × %i voxels', (...dims) => {
    for (const height of heights(noise(dims, `noise ${dims}`), dims)) {
      expect(height).toBeGreaterThan(2.5);
      expect(height).toBeLessThan(5.5);
    }
  });

  it.each([
    [9, 5],
    [-4, 13],
    [22, -17],
    [0, 24],
    [31, 0],
  ])('finds a wave as strong as the noise, at %i and %i cycles an image, in its slice alone', (u, v) => {
    const dims = [64, 64, 5] as const;
    const left = noise(dims, 'wave');
    addWave(left, dims, { slice: 3, u, v, amplitude: 1 });
    const found = heights(left, dims);
    expect(found[3]).toBeGreaterThan(10);
    for (const other of [0, 1, 2, 4]) expect(found[other]).toBeLessThan(5.5);
  });

  it('does not rise with the unit of the values', () => {
    const dims = [48, 48, 2] as const;
    const left = noise(dims, 'unit');
    const larger = left.map((value) => value * 1024);
    for (const [k, height] of heights(left, dims).entries())
      expect(heights(larger, dims)[k]).toBeCloseTo(height, 9);
  });

  it('does not take the edges of a misfit for a spike', () => {
    const dims = [64, 64, 2] as const;
    const left = noise(dims, 'edges');
    for (let n = 0; n < left.length; n++) {
      const distance = Math.hypot((n % 64) - 30, (Math.floor(n / 64) % 64) - 33);
      left[n] = (left[n] ?? 0) + (Math.abs(distance - 14) < 1.5 ? 12 : 0);
    }
    for (const height of heights(left, dims)) expect(height).toBeLessThan(6);
  });

  it('leaves out the middle of k-space, where all that the subject does lies', () => {
    const dims = [64, 64, 1] as const;
    const left = noise(dims, 'middle');
    addWave(left, dims, { slice: 0, u: 0, v: 1, amplitude: 1 });
    expect(heights(left, dims)[0]).toBeLessThan(5.5);
  });

  it('says nothing of a slice of which nothing is left', () => {
    const dims = [48, 48, 3] as const;
    const left = noise(dims, 'empty');
    left.fill(Number.NaN, 48 * 48, 2 * 48 * 48);
    const found = heights(left, dims);
    expect(found[1]).toBeNaN();
    expect(found[0]).toBeGreaterThan(2);
    expect(found[2]).toBeGreaterThan(2);
  });
});
