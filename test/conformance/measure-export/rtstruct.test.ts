import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import type { VoxelRegion } from '../../../src/measure/region.js';
import { fitsGrid } from '../../../src/measure/rtstruct/choose-grid.js';
import { contourFigures } from '../../../src/measure/rtstruct/contour-figures.js';
import { roiRegion } from '../../../src/measure/rtstruct/roi-region.js';
import type { Roi } from '../../../src/measure/rtstruct/structure-set.js';
import { jsonFromPython, pythonWithPydicom } from '../../helpers/peers.js';
import { SHARED_DICOM, skipOrFail } from '../shared-data.js';
import { comparedToMask, readMask, sharedGrid, sharedRois } from './rtstruct-lab.js';

const IBSI = ['CT', 'MR_T1', 'PET'].map((name) => ({
  name,
  contours: `ibsi/dicom/STS_001/${name}/mask/RS.dcm`,
  images: `ibsi/dicom/STS_001/${name}/image`,
  mask: `ibsi/nifti/STS_001/${name}_mask.nii.gz`,
  voxels: name === 'PET' ? 5095 : 117_145,
}));
const DRO = ['DRO_0_0', 'DRO_2_4'].map((name) => ({
  name,
  contours: `suv_computation/DRO/${name}/RS/RS_${name.toLowerCase()}.dcm`,
  images: `suv_computation/DRO/${name}/PT`,
}));
const PYDICOM = 'pydicom/src/pydicom/data/test_files/rtstruct.dcm';

function needs(context: TestContext, path: string): void {
  if (!existsSync(join(SHARED_DICOM, path))) skipOrFail(context, 'skipped: no shared data');
}

function onlyRoi(path: string): Roi {
  const [roi, ...others] = sharedRois(path);
  if (!roi || others.length > 0) throw new RangeError(`${path}: not one ROI`);
  return roi;
}

/** Voxels of each slice of the grid, and sums of their columns and rows. */
function counted({ grid, origin, size, inside }: VoxelRegion) {
  const slices = Array<number>(grid.dims[2]).fill(0);
  let [columns, rows] = [0, 0];
  for (let at = 0; at < inside.length; at++) {
    if (inside[at] !== 1) continue;
    const slice = origin[2] + Math.floor(at / (size[0] * size[1]));
    slices[slice] = (slices[slice] ?? 0) + 1;
    columns += origin[0] + (at % size[0]);
    rows += origin[1] + (Math.floor(at / size[0]) % size[1]);
  }
  return { slices, columns, rows };
}

describe('the structure sets of IBSI STS_001', () => {
  it.for(IBSI)('$name is its NIfTI mask, voxel for voxel', async (one, context) => {
    needs(context, one.contours);
    const grid = await sharedGrid(one.images);
    const roi = onlyRoi(one.contours);
    const { region, problems, incomplete } = roiRegion(roi, grid);
    expect([problems, incomplete]).toEqual([[], undefined]);
    const { farthest, ...compared } = comparedToMask(region, readMask(one.mask));
    expect(compared).toEqual({ both: one.voxels, regionAlone: 0, maskAlone: 0 });
    // Voxel centres of the two agree: the NIfTI header is in single precision.
    expect(farthest).toBeLessThan(1e-4);
    expect(fitsGrid(roi, grid)).toEqual({ fits: true, on: 32, off: 0 });
  });

  it.for(IBSI)('$name has much the same volume by contours as by voxels', async (one, context) => {
    needs(context, one.contours);
    const grid = await sharedGrid(one.images);
    const { planimetricVolumeMm3 = 0, problems } = contourFigures(onlyRoi(one.contours));
    const voxelMm3 = grid.spacingMm.reduce((product, mm) => product * mm, 1);
    expect(problems).toEqual([]);
    expect(Math.abs((one.voxels * voxelMm3) / planimetricVolumeMm3 - 1)).toBeLessThan(0.003);
  });

  it('fit the images that they were drawn on, and not those of another scanner', async (context) => {
    needs(context, PYDICOM);
    const [ct, , pet] = IBSI;
    if (!ct || !pet) throw new RangeError('three sets');
    const grid = await sharedGrid(ct.images);
    expect(fitsGrid(onlyRoi(ct.contours), grid).fits).toBe(true);
    const dro = DRO[0];
    if (dro) expect(fitsGrid(onlyRoi(ct.contours), await sharedGrid(dro.images)).fits).toBe(false);
  });
}, 60_000);

it('voxels of each slice are those that numpy finds by crossing numbers', async (context) => {
  needs(context, PYDICOM);
  const python = pythonWithPydicom();
  if (!python) skipOrFail(context, 'skipped: no Python with pydicom');
  const cases = [...IBSI, ...DRO];
  const script = join(import.meta.dirname, 'rtstruct_masks.py');
  const paths = cases.flatMap(({ contours, images }) => [
    join(SHARED_DICOM, contours),
    join(SHARED_DICOM, images),
  ]);
  const theirs = jsonFromPython<Record<string, ReturnType<typeof counted>>>(python, [script, ...paths]);
  for (const [n, { contours, images }] of cases.entries()) {
    const grid = await sharedGrid(images);
    const ours = sharedRois(contours).map((roi) => [roi.name, counted(roiRegion(roi, grid).region)]);
    expect(Object.fromEntries(ours), contours).toEqual(theirs[n]);
  }
});

it.for(DRO)(
  'the region of $name is the same cylinder in 16 slices',
  async ({ contours, images }, context) => {
    needs(context, contours);
    const grid = await sharedGrid(images);
    const { region, problems } = roiRegion(onlyRoi(contours), grid);
    expect(problems).toEqual([]);
    expect(region).toMatchObject({ size: [119, 119, 16], voxelCount: 174_690 });
  },
);

it('the structure set of pydicom has a box of 3,600 ml and two points', (context) => {
  needs(context, PYDICOM);
  const [body, ...points] = sharedRois(PYDICOM);
  expect(body).toMatchObject({ name: 'patient', interpretedType: 'EXTERNAL', generationAlgorithm: 'MANUAL' });
  expect(body && contourFigures(body)).toEqual({ planimetricVolumeMm3: 3_600_000, problems: [] });
  expect(points.map(({ name, interpretedType }) => [name, interpretedType])).toEqual([
    ['Isocenter 1', 'ISOCENTER'],
    ['Isocenter 2', 'ISOCENTER'],
  ]);
  for (const point of points) expect([...(point.contours[0]?.pointsMm ?? [])]).toEqual([0, -0, 0]);
});
