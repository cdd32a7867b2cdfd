import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it, type TestContext } from 'vitest';
import { readPart10 } from '../../../src/dicom/part10.js';
import { openFrames } from '../../../src/dicom/pixels/frame-reader.js';
import { applyModality, modalityTransform } from '../../../src/dicom/pixels/modality.js';
import { PixelHeader } from '../../../src/dicom/pixels/pixel-header.js';
import { FileSource } from '../../../src/io/file-source.js';
import { PET_FIGURES, VALUE_FIGURES } from '../../../src/measure/figures.js';
import { suvProblems } from '../../../src/measure/intensity/suv-notes.js';
import { type RegionValues, valueFigures } from '../../../src/measure/intensity/value-figures.js';
import { readPetFacts } from '../../../src/pet/pet-facts.js';
import { type SuvReadiness, suvReadiness } from '../../../src/pet/suv.js';
import { readNiftiGz } from '../../helpers/nifti.js';
import { jsonFromPython, pythonWithPydicom } from '../../helpers/peers.js';
import { figure, ofRegion, regionWhere, SUV } from '../../measure/intensity/regions.js';
import { forPeer, type LoadedImage, sharedImages } from '../qc-loaded.js';
import { readShared, SHARED_DICOM, sharedFiles, skipOrFail } from '../shared-data.js';

const DRO = 'suv_computation/DRO';

function readinessOf(context: TestContext, series: string): SuvReadiness {
  const facts = sharedFiles(context)
    .filter((path) => path.startsWith(series))
    .map((path) => {
      const file = readShared(path);
      if (typeof file === 'string') throw new Error(`${path}: ${file}`);
      return readPetFacts(file.dataset);
    });
  return suvReadiness([...new Map(facts.map((fact) => [JSON.stringify(fact), fact])).values()]);
}

async function onlyImage(context: TestContext, folder: string): Promise<LoadedImage> {
  const [image, ...more] = await sharedImages(context, folder);
  expect(more).toEqual([]);
  if (!image) throw new Error(`${folder} has no volume`);
  return image;
}

/** The voxels of an image, by their place in its values, that satisfy a condition; in SUVbw by the factor. */
function suvOf(image: LoadedImage, factor: number, isInside: (at: number) => boolean): RegionValues {
  const [columns, rows] = image.dims;
  const region = regionWhere(image, (i, j, k) => isInside((k * rows + j) * columns + i));
  return ofRegion(region, image.values, { quantity: SUV, factor });
}

/** The voxels of a NIfTI-1 mask of bytes, of as many as the image has. */
function readMask(path: string, count: number): Uint8Array {
  const bytes = gunzipSync(readFileSync(path));
  // nifti1.h: datatype 2 is a byte; vox_offset tells where they begin.
  expect(bytes.readInt16LE(70)).toBe(2);
  const from = bytes.readFloatLE(108);
  return bytes.subarray(from, from + count);
}

function numpyFigures(context: TestContext, { region, values, factor }: RegionValues) {
  const { grid, origin, size, inside } = region;
  const whole = new Uint8Array(values.length);
  for (let k = 0; k < size[2]; k++)
    for (let j = 0; j < size[1]; j++) {
      const from = (k * size[1] + j) * size[0];
      const row = inside.subarray(from, from + size[0]);
      whole.set(row, ((k + origin[2]) * grid.dims[1] + j + origin[1]) * grid.dims[0] + origin[0]);
    }
  const job = {
    ...{ dims: grid.dims, spacingMm: grid.spacingMm, factor },
    ...{ values: forPeer(values as Float32Array), inside: forPeer(whole) },
  };
  const python = pythonWithPydicom();
  if (python === undefined) skipOrFail(context, 'skipped: no numpy and scipy');
  const script = join(import.meta.dirname, 'intensity.py');
  return jsonFromPython<Record<string, number>>(python, [script], [JSON.stringify(job)])[0] ?? {};
}

/** Every figure agrees to nine digits of itself, or of the largest value where it is a small difference. */
function expectAsNumpy(context: TestContext, input: RegionValues): void {
  const expected = numpyFigures(context, input);
  const names = [...VALUE_FIGURES, ...PET_FIGURES].map(({ name }) => name);
  expect(Object.keys(expected).sort()).toEqual([...names].sort());
  const found = valueFigures(input);
  for (const name of names) {
    const [is, expectedValue] = [figure(found, name).value ?? Number.NaN, expected[name] ?? Number.NaN];
    expect(Math.abs(is - expectedValue), `${name}: ${is}, ${expectedValue}`).toBeLessThan(
      1e-9 * Math.max(1, Math.abs(expectedValue)),
    );
  }
}

/** The figures of the voxels that have one value, for each value but 0. */
function figuresByLevel(image: LoadedImage, factor: number) {
  const levels = [...new Set(image.values)].filter((level) => level > 0).sort((a, b) => a - b);
  return levels.map((level) => valueFigures(suvOf(image, factor, (at) => image.values[at] === level)));
}

describe('the digital reference objects', () => {
  it('have in Bq/ml the SUV 0.2, 1 and 4 that they were made with', async (context) => {
    const readiness = readinessOf(context, `${DRO}/DRO_0_0/PT/`);
    expect(suvProblems(readiness)).toEqual([]);
    const image = await onlyImage(context, `${DRO}/DRO_0_0/PT`);
    const found = figuresByLevel(image, readiness.factorsToBw[0] ?? 0);
    const means = found.map((figures) => figure(figures, 'mean').value ?? 0);
    expect(means).toHaveLength(3);
    for (const [n, suv] of [0.2, 1, 4].entries()) expect((means[n] ?? 0) / suv).toBeCloseTo(1, 5);
    // A cylinder of SUV 4, of 103 voxels of 64 mm³ in each of five slices, holds a whole sphere.
    expect(figure(found[2] ?? [], 'globalPeak').value).toBeCloseTo(means[2] ?? 0, 12);
    expect(figure(found[2] ?? [], 'metabolicVolume').value).toBe(5 * 103 * 64);
    expect(figure(found[2] ?? [], 'totalLesionGlycolysis').value).toBeCloseTo(4 * 5 * 103 * 0.064, 3);
  });

  it('have in counts no SUV without the creator of Philips’ factor, and with it the same', async (context) => {
    const refused = { code: 'suv-refused', detail: 'Units (counts-without-factor)' };
    expect(suvProblems(readinessOf(context, `${DRO}/DRO_2_4/PT/`))).toEqual([refused]);
    const image = await onlyImage(context, `${DRO}/DRO_2_4/PT`);
    const means = figuresByLevel(image, 0.0005).map((figures) => figure(figures, 'mean').value);
    expect(means).toEqual([0.2, 1, 4]);
  });
});

describe('a PET of a sarcoma', () => {
  it('has every figure that numpy has of the region of its mask', async (context) => {
    const folder = 'ibsi/dicom/STS_001/PET/image';
    const image = await onlyImage(context, folder);
    const mask = readMask(join(SHARED_DICOM, 'ibsi/nifti/STS_001/PET_mask.nii.gz'), image.values.length);
    const theirs = readNiftiGz(join(SHARED_DICOM, 'ibsi/nifti/STS_001/PET_image.nii.gz')).values;
    // The NIfTI files have the voxels in the order of ours, so that the mask lies where it was drawn.
    const apart = image.values.reduce(
      (most, value, at) => Math.max(most, Math.abs(value - (theirs[at] ?? 0))),
      0,
    );
    expect(apart).toBeLessThan(1e-5);
    const readiness = readinessOf(context, `${folder}/`);
    expect(readiness).toMatchObject({ pixels: 'suv', type: 'BW', factorsToBw: [1] });
    const input = suvOf(image, readiness.factorsToBw[0] ?? 0, (at) => mask[at] === 1);
    expect(input.region.voxelCount).toBe(5095);
    expectAsNumpy(context, input);
  });
});

describe('the CT image that a report of highdicom measures as a whole', () => {
  it('has the mean that the report has', async (context) => {
    const path = 'highdicom/data/test_files/ct_image.dcm';
    sharedFiles(context);
    const source = new FileSource(Buffer.from(join(SHARED_DICOM, path)));
    const file = readPart10(source);
    const frame = (await openFrames(file)).frame(0);
    const values = applyModality(frame, modalityTransform(new PixelHeader(file), 0));
    source.close();
    const region = regionWhere({ dims: [frame.columns, frame.rows, 1] }, () => true);
    const found = valueFigures(ofRegion(region, values, { dimensions: 2 }));
    // X6K6 of sr_document_with_multiple_groups.dcm, to the digits that it has.
    expect(figure(found, 'mean').value).toBeCloseTo(-119.07385253906, 10);
    expect(figure(found, 'globalPeak').why).toBe('a plane holds no sphere');
  });
});
