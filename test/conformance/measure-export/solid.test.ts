import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { VoxelRegion } from '../../../src/measure/region.js';
import { solidFigures } from '../../../src/measure/solid/solid-figures.js';
import { jsonFromPython, pythonWithPydicom } from '../../helpers/peers.js';
import { SHARED_DICOM, sharedFiles, skipOrFail } from '../shared-data.js';

/** A segment as pydicom reads it, and its figures by numpy and scipy (convex hulls by Qhull). */
interface PeerSegment {
  readonly segment: number;
  readonly size: readonly [number, number, number];
  readonly affine: readonly number[];
  readonly voxels: string;
  readonly voxelCount: number;
  readonly volume: number;
  readonly maximum3DDiameter: number;
  readonly maximumAxialDiameter: number;
  readonly centroid: readonly [number, number, number];
}

/** Binary segmentations with segments on regular slices, and what their publishers state of the first. */
const FILES = [
  { path: 'dcmqi/data/segmentations/liver.dcm', segments: 1, voxelCount: 107_098, volumeMl: 70.362 },
  { path: 'dcmqi/data/sr-example/seg.dcm', segments: 1, voxelCount: 795, volumeMl: 33.5824 },
  { path: 'dcmqi/data/segmentations/partial_overlaps.dcm', segments: 1 },
  { path: 'dcmqi/data/segmentations/24x38x3/seg/label.seg', segments: 1 },
  { path: 'highdicom/data/test_files/seg_image_ct_binary.dcm', segments: 1 },
] as const;

function regionOf({ size, affine, voxels, voxelCount }: PeerSegment): VoxelRegion {
  const column = (at: number): number => Math.hypot(affine[at]!, affine[at + 4]!, affine[at + 8]!);
  return {
    grid: { dims: size, affine: Float64Array.from(affine), spacingMm: [column(0), column(1), column(2)] },
    origin: [0, 0, 0],
    size,
    inside: Uint8Array.from(Buffer.from(voxels, 'base64')),
    voxelCount,
  };
}

for (const file of FILES) {
  it(`measures ${file.path} as numpy and scipy do`, (context) => {
    if (!sharedFiles(context).includes(file.path)) skipOrFail(context, 'skipped: no shared data');
    const python = pythonWithPydicom();
    if (python === undefined) skipOrFail(context, 'skipped: no pydicom');
    const script = join(import.meta.dirname, 'solid_figures.py');
    const segments = jsonFromPython<PeerSegment>(python, [script, join(SHARED_DICOM, file.path)]);
    expect(segments).toHaveLength(file.segments);
    for (const peer of segments) {
      const values = Object.fromEntries(
        solidFigures(regionOf(peer)).map(({ name, value }) => [name, value ?? Number.NaN]),
      );
      expect(values.voxelCount).toBe(peer.voxelCount);
      expect(values.volume! / peer.volume).toBeCloseTo(1, 9);
      expect(values.maximum3DDiameter! / peer.maximum3DDiameter).toBeCloseTo(1, 9);
      expect(values.maximumAxialDiameter! / peer.maximumAxialDiameter).toBeCloseTo(1, 9);
      expect(values.centroidX).toBeCloseTo(peer.centroid[0], 6);
      expect(values.centroidY).toBeCloseTo(peer.centroid[1], 6);
      expect(values.centroidZ).toBeCloseTo(peer.centroid[2], 6);
      // Bevelled: less than the voxels have, and a short axis no longer than the long one.
      expect(values.meshVolume).toBeLessThan(peer.volume);
      expect(values.perpendicularAxialDiameter).toBeGreaterThan(0);
      expect(values.perpendicularAxialDiameter).toBeLessThanOrEqual(values.maximumAxialDiameter! + 1e-9);
    }
    if ('volumeMl' in file) {
      expect(segments[0]?.voxelCount).toBe(file.voxelCount);
      expect(segments[0]!.volume / 1000).toBeCloseTo(file.volumeMl, 3);
    }
  });
}
