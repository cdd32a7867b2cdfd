import { describe, expect, it } from 'vitest';
import { OBJECTS } from '../../../fixtures/objects/objects.js';
import type { SegmentationTruth } from '../../../fixtures/objects/seg/segment-truth.js';
import { MemorySource } from '../../../src/dicom/byte-source.js';
import { readPart10 } from '../../../src/dicom/part10.js';
import { openFrames } from '../../../src/dicom/pixels/frame-reader.js';
import { readSegmentation } from '../../../src/measure/seg/read-segmentation.js';
import { segmentRegions } from '../../../src/measure/seg/segment-regions.js';

const { files, truth } = await OBJECTS.make();
const bytesOf = new Map([...files].map(({ path, bytes }) => [path, bytes]));
const truths = truth.segmentations as SegmentationTruth[];

describe('segmentations of known solids', () => {
  it.each(truths)('$path: voxels, fractions and volume are what they were made with', async (made) => {
    const file = readPart10(new MemorySource(bytesOf.get(made.path) ?? new Uint8Array()));
    const segmentation = readSegmentation(file.dataset);
    const regions = [...segmentRegions(segmentation, await openFrames(file))];
    expect(segmentation.sourceSeriesUIDs).toEqual([made.referencedSeriesUID]);
    const [x, y, z] = segmentation.grid?.spacingMm ?? [0, 0, 0];
    for (const [n, { segment, region, fractionSum }] of regions.entries()) {
      const expected = made.segments[n];
      expect(segment).toMatchObject({ number: expected?.number, label: expected?.label });
      const isFractional = segmentation.kind === 'FRACTIONAL';
      // Fractions below a half are voxels of the truth and not of the region.
      if (isFractional) expect(region.voxelCount).toBeLessThan(expected?.voxelCount ?? 0);
      else expect(region.voxelCount).toBe(expected?.voxelCount);
      if (isFractional) expect(fractionSum).toBeCloseTo(expected?.voxelSum ?? 0, 9);
      // Positions have four decimals.
      const volume = (fractionSum ?? region.voxelCount) * x * y * z;
      expect(Math.abs(volume - (expected?.volumeMm3 ?? 0))).toBeLessThanOrEqual(
        (expected?.volumeMm3 ?? 0) * 1e-4,
      );
    }
    expect(regions).toHaveLength(made.segments.length);
  });
});
