import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import { readPart10 } from '../../../src/dicom/part10.js';
import { openFrames } from '../../../src/dicom/pixels/frame-reader.js';
import { FileSource } from '../../../src/io/file-source.js';
import { readSegmentation } from '../../../src/measure/seg/read-segmentation.js';
import { segmentRegions } from '../../../src/measure/seg/segment-regions.js';
import { SHARED_DICOM, skipOrFail } from '../shared-data.js';

async function measured(context: TestContext, path: string) {
  const full = join(SHARED_DICOM, path);
  if (!existsSync(full)) skipOrFail(context, 'skipped: no shared data');
  const source = new FileSource(Buffer.from(full));
  try {
    const file = readPart10(source);
    const segmentation = readSegmentation(file.dataset);
    const regions = [...segmentRegions(segmentation, await openFrames(file))];
    const [x, y, z] = segmentation.grid?.spacingMm ?? [Number.NaN, Number.NaN, Number.NaN];
    return {
      segmentation,
      regions,
      voxelMm3: x * y * z,
      counts: regions.map((one) => one.region.voxelCount),
    };
  } finally {
    source.close();
  }
}

const DCMQI = 'dcmqi/data';
const HIGHDICOM = 'highdicom/data/test_files';
const PYDICOM = 'pydicom-data/data_store/data';

/** Counts that the makers publish, or that numpy finds in the same files. */
const COUNTS: readonly (readonly [path: string, counts: readonly number[]])[] = [
  [`${DCMQI}/sr-example/seg.dcm`, [795]],
  [`${DCMQI}/segmentations/liver.dcm`, [107098]],
  [`${DCMQI}/segmentations/partial_overlaps.dcm`, [9602, 11888, 10743, 6693, 4713]],
  [`${DCMQI}/segmentations/23x38x3/seg/label.seg`, [322]],
  [`${DCMQI}/segmentations/24x38x3/seg/label.seg`, [315]],
  [`${DCMQI}/segmentations/sparse-labelmap-noppv.dcm`, [630]],
  [`${DCMQI}/segmentations/sparse-labelmap-ppv5.dcm`, [630]],
  [`${HIGHDICOM}/seg_image_ct_binary_overlap.dcm`, [64, 16]],
  [`${HIGHDICOM}/seg_image_ct_binary_single_frame.dcm`, [1832]],
  ...['', '_nonbyte_aligned'].flatMap((shape) =>
    ['_deflate', '_expb', '_j2k', '_rle', ''].flatMap((coding) => {
      const isThere = shape === '' ? coding !== '' : coding !== '_expb';
      return isThere ? [[`${PYDICOM}/liver${shape}${coding}.dcm`, [107098]] as const] : [];
    }),
  ),
];

describe('segments of real files', () => {
  it.for(COUNTS)('%s has its voxels', async ([path, counts], context) => {
    const found = await measured(context, path);
    expect(found.counts).toEqual(counts);
    expect(found.regions.every(({ isWhole }) => isWhole)).toBe(true);
  });

  it('have the volumes that are published with them', async (context) => {
    const example = await measured(context, `${DCMQI}/sr-example/seg.dcm`);
    expect((795 * example.voxelMm3) / 1000).toBeCloseTo(33.5824, 4);
    const liver = await measured(context, `${DCMQI}/segmentations/liver.dcm`);
    expect((107098 * liver.voxelMm3) / 1000).toBeCloseTo(70.362, 3);
  });

  it('with fractions have their sum: 83136 / 255', async (context) => {
    const { regions, counts } = await measured(context, `${HIGHDICOM}/seg_image_ct_true_fractional.dcm`);
    expect(regions[0]?.fractionSum).toBeCloseTo(83136 / 255, 9);
    expect(counts).toEqual([638]);
  });

  it('of a sparse label map lie in slices of the declared distance, which is said', async (context) => {
    const { segmentation } = await measured(context, `${DCMQI}/segmentations/sparse-labelmap-ppv5.dcm`);
    expect(segmentation.grid?.dims).toEqual([24, 38, 3]);
    expect(segmentation.problems.map(({ code }) => code)).toEqual(['slice-spacing-declared']);
  });

  it('of a radiograph have counts and no place', async (context) => {
    const { segmentation, counts } = await measured(context, `${HIGHDICOM}/seg_image_cr_binary.dcm`);
    expect(segmentation.grid).toBeUndefined();
    expect(segmentation.problems.map(({ code }) => code)).toEqual(['spacing-absent', 'frame-unplaced']);
    expect(counts[0]).toBeGreaterThan(0);
  });

  it('without two of their three frames are no whole', async (context) => {
    const { regions } = await measured(context, 'pydicom/src/pydicom/data/test_files/liver_1frame.dcm');
    expect(regions.map(({ isWhole, region }) => [isWhole, region.voxelCount])).toEqual([[false, 36233]]);
  });

  it('on slides are the same whether all tiles are stored or some, as bits or as labels', async (context) => {
    const some = await measured(context, `${HIGHDICOM}/seg_image_sm_dots.dcm`);
    const all = await measured(context, `${HIGHDICOM}/seg_image_sm_dots_tiled_full.dcm`);
    const boxes = ({ regions }: typeof some) => regions.map(({ region: { origin, size } }) => [origin, size]);
    expect(all.counts).toEqual(some.counts);
    expect(boxes(all)).toEqual(boxes(some));
    const bits = await measured(context, `${HIGHDICOM}/seg_image_sm_control.dcm`);
    const colours = `${HIGHDICOM}/seg_image_sm_control_labelmap_palette_color.dcm`;
    const labels = await measured(context, colours);
    expect(labels.counts).toEqual(bits.counts);
    expect(boxes(labels)).toEqual(boxes(bits));
  });
});
