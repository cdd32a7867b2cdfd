import type { MeasureProblem } from '../problem.js';
import type { PlanarGeometry } from '../source.js';
import type { ImageScale } from './image-scale.js';
import type { UltrasoundRegion } from './ultrasound-regions.js';

/** The size of the pixels that shapes lie on, or why it is not known. */
export type PixelSize =
  | { readonly spacingMm: readonly [rows: number, columns: number] }
  | {
      readonly why: string;
      readonly problem?: MeasureProblem;
      /** Height : width, where that is known: angles can be had. */
      readonly aspect?: readonly [rows: number, columns: number];
    };

/** Physical Units: centimetres. PS3.3 C.8.5.5.1.15. */
const CENTIMETRES = 3;
/** Deltas of two regions that differ by less than this share are one calibration. */
const SAME_SHARE = 1e-6;

/** The size of the pixels below all points of the shapes; of ultrasound that of the region that holds them all. */
export function pixelSizeAt(shapes: readonly PlanarGeometry[], scale: ImageScale): PixelSize {
  if (scale.spacingMm) return { spacingMm: scale.spacingMm };
  if (scale.regions) return regionSize(shapes, scale.regions);
  const isDamaged = scale.problems.some(({ code }) => code === 'spacing-damaged');
  const why = isDamaged ? 'the spacing of the pixels is damaged' : 'nothing tells how large the pixels are';
  return scale.aspect ? { why, aspect: scale.aspect } : { why };
}

function regionSize(shapes: readonly PlanarGeometry[], regions: readonly UltrasoundRegion[]): PixelSize {
  const points = shapes.flatMap((shape) => shape.points);
  const holding = regions.filter((region) => points.every((point) => holds(region, point)));
  if (holding.length === 0) {
    const some = points.some((point) => regions.some((region) => holds(region, point)));
    return unknown(
      some ? 'the points do not lie in one ultrasound region' : 'the points lie in no ultrasound region',
    );
  }
  // PS3.3 C.8.5.5.1.3, figure C.8-6: a region of low priority measures as well where the scaling is the same.
  const [first, ...others] = holding;
  const alike = others.every((other) => first && sameScale(first, other));
  const high = holding.filter((region) => !region.isLowPriority);
  const chosen = alike ? first : high.length === 1 ? high[0] : undefined;
  if (!chosen) return unknown('the points lie in ultrasound regions of different scales');
  // PS3.3 C.8.5.5.1.1: M-mode and Doppler have time along one axis; a length needs both in cm.
  if (chosen.unitX !== CENTIMETRES || chosen.unitY !== CENTIMETRES) {
    return unknown('the axes of the ultrasound region are not both in centimetres');
  }
  const [rows, columns] = [10 * Math.abs(chosen.deltaY), 10 * Math.abs(chosen.deltaX)];
  if (!(rows > 0 && columns > 0 && Number.isFinite(rows * columns))) {
    const why = 'the scale of the ultrasound region is zero or no number';
    return { why, problem: { code: 'spacing-damaged', detail: why } };
  }
  return { spacingMm: [rows, columns] };
}

function unknown(why: string): PixelSize {
  return { why, problem: { code: 'spacing-absent', detail: why } };
}

/** Points count from the outer corner of a pixel; the last pixel of a region belongs to it. */
function holds({ columns, rows }: UltrasoundRegion, [column, row]: readonly [number, number]): boolean {
  return column >= columns[0] && column <= columns[1] + 1 && row >= rows[0] && row <= rows[1] + 1;
}

function sameScale(a: UltrasoundRegion, b: UltrasoundRegion): boolean {
  const near = (x: number, y: number): boolean =>
    Math.abs(Math.abs(x) - Math.abs(y)) <= SAME_SHARE * Math.abs(x);
  return a.unitX === b.unitX && a.unitY === b.unitY && near(a.deltaX, b.deltaX) && near(a.deltaY, b.deltaY);
}
