import { describe, expect, it } from 'vitest';
import { objectEdges } from '../../../../src/motion/image/artefacts/edges.js';
import { ringingPercent } from '../../../../src/motion/image/artefacts/ringing.js';
import {
  blurredStep,
  cylinder,
  imageOf,
  type Made,
  mapped,
  noisy,
  paint,
  type Sampling,
  truncated,
} from './images.js';

const FINE = 512;
const RADIUS = 0.34;
const DISC = Float64Array.from({ length: FINE * FINE }, (_, n) => {
  const [x, y] = [((n % FINE) + 0.5) / FINE - 0.501, (Math.floor(n / FINE) + 0.5) / FINE - 0.502];
  return Math.hypot(x, y) < RADIUS ? 1000 : 0;
});

/** Slices of a disc whose k-space is truncated, with its true masks. */
function disc(sampling: Sampling): Made {
  const slice = truncated(DISC, sampling);
  const matrix = Math.sqrt(slice.length);
  const dims = [matrix, matrix, 2] as const;
  const { masks } = paint(
    { dims, depthMm: cylinder(RADIUS * matrix, { x: 0.001 * matrix, y: 0.002 * matrix }) },
    () => 0,
  );
  return { image: imageOf([...slice, ...slice], dims), masks };
}

const TRUNCATED = disc({ acquired: 96 });
const ringingOf = ({ image, masks }: Made) => ringingPercent(image, objectEdges(image, masks));

describe('ringingPercent', () => {
  it('finds the overshoot of truncation, 9 % of a step, within 1.5 %', () => {
    expect(Math.abs(Number(ringingOf(TRUNCATED)) - 8.5)).toBeLessThan(1.5);
  });

  it('finds it where the matrix was doubled by zeros', () => {
    expect(Math.abs(Number(ringingOf(disc({ acquired: 64, matrix: 128 }))) - 8.5)).toBeLessThan(1.5);
  });

  it('rises as less of it is taken off by a window, and is 0 behind a whole one', () => {
    const found = [1, 0.4, 0.2, 0].map((window) => Number(ringingOf(disc({ acquired: 96, window }))));
    expect(found[0]).toBe(0);
    expect(found[1]).toBeGreaterThan(1);
    expect(found).toEqual([...found].sort((a, b) => a - b));
    expect(new Set(found).size).toBe(found.length);
  });

  it.each([1, 2, 4])('is 0 beside an edge that a Gaussian of %i mm blurs', (fwhmMm) => {
    const made = paint({ dims: [112, 112, 2], depthMm: cylinder(40.3) }, (depth) => {
      return 1000 * blurredStep(depth, fwhmMm);
    });
    expect(ringingOf(made)).toBe(0);
    expect(ringingOf(noisy(made, 20))).toBe(0);
  });

  it('is found in noise of 3 %, within 2 %', () => {
    expect(Math.abs(Number(ringingOf(noisy(TRUNCATED, 30))) - 8.5)).toBeLessThan(2);
  });

  it('is the same whatever the scale of the values', () => {
    const plain = Number(ringingOf(TRUNCATED));
    expect(ringingOf(mapped(TRUNCATED, (value) => 0.001 * value))).toBeCloseTo(plain, 3);
  });

  it.each([3, 4, 5, 7])('is no number where a bright layer of %i voxels covers a dark one', (layer) => {
    const head = paint({ dims: [112, 112, 2], depthMm: cylinder(45.3) }, (depth) => {
      const scalp = 1000 * (blurredStep(depth, 1.5) - blurredStep(depth - layer, 1.5));
      const skull = 150 * (blurredStep(depth - layer, 1.5) - blurredStep(depth - 2 * layer, 1.5));
      return scalp + skull + 700 * blurredStep(depth - 2 * layer, 1.5);
    });
    const found = ringingOf(head);
    expect(found === 0 || JSON.stringify(found) === '{"absent":"uncertain"}').toBe(true);
  });

  it('has no figure where there are no edges, or noise hides them', () => {
    expect(ringingOf(mapped(TRUNCATED, () => 5))).toEqual({ absent: 'no-edge' });
    expect(
      ringingOf(
        noisy(
          mapped(TRUNCATED, () => 0),
          50,
        ),
      ),
    ).toEqual({ absent: 'no-edge' });
    const speck = paint({ dims: [64, 64, 1], depthMm: cylinder(4) }, (depth) => (depth > 0 ? 1000 : 0));
    expect(ringingOf(speck)).toEqual({ absent: 'no-edge' });
    expect(ringingOf(noisy(TRUNCATED, 180))).toEqual({ absent: 'uncertain' });
  });
});
