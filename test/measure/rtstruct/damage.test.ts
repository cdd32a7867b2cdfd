import { expect, it } from 'vitest';
import { random } from '../../../fixtures/random.js';
import { MemorySource } from '../../../src/dicom/byte-source.js';
import type { Dataset } from '../../../src/dicom/dataset.js';
import { DicomError } from '../../../src/dicom/errors.js';
import { newObject } from '../../../src/dicom/new-object/new-object.js';
import { readPart10 } from '../../../src/dicom/part10.js';
import { fitsGrid } from '../../../src/measure/rtstruct/choose-grid.js';
import { contourFigures } from '../../../src/measure/rtstruct/contour-figures.js';
import { readStructureSet } from '../../../src/measure/rtstruct/read-structure-set.js';
import { roiRegion } from '../../../src/measure/rtstruct/roi-region.js';
import { contourItem, triangle } from './make-structure-set.js';
import { plainGrid } from './rois.js';

/** A whole object of two ROIs of eight contours. */
const made = await newObject(
  {
    SOPClassUID: '1.2.840.10008.5.1.4.1.1.481.3',
    SOPInstanceUID: '2.25.1',
    StructureSetROISequence: [1, 2].map((n) => ({
      ROINumber: n,
      ROIName: `ROI ${n}`,
      ROIGenerationAlgorithm: '',
    })),
    ROIContourSequence: [1, 2].map((n) => ({
      ReferencedROINumber: n,
      ContourSequence: Array.from({ length: 8 }, (_, z) => contourItem(triangle(z))),
    })),
  },
  { implementation: { classUID: '2.25.2', versionName: 'TEST' } },
);

function readable(bytes: Uint8Array): Dataset | undefined {
  try {
    return readPart10(new MemorySource(bytes)).dataset;
  } catch (error) {
    if (error instanceof DicomError) return undefined;
    throw error;
  }
}

it('bytes changed at random never throw, and whatever is lost of a ROI is told', () => {
  const grid = plainGrid([12, 12, 8]);
  const whole = readStructureSet(readPart10(new MemorySource(made)).dataset).rois.map((roi) =>
    roiRegion(roi, grid),
  );
  expect(whole.map(({ region, incomplete }) => [region.voxelCount, incomplete])).toEqual([
    [440, undefined],
    [440, undefined],
  ]);
  let read = 0;
  for (let seed = 0; seed < 600; seed++) {
    const { integer } = random(`structure set ${seed}`);
    const bytes = Uint8Array.from(made);
    for (let n = integer(3); n >= 0; n--) bytes[400 + integer(bytes.length - 400)] = integer(256);
    const dataset = readable(bytes);
    if (!dataset) continue;
    const { rois, problems } = readStructureSet(dataset);
    read++;
    if (rois.length === 0) expect(problems.length, `${seed}`).toBeGreaterThan(0);
    for (const roi of rois) {
      const { region, incomplete } = roiRegion(roi, grid);
      const { planimetricVolumeMm3 = 0, lengthMm = 0 } = contourFigures(roi);
      const { on, off } = fitsGrid(roi, grid);
      expect(on + off).toBeLessThanOrEqual(roi.contours.length);
      expect(Number.isFinite(planimetricVolumeMm3) && Number.isFinite(lengthMm), `${seed}`).toBe(true);
      if (roi.unreadContours > 0)
        expect([incomplete === undefined, planimetricVolumeMm3]).toEqual([false, 0]);
      expect(region.inside.reduce((sum, voxel) => sum + voxel, 0)).toBe(region.voxelCount);
    }
  }
  expect(read).toBeGreaterThan(100);
});
