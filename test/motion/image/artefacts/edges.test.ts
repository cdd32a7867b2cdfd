import { describe, expect, it } from 'vitest';
import { objectEdges } from '../../../../src/motion/image/artefacts/edges.js';
import { blurredStep, cylinder, type Made, mapped, noisy, paint, type Scene } from './images.js';

const SCENE: Scene = { dims: [96, 80, 5], spacingMm: [1, 1.5, 4], depthMm: cylinder(30) };

const made = (scene = SCENE): Made => paint(scene, (depth) => 1000 * blurredStep(depth, 2));

const edgesOf = ({ image, masks }: Made) => objectEdges(image, masks);

describe('objectEdges', () => {
  it('finds the surface of an object in all slices, and how far it stands out', () => {
    const { points, contrast } = edgesOf(made());
    expect(contrast).toBeGreaterThan(950);
    expect(contrast).toBeLessThan(1001);
    expect(new Set(points.map(({ k }) => k)).size).toBe(5);
    expect(points.length).toBeGreaterThan(500);
    for (const { i, j } of points) {
      const radius = Math.hypot(i - 47.5, 1.5 * (j - 39.5));
      expect(Math.abs(radius - 29)).toBeLessThan(1.7);
    }
  });

  it('points into the object, in mm and not in voxels, within 4°', () => {
    for (const { i, j, inwardI, inwardJ } of edgesOf(made()).points) {
      const [x, y] = [47.5 - i, 1.5 * (39.5 - j)];
      const cosine = (x * inwardI + y * inwardJ) / Math.hypot(x, y);
      expect(cosine).toBeGreaterThan(Math.cos((4 * Math.PI) / 180));
      expect(Math.hypot(inwardI, inwardJ)).toBeCloseTo(1, 10);
    }
  });

  it('leaves out surfaces that lean in thick slices', () => {
    const depthMm = (x: number, y: number, z: number): number => 30 - Math.hypot(x, y) - 0.6 * z;
    expect(edgesOf(made({ ...SCENE, depthMm })).points).toEqual([]);
  });

  it('leaves out the border of the field', () => {
    const { points } = edgesOf(made({ ...SCENE, depthMm: (x) => 20 - x }));
    expect(points.length).toBeGreaterThan(0);
    for (const { i, j } of points) {
      expect(Math.min(i, 95 - i, j, 79 - j)).toBeGreaterThanOrEqual(3);
    }
  });

  it('keeps a bounded number of them, spread over the volume', () => {
    const { points } = edgesOf(made({ dims: [96, 96, 60], depthMm: cylinder(40) }));
    expect(points.length).toBeLessThan(8000);
    expect(Math.max(...points.map(({ k }) => k))).toBeGreaterThan(55);
    expect(Math.min(...points.map(({ k }) => k))).toBeLessThan(5);
  });

  it('finds nothing where the object does not stand out of the noise', () => {
    const noise = noisy(
      mapped(made(), () => 0),
      50,
    );
    expect(edgesOf(noise)).toEqual({ points: [], contrast: 0 });
    expect(edgesOf(mapped(made(), (value) => -value)).contrast).toBe(0);
    expect(edgesOf(mapped(made(), () => Number.NaN)).points).toEqual([]);
    expect(edgesOf(noisy(made(), 100)).points.length).toBeGreaterThan(300);
  });
});
