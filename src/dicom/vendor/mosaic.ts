import { type CsaHeader, csaNumber, csaNumbers } from './csa.js';

/** A point or direction in the patient's coordinates (LPS), positions in mm. */
export type Vector3 = readonly [number, number, number];

/** What the header says of a Siemens mosaic: one image whose tiles are the slices of a volume. */
export interface MosaicHeader {
  /** NumberOfImagesInMosaic of the CSA image header, or (0019,xx0A) of `SIEMENS MR HEADER`. */
  readonly slices: number;
  /** Rows and Columns of the whole mosaic. */
  readonly rows: number;
  readonly columns: number;
  /** PixelSpacing: between rows, between columns. */
  readonly pixelSpacingMm: readonly [number, number];
  /** ImagePositionPatient as it stands, which is that of a plane as large as the mosaic. */
  readonly imagePositionMm: Vector3;
  /** ImageOrientationPatient: direction along a row, then along a column. */
  readonly imageOrientation: readonly number[];
  /** SpacingBetweenSlices. */
  readonly sliceSpacingMm: number;
  /** SliceNormalVector of the CSA image header; its sign says which way the slices follow one another. */
  readonly sliceNormal?: readonly number[];
}

/** A mosaic taken apart. */
export interface MosaicGeometry {
  readonly slices: number;
  readonly tilesPerSide: number;
  readonly tileRows: number;
  readonly tileColumns: number;
  /** Unit vector from a slice to the next, perpendicular to the image plane. */
  readonly sliceNormal: Vector3;
  /** False when the header gave no normal, so that the direction is that of row × column, which may be the reverse. */
  readonly normalIsStated: boolean;
  /** ImagePositionPatient of each slice, in the order of the tiles. */
  readonly slicePositionsMm: readonly Vector3[];
}

/** Why a header describes no mosaic. */
export type MosaicErrorCode = 'mosaic-count' | 'mosaic-tiling' | 'mosaic-geometry';

/** What {@link mosaicGeometry} answers in place of a geometry. */
export class MosaicError extends Error {
  override readonly name = 'MosaicError';
  constructor(readonly code: MosaicErrorCode) {
    super(code);
  }
}

/** Slices and normal of a mosaic as its CSA image header gives them. `slices` is absent for an image that is none. */
export function mosaicOfCsa(header: CsaHeader): { slices?: number; sliceNormal?: Vector3 } {
  const slices = csaNumber(header, 'NumberOfImagesInMosaic');
  const [x, y, z] = csaNumbers(header, 'SliceNormalVector');
  const isNormal = x !== undefined && y !== undefined && z !== undefined;
  return {
    ...(slices !== undefined && slices > 0 ? { slices } : {}),
    ...(isNormal ? { sliceNormal: [x, y, z] as const } : {}),
  };
}

/** Above any mosaic that a scanner makes; bounds what a damaged header can ask for. */
const MAX_SLICES = 4096;

function vector(values: readonly number[], start = 0): Vector3 {
  return [values[start] ?? Number.NaN, values[start + 1] ?? Number.NaN, values[start + 2] ?? Number.NaN];
}

function dot(a: Vector3, b: Vector3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function cross(a: Vector3, b: Vector3): Vector3 {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

/** `origin` moved by `distance` along `direction`. */
function moved(origin: Vector3, direction: Vector3, distance: number): Vector3 {
  return [
    origin[0] + direction[0] * distance,
    origin[1] + direction[1] * distance,
    origin[2] + direction[2] * distance,
  ];
}

/** The unit normal, and whether the header's own vector decided its sign; undefined when there is none to be had. */
function normalOf(header: MosaicHeader): { normal: Vector3; isStated: boolean } | undefined {
  const perpendicular = cross(vector(header.imageOrientation), vector(header.imageOrientation, 3));
  const length = Math.hypot(...perpendicular);
  if (!(Math.abs(length - 1) < 0.01)) return undefined; // the two directions are no perpendicular unit vectors
  const unit = moved([0, 0, 0], perpendicular, 1 / length);
  if (header.sliceNormal === undefined) return { normal: unit, isStated: false };
  const agreement = dot(unit, vector(header.sliceNormal));
  // A stated normal that is not perpendicular to the image contradicts the orientation; neither is to be believed.
  if (!(Math.abs(agreement) > 0.9)) return undefined;
  return { normal: agreement < 0 ? moved([0, 0, 0], unit, -1) : unit, isStated: true };
}

function isPositive(...values: readonly number[]): boolean {
  return values.every((value) => Number.isFinite(value) && value > 0);
}

/**
 * Takes a mosaic apart: tiles on a square grid of ⌈√slices⌉ a side, filled row by row. ImagePositionPatient of a
 * mosaic is the corner of a plane as large as the mosaic around the centre of the first slice, so a slice's own
 * corner lies half the difference in size further along rows and columns; the slices then follow one another along
 * SliceNormalVector, whose sign may be opposite to row × column.
 * Source: SPM12 spm_dicom_convert and NiBabel's MosaicWrapper, which agree.
 * @returns the geometry, or a {@link MosaicError}.
 */
export function mosaicGeometry(header: MosaicHeader): MosaicGeometry | MosaicError {
  const { slices, rows, columns, pixelSpacingMm, imageOrientation } = header;
  if (!Number.isInteger(slices) || slices < 1 || slices > MAX_SLICES) return new MosaicError('mosaic-count');
  const tilesPerSide = Math.ceil(Math.sqrt(slices));
  const tileRows = rows / tilesPerSide;
  const tileColumns = columns / tilesPerSide;
  const isWhole = (pixels: number): boolean => Number.isInteger(pixels) && pixels > 0;
  if (!isWhole(tileRows) || !isWhole(tileColumns)) return new MosaicError('mosaic-tiling');
  const found = normalOf(header);
  const [rowSpacing, columnSpacing] = pixelSpacingMm;
  if (!found || !isPositive(rowSpacing, columnSpacing, header.sliceSpacingMm)) {
    return new MosaicError('mosaic-geometry');
  }
  const alongRow = ((columns - tileColumns) / 2) * columnSpacing;
  const alongColumn = ((rows - tileRows) / 2) * rowSpacing;
  const edge = moved(header.imagePositionMm, vector(imageOrientation), alongRow);
  const first = moved(edge, vector(imageOrientation, 3), alongColumn);
  if (!first.every(Number.isFinite)) return new MosaicError('mosaic-geometry');
  const slicePositionsMm = Array.from({ length: slices }, (_, slice) =>
    moved(first, found.normal, slice * header.sliceSpacingMm),
  );
  return {
    ...{ slices, tilesPerSide, tileRows, tileColumns, slicePositionsMm },
    sliceNormal: found.normal,
    normalIsStated: found.isStated,
  };
}
