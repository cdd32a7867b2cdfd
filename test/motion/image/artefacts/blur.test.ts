import { describe, expect, it } from 'vitest';
import { blurMm } from '../../../../src/motion/image/artefacts/blur.js';
import { objectEdges } from '../../../../src/motion/image/artefacts/edges.js';
import { blurredStep, cylinder, type Made, mapped, noisy, paint, type Scene } from './images.js';

const SCENE: Scene = { dims: [112, 112, 4], depthMm: cylinder(40.3, { x: 0.3, y: -0.2 }) };

/** A cylinder whose edge a Gaussian blurs. */
const blurred = (fwhmMm: number, scene = SCENE): Made =>
  paint(scene, (depth) => 1000 * blurredStep(depth, fwhmMm));

const blurOf = ({ image, masks }: Made) => blurMm(image, objectEdges(image, masks));

describe('blurMm', () => {
  it.each([2, 4, 6])(
    'recovers a blur of %i mm on voxels of 1 mm, the voxel included, within 4 %',
    (fwhmMm) => {
      const found = Number(blurOf(blurred(fwhmMm)));
      expect(found).toBeGreaterThan(fwhmMm);
      expect(Math.abs(found / Math.hypot(fwhmMm, 1) - 1)).toBeLessThan(0.04);
    },
  );

  it('rises with the blur', () => {
    const found = [1, 1.5, 2, 3, 5, 8].map((fwhmMm) => Number(blurOf(blurred(fwhmMm))));
    expect(found).toEqual([...found].sort((a, b) => a - b));
    expect(new Set(found).size).toBe(found.length);
  });

  it('counts in mm, not in voxels, and on voxels that are not square', () => {
    const depthMm = cylinder(80);
    const wide = blurOf(blurred(6, { dims: [112, 112, 2], spacingMm: [2, 2, 5], depthMm }));
    expect(Math.abs(Number(wide) / Math.hypot(6, 2) - 1)).toBeLessThan(0.05);
    const oblong = blurOf(blurred(6, { dims: [112, 224, 2], spacingMm: [2, 1, 5], depthMm }));
    expect(Math.abs(Number(oblong) / 6 - 1)).toBeLessThan(0.06);
  });

  it('is the same whatever the scale and the level of the values', () => {
    const plain = Number(blurOf(blurred(3)));
    expect(blurOf(mapped(blurred(3), (value) => 0.001 * value))).toBeCloseTo(plain, 3);
    expect(blurOf(mapped(blurred(3), (value) => value - 1000))).toBeCloseTo(plain, 3);
  });

  it.each([2, 4, 6])('is hardly touched by noise of 5 %: a blur of %i mm stays within 12 %', (fwhmMm) => {
    const found = Number(blurOf(noisy(blurred(fwhmMm), 50)));
    expect(Math.abs(found / Math.hypot(fwhmMm, 1) - 1)).toBeLessThan(0.12);
  });

  it('is that of the upright surfaces where others lean over thick slices', () => {
    // A sphere in slices of 8 mm whose edge is blurred by how the surface leans.
    const made = paint(
      { dims: [112, 112, 9], spacingMm: [1, 1, 8], depthMm: (x, y, z) => 45 - Math.hypot(x, y, z) },
      (depth) => 1000 * blurredStep(depth, 3),
    );
    expect(Math.abs(Number(blurOf(made)) / Math.hypot(3, 1) - 1)).toBeLessThan(0.08);
  });

  it('has no figure where nothing stands out, in noise alone, or where edges go on beyond what is looked at', () => {
    const none = { absent: 'no-edge' };
    expect(blurOf(mapped(blurred(2), () => 7))).toEqual(none);
    expect(
      blurOf(
        noisy(
          mapped(blurred(2), () => 0),
          50,
        ),
      ),
    ).toEqual(none);
    expect(blurOf(blurred(40))).toEqual(none);
  });

  it('has no figure of an object too small for edges, and none of values that are no numbers', () => {
    const speck = paint({ dims: [64, 64, 1], depthMm: cylinder(2) }, (depth) => 1000 * blurredStep(depth, 1));
    expect(blurOf(speck)).toEqual({ absent: 'no-edge' });
    expect(blurOf(mapped(blurred(2), () => Number.NaN))).toEqual({ absent: 'no-edge' });
  });
});
