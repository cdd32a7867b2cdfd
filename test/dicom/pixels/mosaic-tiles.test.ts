import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mosaicTile, mosaicVolume } from '../../../src/dicom/pixels/mosaic-tiles.js';
import type { Frame } from '../../../src/dicom/pixels/samples.js';
import { faultOf } from './meaning.js';

interface Shape {
  readonly across: number;
  readonly down: number;
  readonly tileRows: number;
  readonly tileColumns: number;
}

/** A mosaic whose value at row y, column x of tile n is n·10000 + y·100 + x. */
function mosaic({ across, down, tileRows, tileColumns }: Shape, samplesPerPixel = 1): Frame {
  const rows = down * tileRows;
  const columns = across * tileColumns;
  const values = new Int32Array(rows * columns * samplesPerPixel);
  for (let at = 0; at < values.length; at++) {
    const pixel = Math.floor(at / samplesPerPixel);
    const [x, y] = [pixel % columns, Math.floor(pixel / columns)];
    const tile = Math.floor(y / tileRows) * across + Math.floor(x / tileColumns);
    values[at] = tile * 10000 + (y % tileRows) * 100 + (x % tileColumns);
  }
  return { rows, columns, samplesPerPixel, values, photometric: 'MONOCHROME2' };
}

function expectedTile(tile: number, { tileRows, tileColumns }: Shape): number[] {
  return Array.from({ length: tileRows * tileColumns }, (_, at) => {
    return tile * 10000 + Math.floor(at / tileColumns) * 100 + (at % tileColumns);
  });
}

const shapes = fc.record({
  across: fc.integer({ min: 1, max: 5 }),
  down: fc.integer({ min: 1, max: 5 }),
  tileRows: fc.integer({ min: 1, max: 6 }),
  tileColumns: fc.integer({ min: 1, max: 6 }),
});

describe('mosaicTile', () => {
  it('cuts out any tile of any layout', () => {
    fc.assert(
      fc.property(shapes, fc.nat(), (shape, seed) => {
        const slices = shape.across * shape.down;
        const tile = seed % slices;
        const made = mosaicTile(mosaic(shape), { ...shape, slices }, tile);
        expect([...made]).toEqual(expectedTile(tile, shape));
      }),
    );
  });

  it('keeps the type and all samples of a pixel', () => {
    const shape = { across: 2, down: 1, tileRows: 1, tileColumns: 2 };
    const made = mosaicTile(mosaic(shape, 3), { ...shape, slices: 2 }, 1);
    expect(made).toEqual(Int32Array.of(10000, 10000, 10000, 10001, 10001, 10001));
  });

  const shape = { across: 2, down: 2, tileRows: 3, tileColumns: 3 };
  it.each([-1, 3, 1.5])('has no slice %d of three', (slice) => {
    expect(faultOf(() => mosaicTile(mosaic(shape), { ...shape, slices: 3 }, slice))).toBe(
      'frame-out-of-range',
    );
  });

  it.each([
    { slices: 5, tileRows: 3, tileColumns: 3 },
    { slices: 4, tileRows: 4, tileColumns: 3 },
    { slices: 4, tileRows: 3, tileColumns: 0 },
  ])('refuses a layout that the image does not have: %o', (layout) => {
    expect(faultOf(() => mosaicTile(mosaic(shape), layout, 0))).toBe('geometry-irregular Rows');
  });
});

describe('mosaicVolume', () => {
  it('is the tiles one after the other, without the empty ones', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const slices = Math.max(1, shape.across * shape.down - 1);
        const tiles = Array.from({ length: slices }, (_, tile) => expectedTile(tile, shape)).flat();
        expect([...mosaicVolume(mosaic(shape), { ...shape, slices })]).toEqual(tiles);
      }),
    );
  });
});
