import { describe, expect, it } from 'vitest';
import { artefactFigures } from '../../../../src/motion/image/artefacts/artefact-figures.js';
import { blurredStep, cylinder, type Made, mapped, noisy, paint } from './images.js';

const made = (): Made =>
  noisy(
    paint({ dims: [96, 96, 5], depthMm: cylinder(30) }, (depth) => 1000 * blurredStep(depth, 2)),
    20,
  );

const MR = { modality: 'MR', phaseAxis: 'j', is3d: false } as const;

describe('artefactFigures', () => {
  it('measures all of MR', () => {
    const { image, masks } = made();
    const figures = artefactFigures(image, masks, MR);
    expect(Object.keys(figures).sort()).toEqual([
      'blurMm',
      'clippedPercent',
      'cutOffPercent',
      'ghostPercent',
      'ringingPercent',
      'wrapAroundPercent',
    ]);
    expect(figures).toMatchObject({
      clippedPercent: 0,
      cutOffPercent: 0,
      ringingPercent: 0,
      wrapAroundPercent: 0,
    });
    expect(figures.ghostPercent).toBeLessThan(0.5);
    expect(Math.abs(Number(figures.blurMm) / Math.hypot(2, 1) - 1)).toBeLessThan(0.08);
  });

  it.each(['CT', 'PT'] as const)('measures blur, coverage and clipping of %s', (modality) => {
    const { image, masks } = made();
    const figures = artefactFigures(image, masks, { modality, is3d: false });
    expect(Object.keys(figures).sort()).toEqual(['blurMm', 'clippedPercent', 'cutOffPercent']);
  });

  it('finds nothing in noise alone', () => {
    const { image, masks } = noisy(
      mapped(made(), () => 0),
      50,
    );
    const figures = artefactFigures(image, masks, MR);
    expect(figures).toMatchObject({
      blurMm: { absent: 'no-edge' },
      ringingPercent: { absent: 'no-edge' },
      wrapAroundPercent: 0,
      cutOffPercent: 0,
      clippedPercent: 0,
    });
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 0, -1])(
    'gives no figure that is no number of %f everywhere',
    (value) => {
      const { image, masks } = mapped(made(), () => value);
      for (const figure of Object.values(artefactFigures(image, masks, { ...MR, is3d: true }))) {
        expect(typeof figure === 'number' ? Number.isFinite(figure) : figure.absent.length > 0).toBe(true);
      }
    },
  );

  it('stands some values that are no numbers', () => {
    const { image, masks } = made();
    const values = image.values.map((value, n) =>
      n % 5 === 0 ? Number.NaN : n % 7 === 0 ? Number.POSITIVE_INFINITY : value,
    );
    for (const figure of Object.values(artefactFigures({ ...image, values }, masks, MR))) {
      expect(typeof figure === 'number' ? Number.isFinite(figure) : figure.absent.length > 0).toBe(true);
    }
  });

  it('gives the same twice', () => {
    const { image, masks } = made();
    expect(artefactFigures(image, masks, MR)).toEqual(artefactFigures(image, masks, MR));
  });

  it('stands a volume of one voxel', () => {
    const { image, masks } = paint({ dims: [1, 1, 1], depthMm: () => 1 }, () => 1000);
    expect(artefactFigures(image, masks, { ...MR, is3d: true }).cutOffPercent).toBe(100);
  });
});
