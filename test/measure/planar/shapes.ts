import type { PlanarFigureName, RecomputedFigure } from '../../../src/measure/figures.js';
import type { ImageScale } from '../../../src/measure/planar/image-scale.js';
import { planarFigures } from '../../../src/measure/planar/planar-figures.js';
import type { PlanarGeometry } from '../../../src/measure/source.js';

type Points = PlanarGeometry['points'];

/** A shape on an image, in pixels. */
export function shape(
  type: PlanarGeometry['type'],
  points: Points,
  own: Partial<PlanarGeometry> = {},
): PlanarGeometry {
  return { kind: 'planar', type, points, origin: 'frame', units: 'pixel', ...own };
}

/** A line or, where it ends at its first point, an outline. */
export function polyline(points: Points, own: Partial<PlanarGeometry> = {}): PlanarGeometry {
  return shape('POLYLINE', points, own);
}

/** A 512 × 512 image with a spacing. */
export function scaleOf(rowMm: number, columnMm = rowMm, own: Partial<ImageScale> = {}): ImageScale {
  return {
    rows: 512,
    columns: 512,
    spacingMm: [rowMm, columnMm],
    from: 'PixelSpacing',
    problems: [],
    ...own,
  };
}

/** Values by name; those that could not be had are text. */
export function byName(
  figures: readonly RecomputedFigure[],
): Partial<Record<PlanarFigureName, number | string>> {
  return Object.fromEntries(figures.map(({ name, value, why }) => [name, value ?? `! ${why}`]));
}

/** Ends of the axes of an ellipse: half axes a and b, turned by an angle. */
export function axisEnds(
  [x, y]: readonly [number, number],
  [a, b]: readonly [number, number],
  turnDeg: number,
): Points {
  const turn = (turnDeg * Math.PI) / 180;
  const [c, s] = [Math.cos(turn), Math.sin(turn)];
  return [
    [x - a * c, y - a * s],
    [x + a * c, y + a * s],
    [x + b * s, y - b * c],
    [x - b * s, y + b * c],
  ];
}

/** Corners of a regular polygon. */
export function regular(count: number, radius: number, turnDeg = 0): [number, number][] {
  return Array.from({ length: count }, (_, i) => {
    const at = (2 * Math.PI * i) / count + (turnDeg * Math.PI) / 180;
    return [radius * Math.cos(at), radius * Math.sin(at)];
  });
}

/** Points by their coordinates, one after the other. */
export function pts(...numbers: readonly number[]): [number, number][] {
  return Array.from({ length: numbers.length / 2 }, (_, i) => [numbers[2 * i] ?? 0, numbers[2 * i + 1] ?? 0]);
}

/** Figures by name, and the codes of the problems. */
export function measure(shapes: readonly PlanarGeometry[], scale = scaleOf(1)) {
  const { figures, problems } = planarFigures(shapes, scale);
  return { ...byName(figures), problems: problems.map(({ code }) => code) };
}
