import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCsa } from '../../../src/dicom/vendor/csa.js';
import {
  MosaicError,
  type MosaicGeometry,
  type MosaicHeader,
  mosaicGeometry,
  mosaicOfCsa,
} from '../../../src/dicom/vendor/mosaic.js';
import { encodeCsa1, encodeCsa2 } from '../../helpers/csa.js';

/** 35 axial slices of 64 × 64 pixels of 3 mm in a mosaic of 6 × 6 tiles; the first slice is centred at z = −50. */
const AXIAL: MosaicHeader = {
  slices: 35,
  rows: 384,
  columns: 384,
  pixelSpacingMm: [3, 3],
  imagePositionMm: [-576, -576, -50],
  imageOrientation: [1, 0, 0, 0, 1, 0],
  sliceSpacingMm: 3.6,
  sliceNormal: [0, 0, 1],
};

function geometry(header: MosaicHeader): MosaicGeometry {
  const result = mosaicGeometry(header);
  if (result instanceof MosaicError) throw result;
  return result;
}

function codeOf(change: Partial<MosaicHeader>): string | undefined {
  const result = mosaicGeometry({ ...AXIAL, ...change });
  return result instanceof MosaicError ? result.code : undefined;
}

describe('mosaicGeometry', () => {
  it('finds the tiles', () => {
    expect(geometry(AXIAL)).toMatchObject({ slices: 35, tilesPerSide: 6, tileRows: 64, tileColumns: 64 });
    expect(geometry({ ...AXIAL, slices: 36 }).tilesPerSide).toBe(6);
    expect(geometry({ ...AXIAL, slices: 1 }).tilesPerSide).toBe(1);
  });

  it('moves the position from the corner of the mosaic to that of a slice', () => {
    const { slicePositionsMm } = geometry(AXIAL);
    expect(slicePositionsMm[0]).toEqual([-96, -96, -50]);
    expect(slicePositionsMm[34]?.[2]).toBeCloseTo(-50 + 34 * 3.6, 9);
    expect(slicePositionsMm).toHaveLength(35);
  });

  it('moves rows by the row spacing and columns by the column spacing', () => {
    const header = { ...AXIAL, slices: 4, rows: 100, columns: 200, pixelSpacingMm: [2, 5] as const };
    const { tileRows, tileColumns, slicePositionsMm } = geometry({ ...header, imagePositionMm: [0, 0, 0] });
    expect([tileRows, tileColumns]).toEqual([50, 100]);
    // Half of 200 − 100 columns of 5 mm along x, half of 100 − 50 rows of 2 mm along y.
    expect(slicePositionsMm[0]).toEqual([250, 50, 0]);
  });

  it('follows the sign of the stated normal, against row × column if need be', () => {
    const down = geometry({ ...AXIAL, sliceNormal: [0, 0, -1] });
    expect(down.sliceNormal[2]).toBe(-1);
    expect(down.slicePositionsMm[1]?.[2]).toBeCloseTo(-53.6, 9);
    expect(down.normalIsStated).toBe(true);
  });

  it('takes row × column where no normal is stated, and says so', () => {
    const { sliceNormal: _, ...silent } = AXIAL;
    const read = geometry(silent);
    expect(read.sliceNormal).toEqual([0, 0, 1]);
    expect(read.normalIsStated).toBe(false);
  });

  it('reads sagittal slices', () => {
    const sagittal = { ...AXIAL, imageOrientation: [0, 1, 0, 0, 0, -1], sliceNormal: [1, 0, 0] };
    const read = geometry({ ...sagittal, imagePositionMm: [10, 0, 0] });
    expect(read.sliceNormal.map((value) => value + 0)).toEqual([1, 0, 0]);
    expect(read.slicePositionsMm[0]).toEqual([10, 480, -480]);
    expect(read.slicePositionsMm[2]?.[0]).toBeCloseTo(17.2, 9);
  });

  it('refuses a number of slices that cannot be', () => {
    for (const slices of [0, -4, 2.5, Number.NaN, 384 * 384 + 1])
      expect(codeOf({ slices })).toBe('mosaic-count');
  });

  it('refuses a mosaic that the tiles do not fill', () => {
    expect(codeOf({ rows: 385 })).toBe('mosaic-tiling');
    expect(codeOf({ slices: 37 })).toBe('mosaic-tiling');
    expect(codeOf({ rows: 0 })).toBe('mosaic-tiling');
    expect(codeOf({ columns: -384 })).toBe('mosaic-tiling');
  });

  it('refuses a geometry that is absent or contradicts itself', () => {
    expect(codeOf({ imageOrientation: [] })).toBe('mosaic-geometry');
    expect(codeOf({ imageOrientation: [1, 0, 0, 1, 0, 0] })).toBe('mosaic-geometry');
    expect(codeOf({ sliceNormal: [1, 0, 0] })).toBe('mosaic-geometry');
    expect(codeOf({ sliceNormal: [] })).toBe('mosaic-geometry');
    expect(codeOf({ sliceSpacingMm: 0 })).toBe('mosaic-geometry');
    expect(codeOf({ pixelSpacingMm: [3, Number.NaN] })).toBe('mosaic-geometry');
    expect(codeOf({ imagePositionMm: [0, 0, Number.NaN] })).toBe('mosaic-geometry');
  });

  it('keeps the centre of the first slice at the centre of the mosaic plane, at any angle', () => {
    const angle = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(angle, fc.integer({ min: 1, max: 100 }), (theta, slices) => {
        const side = Math.ceil(Math.sqrt(slices));
        const orientation = [Math.cos(theta), Math.sin(theta), 0, -Math.sin(theta), Math.cos(theta), 0];
        const header = {
          ...AXIAL,
          slices,
          rows: side * 32,
          columns: side * 32,
          imageOrientation: orientation,
        };
        const { slicePositionsMm } = geometry(header);
        const centre = (corner: readonly number[], pixels: number): number[] =>
          [0, 1].map((axis) => {
            const along = (orientation[axis] ?? 0) + (orientation[axis + 3] ?? 0);
            return (corner[axis] ?? 0) + along * (pixels / 2) * 3;
          });
        const ofSlice = centre(slicePositionsMm[0] ?? [], 32);
        const ofMosaic = centre(header.imagePositionMm, side * 32);
        ofSlice.forEach((value, axis) => {
          expect(value).toBeCloseTo(ofMosaic[axis] ?? Number.NaN, 6);
        });
      }),
    );
  });
});

describe('mosaicOfCsa', () => {
  it.each([
    ['csa1', encodeCsa1],
    ['csa2', encodeCsa2],
  ] as const)('finds slices and normal in a header of %s', (_, encode) => {
    const bytes = encode([
      { name: 'NumberOfImagesInMosaic', vm: 1, vr: 'US', values: ['35'] },
      { name: 'SliceNormalVector', vm: 3, vr: 'FD', values: ['0.0', '-0.1', '-0.99'] },
    ]);
    const header = parseCsa(bytes);
    expect(header).not.toBeInstanceOf(Error);
    if (header instanceof Error) return;
    expect(mosaicOfCsa(header)).toEqual({ slices: 35, sliceNormal: [0, -0.1, -0.99] });
  });

  it('finds nothing in a header of an image that is no mosaic', () => {
    const header = parseCsa(encodeCsa2([{ name: 'NumberOfImagesInMosaic', vm: 1, vr: 'US', values: [] }]));
    if (header instanceof Error) throw header;
    expect(mosaicOfCsa(header)).toEqual({});
  });
});
