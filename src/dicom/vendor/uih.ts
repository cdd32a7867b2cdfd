import type { Dataset } from '../dataset.js';

/** A United Imaging "VFRAME" image: the slices of a volume as tiles of one image, as the vendor's headers show it. */
export interface UihTiles {
  /** One item a slice, each with its own Image Position (Patient), in the order of the tiles. */
  readonly slices: readonly Dataset[];
  readonly tileRows: number;
  readonly tileColumns: number;
}

/**
 * Takes a VFRAME image apart: tiles on a grid of ⌈√n⌉ columns, filled row by row.
 * @returns undefined for any other image, and for one whose matrix the tiles do not divide
 */
export function uihTiles(ds: Dataset): UihTiles | undefined {
  if (!ds.strings('ImageType').includes('VFRAME')) return undefined;
  const sequence = ds.privateElement('Image Private Header', 0x0065, 0x51);
  const slices = sequence ? ds.items(sequence) : [];
  const across = Math.ceil(Math.sqrt(slices.length));
  const tileColumns = (ds.number('Columns') ?? 0) / across;
  const tileRows = (ds.number('Rows') ?? 0) / Math.ceil(slices.length / across);
  if (slices.length === 0 || !Number.isInteger(tileColumns) || !Number.isInteger(tileRows)) return undefined;
  return { slices, tileRows, tileColumns };
}
