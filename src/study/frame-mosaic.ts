import type { Dataset } from '../dicom/dataset.js';
import { MosaicError, mosaicGeometry } from '../dicom/vendor/mosaic.js';
import { isMosaic, mosaicFacts } from '../dicom/vendor/siemens.js';
import { uihTiles } from '../dicom/vendor/uih.js';
import { directions, type Frame, placed, spacingPair } from './frame.js';
import { classicGrid, classicSeparators } from './frame-classic.js';
import { vectorFrom } from './vectors.js';

/**
 * The slices of a Siemens mosaic, one frame a tile; undefined for an image that is no mosaic. A mosaic that cannot be
 * taken apart (no count, no spacing) gives one frame without a place: its slices are not guessed.
 */
export function mosaicFrames(ds: Dataset): Frame[] | undefined {
  if (!isMosaic(ds)) return undefined;
  const facts = mosaicFacts(ds);
  const grid = classicGrid(ds);
  const separators = classicSeparators(ds);
  const cosines = ds.numbers('ImageOrientationPatient');
  const lies = directions(cosines);
  const position = vectorFrom(ds.numbers('ImagePositionPatient'));
  const spacing = spacingPair(ds.numbers('PixelSpacing'));
  if (facts.slices === undefined || !lies || !position || !spacing) return [{ separators }];
  const geometry = mosaicGeometry({
    slices: facts.slices,
    rows: grid.rows,
    columns: grid.columns,
    pixelSpacingMm: spacing,
    imagePositionMm: position,
    imageOrientation: cosines,
    sliceSpacingMm: ds.number('SpacingBetweenSlices') ?? Number.NaN,
    ...(facts.sliceNormal && { sliceNormal: facts.sliceNormal }),
  });
  if (geometry instanceof MosaicError) return [{ separators }];
  const plane = {
    ...lies,
    rows: geometry.tileRows,
    columns: geometry.tileColumns,
    pixelSpacingMm: spacing,
    thicknessMm: grid.thicknessMm,
  };
  return geometry.slicePositionsMm.map((at) => ({ plane, position: at, separators }));
}

/**
 * The slices of a United Imaging VFRAME image, one frame a tile; undefined for any other image. One that cannot be
 * taken apart gives one frame without a place, as with {@link mosaicFrames}.
 */
export function uihFrames(ds: Dataset): Frame[] | undefined {
  if (!ds.strings('ImageType').includes('VFRAME')) return undefined;
  const tiles = uihTiles(ds);
  const separators = classicSeparators(ds);
  if (!tiles) return [{ separators }];
  const grid = { ...classicGrid(ds), rows: tiles.tileRows, columns: tiles.tileColumns };
  const cosines = ds.numbers('ImageOrientationPatient');
  return tiles.slices.map((slice) => ({
    ...placed(grid, cosines, slice.numbers('ImagePositionPatient')),
    separators,
  }));
}
