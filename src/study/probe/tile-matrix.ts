import type { Dataset } from '../../dicom/dataset.js';
import { isMosaic, mosaicFacts } from '../../dicom/vendor/siemens.js';
import { uihTiles } from '../../dicom/vendor/uih.js';
import { VR } from '../../dicom/vr.js';

/** Rows and columns of one slice. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
}

/** Above any mosaic that a scanner makes. */
const MAX_SLICES = 4096;

/**
 * The matrix of a slice where one image holds several as tiles: a Siemens mosaic (⌈√slices⌉ tiles a side, as
 * `mosaicGeometry` has it), a United Imaging VFRAME. `unknown` for one that cannot be taken apart; undefined for others.
 */
export function tileMatrix(ds: Dataset): Matrix | 'unknown' | undefined {
  const type = ds.rawText('ImageType').toUpperCase();
  if (type.includes('VFRAME')) return vframeMatrix(ds);
  if (!type.includes('MOSAIC') || !isMosaic(ds)) return undefined;
  const slices = slicesOf(ds);
  const isCount = slices !== undefined && Number.isInteger(slices) && slices > 0 && slices <= MAX_SLICES;
  const side = isCount ? Math.ceil(Math.sqrt(slices)) : Number.NaN;
  const matrix = { rows: (ds.number('Rows') ?? 0) / side, columns: (ds.number('Columns') ?? 0) / side };
  const isWhole = (pixels: number): boolean => Number.isInteger(pixels) && pixels > 0;
  return isWhole(matrix.rows) && isWhole(matrix.columns) ? matrix : 'unknown';
}

/** The number of slices of a mosaic: from the element of its own, which is quick to find, else from the CSA header. */
function slicesOf(ds: Dataset): number | undefined {
  const [own] = ds.privateElement('SIEMENS MR HEADER', 0x0019, 0x0a)?.readAs(VR.US).numbers() ?? [];
  return own ?? mosaicFacts(ds).slices;
}

function vframeMatrix(ds: Dataset): Matrix | 'unknown' | undefined {
  if (!ds.strings('ImageType').includes('VFRAME')) return undefined;
  const tiles = uihTiles(ds);
  return tiles ? { rows: tiles.tileRows, columns: tiles.tileColumns } : 'unknown';
}
