import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import { type AcrFigureName, measureAcr } from '../../src/motion/phantom/acr/measure-acr.js';
import type { PhantomImage, PhantomMeasures } from '../../src/motion/phantom/phantom-image.js';
import { loadSeriesVolumes } from '../../src/pipeline/volumes/load-series-volumes.js';
import { buildDelivery } from '../../src/study/model.js';
import { planVolumes } from '../../src/study/volume/plan.js';
import { scanned } from '../pipeline/scan/files.js';
import { SHARED_DICOM, skipOrFail } from './shared-data.js';

/** Figures that hazen's own tests publish of a file set (GSTT-CSC/hazen, tests/test_acr_*.py). */
interface Published {
  /** Horizontal and vertical of slice 1; horizontal, vertical and both diagonals of slice 5. */
  readonly diametersMm?: readonly [number, number, number, number, number, number];
  readonly thicknessMm?: number;
  readonly positionsMm?: readonly [number, number];
}

const SERIES: readonly (readonly [folder: string, published: Published])[] = [
  ['GE_Artist_1.5T_T1', { diametersMm: [190.44, 190.44, 190.44, 190.44, 189.46, 191.41] }],
  ['GE_Artist_1.5T_T2', { diametersMm: [190.44, 190.44, 190.44, 190.44, 189.46, 190.44] }],
  ['Philips3TdStream', { thicknessMm: 5.12, positionsMm: [2.15, -2.15] }],
  ['Siemens_Aera_1.5T_T1', { diametersMm: [189.45, 190.43, 190.43, 191.41, 189.45, 189.45] }],
  ['Siemens_Sola_1.5T_T1', { diametersMm: [190.43, 189.45, 189.45, 190.43, 191.41, 189.45] }],
];
const DIAMETERS: readonly AcrFigureName[] = [
  'diameter1HorizontalMm',
  'diameter1VerticalMm',
  'diameter5HorizontalMm',
  'diameter5VerticalMm',
  'diameter5RisingMm',
  'diameter5FallingMm',
];

/** hazen counts the pixels of a mask along a line, 0.977 mm each; of diagonals after turning the mask by 45°. */
const PIXEL_MM = 0.977;

async function imageOf(context: TestContext, folder: string): Promise<PhantomImage> {
  const root = join(SHARED_DICOM, 'hazen/tests/data/acr', folder);
  if (!existsSync(root)) skipOrFail(context, 'skipped: no shared data');
  const { files, instances } = await scanned([root]);
  const [series] = buildDelivery(instances).studies.flatMap((study) => study.series);
  const { volumes } = planVolumes(instances, series?.instances ?? []);
  const pathOf = (file: number): Buffer => Buffer.from(join(root, files.path(file).toString()));
  for await (const loaded of loadSeriesVolumes({ instances, volumes, pathOf })) {
    if ('error' in loaded) throw loaded.error;
    const { dims, spacingMm, affine, values } = loaded.volume;
    return { dims, spacingMm, affine, values: Float32Array.from(values) };
  }
  throw new Error('no volume');
}

/** Figures of a folder, measured once. */
const known = new Map<string, PhantomMeasures>();

async function measured(context: TestContext, folder: string): Promise<PhantomMeasures> {
  const found = known.get(folder);
  if (found) return found;
  const result = measureAcr([await imageOf(context, folder)], { kind: 'acr-large' });
  if ('notFound' in result) throw new Error(result.notFound);
  known.set(folder, result);
  return result;
}

describe.each(SERIES)('measureAcr of %s', (folder, published) => {
  it('finds the phantom, and every figure of its geometry near what the phantom has', async (context) => {
    const { figures, parts } = await measured(context, folder);
    for (const name of DIAMETERS) expect(Math.abs(Number(figures[name]) - 190)).toBeLessThan(2);
    expect(Math.abs(Number(figures.sliceThicknessMm) - 5)).toBeLessThan(0.7);
    expect(Math.abs(Number(figures.slicePosition1Mm))).toBeLessThan(5);
    expect(Math.abs(Number(figures.slicePosition11Mm))).toBeLessThan(5);
    // All five have slice 1 at the feet's end, stored first.
    expect(parts.find(({ name }) => name === 'ramps')?.slice).toBe(0);
  });

  it('agrees with what hazen publishes of it, within what hazen resolves', async (context) => {
    const { figures } = await measured(context, folder);
    for (const [i, name] of DIAMETERS.entries()) {
      const theirs = published.diametersMm?.[i];
      // A pixel of theirs and a tenth for ours; on diagonals, a pixel's diagonal.
      const bound = 1.1 * PIXEL_MM * (i < 4 ? 1 : Math.SQRT2);
      if (theirs !== undefined) expect(Math.abs(Number(figures[name]) - theirs)).toBeLessThan(bound);
    }
    if (published.thicknessMm !== undefined)
      expect(Math.abs(Number(figures.sliceThicknessMm) - published.thicknessMm)).toBeLessThan(0.2);
    for (const [i, theirs] of (published.positionsMm ?? []).entries()) {
      const ours = Number(figures[i === 0 ? 'slicePosition1Mm' : 'slicePosition11Mm']);
      expect(Math.abs(ours - theirs)).toBeLessThan(0.6);
      expect(Math.sign(ours)).toBe(Math.sign(theirs));
    }
  });
});

describe('the same phantom in one session', () => {
  it('has the same geometry in its T1 and its T2 series', async (context) => {
    const [t1, t2] = [
      await measured(context, 'GE_Artist_1.5T_T1'),
      await measured(context, 'GE_Artist_1.5T_T2'),
    ];
    for (const name of [...DIAMETERS, 'sliceThicknessMm', 'slicePosition1Mm', 'slicePosition11Mm'] as const)
      expect(Math.abs(Number(t1.figures[name]) - Number(t2.figures[name]))).toBeLessThan(0.1);
  });

  it('stays the same phantom where its noise is doubled', async (context) => {
    const image = await imageOf(context, 'GE_Artist_1.5T_T1');
    let state = 7;
    const noise = (): number => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      return state / 2 ** 31 - 1;
    };
    const values = image.values.map((value) => Math.abs(value + 25 * (noise() + noise())));
    const [quiet, noisy] = [image, { ...image, values }].map((of) => measureAcr([of], { kind: 'acr-large' }));
    if (!quiet || !noisy || 'notFound' in quiet || 'notFound' in noisy) throw new Error('not found');
    for (const name of [...DIAMETERS, 'sliceThicknessMm', 'slicePosition1Mm', 'slicePosition11Mm'] as const)
      expect(Math.abs(Number(quiet.figures[name]) - Number(noisy.figures[name]))).toBeLessThan(0.3);
  });
});
