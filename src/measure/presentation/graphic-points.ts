import type { Dataset } from '../../dicom/dataset.js';
import type { PlanarGeometry } from '../source.js';

/** A column and a row. */
export type Point = PlanarGeometry['points'][number];
/** What the points count in. */
export type Space = Pick<PlanarGeometry, 'origin' | 'units'>;

/** Points of a graphic; undefined where they are damaged: not pairs, not numbers, or not as many as it says. */
export function graphicPoints(item: Dataset): Point[] | undefined {
  const values = item.numbers('GraphicData');
  const count = item.number('NumberOfGraphicPoints');
  if (values.length % 2 !== 0 || !values.every(Number.isFinite)) return undefined;
  if ((count ?? values.length / 2) !== values.length / 2 || (item.number('GraphicDimensions') ?? 2) !== 2) {
    return undefined;
  }
  return Array.from(
    { length: values.length / 2 },
    (_, i) => [values[2 * i] ?? 0, values[2 * i + 1] ?? 0] as const,
  );
}

/**
 * PS3.3 C.10.5: PIXEL counts in the image from the outer corner of its first pixel, MATRIX in the total pixel matrix of
 * a tiled image; DISPLAY, and whatever is not known, in parts of what is displayed, which have no size.
 */
export function spaceOf(units: string | undefined): Space {
  if (units === 'PIXEL') return { origin: 'frame', units: 'pixel' };
  if (units === 'MATRIX') return { origin: 'volume', units: 'pixel' };
  return { origin: 'frame', units: 'display' };
}
