import type { Vector3 } from '../../study/vectors.js';
import type { Code } from '../code.js';
import type { MeasureProblem } from '../problem.js';
import type { PlanarGeometry } from '../source.js';
import { absent, type GeometryFigures } from './figure.js';
import type { ImageScale } from './image-scale.js';
import { measureShapes, type NamedShape } from './measure-shapes.js';
import { figureNames, isClosed, type MmShape, shapeOf } from './mm-shape.js';
import { pixelSizeAt } from './pixel-size.js';
import { planarEllipse } from './planar-ellipse.js';

/** A shape of an image, with what its source calls it. */
type PlanarShape = PlanarGeometry & { readonly purpose?: Code };

/**
 * Lengths, axes, areas and angles of shapes on one frame, in mm: of one shape, or of two lines that belong together
 * (long and short axis, the arms of an angle). Problems of the scale itself are `scale.problems`.
 */
export function planarFigures(shapes: readonly PlanarShape[], scale: ImageScale): GeometryFigures {
  const size = pixelSizeAt(shapes, scale);
  const hasSize = 'spacingMm' in size;
  const spacing = hasSize ? size.spacingMm : (size.aspect ?? [1, 1]);
  const measured = measureShapes(shapes.map((shape) => named(shape, spacing)));
  const problems = [...measured.problems, ...outside(shapes, scale)];
  if (hasSize) return { figures: measured.figures, problems };
  const figures = measured.figures.map((figure) => {
    // An angle needs the shape of the pixels, not their size. PS3.3 C.7.6.3.1.7.
    if (figure.value === undefined || (figure.name === 'angle' && size.aspect)) return figure;
    return { ...absent('length', size.why), name: figure.name, unit: figure.unit };
  });
  return { figures, problems: size.problem ? [...problems, size.problem] : problems };
}

function named(geometry: PlanarShape, spacing: readonly [number, number]): NamedShape {
  const names = figureNames(geometry.type, geometry.points.length, isClosed(geometry));
  const refuse = (why: string, problem: MeasureProblem['code']): NamedShape => ({
    names,
    shape: { kind: 'refused', names, why, problem },
  });
  if (geometry.units === 'display') return refuse('drawn in units of the display', 'not-in-pixels');
  if (!geometry.points.every((point) => point.every(Number.isFinite))) {
    return refuse('coordinates that are no numbers', 'coordinates-damaged');
  }
  if (geometry.type === 'CIRCLE' || geometry.type === 'ELLIPSE') {
    const shape = planarEllipse(geometry, spacing);
    return shape ? { names, shape } : refuse('points that make no circle or ellipse', 'coordinates-damaged');
  }
  return { names, shape: inMm(geometry, spacing) };
}

function inMm(
  { type, points, closed, purpose }: PlanarShape,
  [rowMm, columnMm]: readonly [number, number],
): MmShape {
  return shapeOf({
    type,
    points: points.map(([column, row]): Vector3 => [column * columnMm, row * rowMm, 0]),
    isSpatial: false,
    roundingMm: Math.max(rowMm, columnMm),
    ...(closed !== undefined && { closed }),
    ...(purpose && { purpose }),
  });
}

/** Points beyond the image are measured all the same. */
function outside(shapes: readonly PlanarGeometry[], scale: ImageScale): MeasureProblem[] {
  const inPixels = shapes.filter(({ units }) => units === 'pixel');
  const tiled = inPixels.some(({ origin }) => origin === 'volume');
  // PS3.3 C.18.6.1.3: coordinates of VOLUME count in the total pixel matrix.
  const matrix = tiled ? scale.totalMatrix : scale;
  if (!matrix) {
    const detail = 'counted in a total pixel matrix that the image does not have';
    return [{ code: 'coordinates-outside', detail }];
  }
  if (!(matrix.rows > 0 && matrix.columns > 0)) return [];
  const isOutside = ([column, row]: readonly [number, number]): boolean =>
    column < 0 || row < 0 || column > matrix.columns || row > matrix.rows;
  if (!inPixels.some(({ points }) => points.some(isOutside))) return [];
  return [{ code: 'coordinates-outside', detail: 'points lie beyond the image' }];
}
