import { PixelError } from './pixel-error.js';
import type { Frame, Samples } from './samples.js';

/** How an image is tiled: tiles of one size, row by row from the top left. A `MosaicGeometry` is one. */
export interface TileLayout {
  /** Tiles that hold a slice; those after them are empty. */
  readonly slices: number;
  readonly tileRows: number;
  readonly tileColumns: number;
}

/** An array of the same type. */
export function samplesLike(values: Samples, length: number): Samples {
  return new (values.constructor as new (length: number) => Samples)(length);
}

function checkedAcross(frame: Frame, { slices, tileRows, tileColumns }: TileLayout): number {
  const across = frame.columns / tileColumns;
  const down = frame.rows / tileRows;
  const fits = Number.isInteger(across) && Number.isInteger(down) && slices >= 1 && slices <= across * down;
  if (!fits) throw new PixelError('geometry-irregular', { attribute: 'Rows' });
  return across;
}

function copyTile(
  frame: Frame,
  layout: TileLayout & { across: number },
  slice: number,
  to: { target: Samples; at: number },
) {
  const { tileRows, tileColumns, across } = layout;
  const width = tileColumns * frame.samplesPerPixel;
  const stride = frame.columns * frame.samplesPerPixel;
  let from = Math.floor(slice / across) * tileRows * stride + (slice % across) * width;
  for (let row = 0; row < tileRows; row++, from += stride) {
    to.target.set(frame.values.subarray(from, from + width), to.at + row * width);
  }
}

/**
 * The stored values of one slice of a mosaic, row by row; nothing is copied but the tile.
 * @param slice 0-based, in the order of the tiles
 * @throws PixelError `frame-out-of-range`; `geometry-irregular` where the tiles do not fill the image
 */
export function mosaicTile(frame: Frame, layout: TileLayout, slice: number): Samples {
  const across = checkedAcross(frame, layout);
  if (!Number.isInteger(slice) || slice < 0 || slice >= layout.slices) {
    throw new PixelError('frame-out-of-range', { frame: slice });
  }
  const target = samplesLike(frame.values, layout.tileRows * layout.tileColumns * frame.samplesPerPixel);
  copyTile(frame, { ...layout, across }, slice, { target, at: 0 });
  return target;
}

/** The stored values of all slices of a mosaic, one after the other in the order of the tiles. @throws as {@link mosaicTile} */
export function mosaicVolume(frame: Frame, layout: TileLayout): Samples {
  const across = checkedAcross(frame, layout);
  const size = layout.tileRows * layout.tileColumns * frame.samplesPerPixel;
  const target = samplesLike(frame.values, size * layout.slices);
  for (let slice = 0; slice < layout.slices; slice++) {
    copyTile(frame, { ...layout, across }, slice, { target, at: slice * size });
  }
  return target;
}
