import { describe, expect, it } from 'vitest';
import { privateBlock, privateSequence } from '../../fixtures/writer/element.js';
import { mosaicFrames, uihFrames } from '../../src/study/frame-mosaic.js';
import { datasetOf, fileOf, type Given, geometryOf, image, stackOf } from './build.js';

/** A mosaic of 9 tiles of 32 × 32 pixels, as Siemens XA writes it: the count in a private element. */
const MOSAIC: Given = {
  ImageType: ['ORIGINAL', 'PRIMARY', 'M', 'ND', 'MOSAIC'],
  ...{ Rows: 96, Columns: 96, PixelSpacing: [2, 2], SpacingBetweenSlices: 3.3 },
  ImagePositionPatient: [-96, -96, 0],
};
const count = (slices: number) =>
  privateBlock({ group: 0x0019, creator: 'SIEMENS MR HEADER' }, [{ offset: 0x0a, vr: 'US', value: slices }]);

describe('mosaicFrames', () => {
  it('gives one frame a slice, as large as a tile, where the tile is in the patient', () => {
    const frames = mosaicFrames(datasetOf(image(MOSAIC), count(8))) ?? [];
    expect(frames).toHaveLength(8);
    expect(frames[0]).toMatchObject({
      position: [-32, -32, 0],
      plane: { rows: 32, columns: 32, thicknessMm: 3 },
    });
    expect(frames[7]?.position?.[2]).toBeCloseTo(7 * 3.3, 9);
  });

  it('makes a time series of mosaics, one volume each', () => {
    const files = [1, 2, 3].map((n) => fileOf(image({ ...MOSAIC, AcquisitionNumber: n }), count(8)));
    expect(stackOf(files)).toMatchObject({
      ...{ slices: 8, sliceSpacingMm: 3.3, rows: 32, columns: 32 },
      volumes: { count: 3, timePoints: 3, missing: 0, separatedBy: ['AcquisitionNumber'] },
    });
  });

  it('sees that volumes were moved against each other', () => {
    const files = [0, 0.4, 0.9, 1.3].map((z, n) =>
      fileOf(image({ ...MOSAIC, ImagePositionPatient: [-96, -96, z], AcquisitionNumber: n + 1 }), count(8)),
    );
    expect(stackOf(files)).toMatchObject({ slices: 8, moved: true, volumes: { count: 4, missing: 0 } });
  });

  it.each<[string, Given, number | undefined]>([
    ['count', {}, undefined],
    ['spacing', { SpacingBetweenSlices: undefined }, 8],
    ['whole tiles', { Rows: 97 }, 8],
    ['position', { ImagePositionPatient: undefined }, 8],
    ['pixel spacing', { PixelSpacing: undefined }, 8],
  ])('guesses nothing without %s', (_, own, slices) => {
    const more = slices === undefined ? [] : count(slices);
    const frames = mosaicFrames(datasetOf(image({ ...MOSAIC, ...own }), more)) ?? [];
    expect(frames).toHaveLength(1);
    expect(frames[0]?.plane).toBeUndefined();
  });

  it('is not for other images', () => {
    expect(mosaicFrames(datasetOf(image()))).toBeUndefined();
  });
});

describe('uihFrames', () => {
  const tiles = (positions: readonly (readonly number[])[]) =>
    privateBlock({ group: 0x0065, creator: 'Image Private Header' }, [
      privateSequence(
        0x51,
        positions.map((ImagePositionPatient) => ({ ImagePositionPatient })),
      ),
    ]);
  const VFRAME: Given = { ...MOSAIC, ImageType: ['ORIGINAL', 'PRIMARY', 'VFRAME'] };

  it('gives one frame a tile, each with its own position', () => {
    const positions = [0, 4, 8, 12].map((z) => [-10, -10, z]);
    const frames = uihFrames(datasetOf(image(VFRAME), tiles(positions))) ?? [];
    expect(frames.map(({ position }) => position)).toEqual(positions);
    expect(frames[0]?.plane).toMatchObject({ rows: 48, columns: 48 });
  });

  it('does not take a mosaic that it cannot take apart for one large slice', () => {
    expect(geometryOf([image(VFRAME)])).toMatchObject({ stacks: [], unplaced: 1 });
  });

  it('is not for other images', () => {
    expect(uihFrames(datasetOf(image()))).toBeUndefined();
  });
});
