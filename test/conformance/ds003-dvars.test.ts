import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { dvarsFrom, dvarsSums } from '../../src/motion/temporal/dvars.js';
import type { MaskedSeries } from '../../src/motion/temporal/masked-series.js';
import { readNiftiGz } from '../helpers/nifti.js';
import { skipOrFail } from './shared-data.js';

/** OpenfMRI ds000003, subject 1, cut out, with what T. Nichols' DVARS.sh (FSL) makes of it. */
const GOLDEN = join(import.meta.dirname, '../../../shared/data/golden');
const RUN = join(GOLDEN, 'ds003_sub-01_mc');

function maskedRun(): MaskedSeries {
  const run = readNiftiGz(`${RUN}.nii.gz`);
  const mask = readNiftiGz(`${RUN}_brainmask.nii.gz`).values;
  const volumes = run.dims[3];
  const inside = [...mask.keys()].filter((n) => (mask[n] ?? 0) > 0);
  const values = Float32Array.from({ length: volumes * inside.length }, (_, at) => {
    const volume = Math.floor(at / inside.length);
    return run.values[volume * mask.length + inside[at % inside.length]!]!;
  });
  return { volumes, voxels: inside.length, values };
}

/** Columns: standardised, not standardised, standardised voxel by voxel; a row a volume, from the second on. */
function published(column: number): number[] {
  const rows = readFileSync(`${RUN}.DVARS`, 'utf8').trim().split('\n');
  return rows.map((row) => Number(row.split('\t')[column]));
}

function largestDifference(found: Float64Array, expected: readonly number[]): number {
  expect(found).toHaveLength(expected.length + 1);
  expect(found[0]).toBeNaN();
  return Math.max(...expected.map((value, i) => Math.abs(found[i + 1]! - value)));
}

describe('DVARS of OpenfMRI ds000003', () => {
  beforeEach((context) => {
    if (!existsSync(GOLDEN)) skipOrFail(context, 'skipped: no shared data');
  });

  it('reads the run and the mask', () => {
    const series = maskedRun();
    expect([series.volumes, series.voxels]).toEqual([20, 1065]);
  });

  // The published figures have six significant digits: 5e-6 is half of their last place.
  it('is the published figure where it is not standardised, to 5e-6', () => {
    const { nonStandardised } = dvarsFrom([dvarsSums(maskedRun())]);
    expect(largestDifference(nonStandardised, published(1))).toBeLessThan(5e-6);
  });

  it('is the published figure where it is standardised, to 1e-5', () => {
    const { standardised } = dvarsFrom([dvarsSums(maskedRun())]);
    expect(largestDifference(standardised, published(0))).toBeLessThan(1e-5);
  });

  it('is the published figure where each voxel is standardised, to 1e-5', () => {
    const { voxelwise } = dvarsFrom([dvarsSums(maskedRun())]);
    expect(largestDifference(voxelwise, published(2))).toBeLessThan(1e-5);
  });

  it('is the same of ranges of voxels that were worked on apart', () => {
    const series = maskedRun();
    const parts = [
      { from: 0, to: 100 },
      { from: 100, to: 601 },
      { from: 601, to: 1065 },
    ].map((range) => dvarsSums(series, range));
    const { standardised } = dvarsFrom(parts);
    expect(largestDifference(standardised, published(0))).toBeLessThan(1e-5);
  });
});
