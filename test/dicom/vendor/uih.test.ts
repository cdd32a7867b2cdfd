import { describe, expect, it } from 'vitest';
import { type Attributes, dataset, privateBlock, privateSequence } from '../../../fixtures/writer/element.js';
import { TRANSFER_SYNTAX, writePart10 } from '../../../fixtures/writer/part10.js';
import { type UihTiles, uihTiles } from '../../../src/dicom/vendor/uih.js';
import { read } from '../bytes.js';

function tilesOf(slices: number, attributes: Attributes = {}, transferSyntax?: string): UihTiles | undefined {
  const items = Array.from({ length: slices }, (_, i) => ({ ImagePositionPatient: [0, 0, i] }));
  const block = privateBlock({ group: 0x0065, creator: 'Image Private Header' }, [
    privateSequence(0x51, items),
  ]);
  const all = dataset(
    { ImageType: ['ORIGINAL', 'PRIMARY', 'VFRAME'], Rows: 192, Columns: 256, ...attributes },
    block,
  );
  return uihTiles(read(writePart10(all, transferSyntax ? { transferSyntax } : {})).dataset);
}

describe('a VFRAME image', () => {
  it.each([undefined, TRANSFER_SYNTAX.implicitLittleEndian])(
    'is taken apart into tiles, each with its slice',
    (syntax) => {
      const tiles = tilesOf(11, {}, syntax);
      expect(tiles).toMatchObject({ tileRows: 64, tileColumns: 64 });
      expect(tiles?.slices.map((each) => each.numbers('ImagePositionPatient')[2])).toEqual([
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
      ]);
    },
  );

  it('of one slice is one tile', () => {
    expect(tilesOf(1)).toMatchObject({ tileRows: 192, tileColumns: 256 });
  });

  it('is none without its type, its slices, or a matrix that they divide', () => {
    expect(tilesOf(11, { ImageType: ['ORIGINAL', 'PRIMARY'] })).toBeUndefined();
    expect(tilesOf(0)).toBeUndefined();
    expect(tilesOf(11, { Rows: 190 })).toBeUndefined();
    expect(tilesOf(11, { Rows: undefined })?.tileRows ?? 0).toBe(0);
  });
});
