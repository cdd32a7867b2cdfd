import { describe, expect, it } from 'vitest';
import { fixtureFile } from '../../../fixtures/objects/header.js';
import type { ImageSeries } from '../../../fixtures/objects/images.js';
import { ctImages, mrImages } from '../../../fixtures/objects/lesion-images.js';
import { structureSets } from '../../../fixtures/objects/rtstruct/structure-sets.js';
import { MemorySource } from '../../../src/dicom/byte-source.js';
import { readPart10 } from '../../../src/dicom/part10.js';
import type { RegionGrid } from '../../../src/measure/region.js';
import { fitsGrid } from '../../../src/measure/rtstruct/choose-grid.js';
import { contourFigures } from '../../../src/measure/rtstruct/contour-figures.js';
import { readStructureSet } from '../../../src/measure/rtstruct/read-structure-set.js';
import { roiRegion } from '../../../src/measure/rtstruct/roi-region.js';
import { volumeGrid } from '../../../src/study/volume/grid.js';
import { VolumeError } from '../../../src/study/volume/volume-error.js';

function gridOf({ planes, stepMm }: ImageSeries): RegionGrid {
  const [plane] = planes;
  if (!plane) throw new RangeError('no images');
  const grid = volumeGrid({
    plane: { ...plane, pixelSpacingMm: plane.spacingMm, thicknessMm: stepMm },
    positionsMm: planes.map(({ position }) => position),
    singleSliceMm: undefined,
  });
  if (grid instanceof VolumeError) throw grid;
  return grid;
}

const [ct, mr] = [ctImages(), mrImages()];
const made = structureSets(ct, mr);
const grids = [gridOf(ct), gridOf(mr)] as const;
const cases = await Promise.all(
  made.map(async ({ object, truth }, n) => {
    const { bytes } = await fixtureFile(object);
    const set = readStructureSet(readPart10(new MemorySource(bytes)).dataset);
    return { set, truth, grid: grids[n] ?? grids[0], other: grids[1 - n] ?? grids[0] };
  }),
);
const rois = cases.flatMap(({ set, truth, ...rest }) =>
  truth.rois.map((told, n) => [told.name, { told, roi: set.rois[n], set, ...rest }] as const),
);

describe('the structure sets of the fixtures', () => {
  it('name their images, series and frames of reference', () => {
    for (const { set, truth } of cases) {
      expect(set.sopInstanceUID).toBe(truth.sopInstanceUID);
      expect(set.sourceSeriesUIDs).toEqual([truth.referencedSeriesUID]);
      expect(set.sourceImages.length).toBe(24);
      for (const roi of set.rois) expect(roi.frameOfReferenceUID).toBe(truth.frameOfReferenceUID);
    }
  });

  it('have problems where they were made to have some', () => {
    expect(cases.map(({ set }) => set.problems.map(({ code, itemPath }) => `${code} ${itemPath}`))).toEqual([
      ['region-empty ROIContourSequence[5]', 'contour-too-short ROIContourSequence[7].ContourSequence[0]'],
      [],
    ]);
  });

  it.each(rois)('%s has its contours', (_, { told, roi }) => {
    expect(roi).toMatchObject({ number: told.number, name: told.name });
    expect(roi?.contours.length).toBe(told.contours);
    expect([...new Set(roi?.contours.map(({ kind }) => kind))]).toEqual(told.kinds);
  });

  const regions = rois.filter(([, { told }]) => told.voxelCount !== null);
  it.each(regions)('%s has its voxels and its planimetric volume', (_, { told, roi, grid, other }) => {
    if (!roi) throw new RangeError('no such ROI');
    const { region, problems, incomplete } = roiRegion(roi, grid);
    expect([region.voxelCount, problems, incomplete]).toEqual([told.voxelCount, [], undefined]);
    expect(region.origin[2]).toBe(told.planes[0]);
    expect(region.size[2]).toBe(told.planes.length);
    const { planimetricVolumeMm3 = 0, problems: ofContours } = contourFigures(roi);
    // Coordinates are printed to four decimals.
    expect(Math.abs(planimetricVolumeMm3 - (told.volumeMm3 ?? 0))).toBeLessThan(0.03);
    expect(ofContours).toEqual([]);
    expect(fitsGrid(roi, grid)).toEqual({ fits: true, on: told.contours, off: 0 });
    expect(fitsGrid(roi, other).fits).toBe(false);
  });

  const named = (name: string) => {
    const found = rois.find(([one]) => one === name)?.[1];
    if (!found?.roi) throw new RangeError(`no ${name}`);
    return { ...found, roi: found.roi };
  };

  it('have a line of its length, and no volume of lines and points', () => {
    const { roi, grid } = named('Path');
    expect(contourFigures(roi).lengthMm).toBeCloseTo(63, 9);
    expect(contourFigures(named('Marker').roi)).toEqual({ problems: [] });
    expect(roiRegion(roi, grid).region.voxelCount).toBe(0);
  });

  it('have a contour between planes, which is no region of the images', () => {
    const { roi, grid } = named('Between planes');
    const found = roiRegion(roi, grid);
    expect(found.problems.map(({ code }) => code)).toEqual(['contour-off-planes']);
    expect(found.region.voxelCount).toBe(0);
    expect(found.incomplete).toBeDefined();
    expect(fitsGrid(roi, grid)).toEqual({ fits: false, on: 0, off: 1 });
  });

  it('have contours that hold no voxel', () => {
    for (const name of ['Nothing drawn', 'Two points']) {
      const { roi, grid } = named(name);
      expect(roiRegion(roi, grid).region).toMatchObject({ voxelCount: 0, size: [0, 0, 0] });
      expect(contourFigures(roi).planimetricVolumeMm3).toBeUndefined();
    }
  });
});
