import type { Code } from '../code.js';
import type { SpatialGeometry } from '../source.js';
import type { GeometryFigures } from './figure.js';
import { measureShapes, type NamedShape } from './measure-shapes.js';
import { figureNames, isClosed, shapeOf } from './mm-shape.js';

/** A shape in the patient, with what its source calls it. */
type SpatialShape = SpatialGeometry & { readonly purpose?: Code };

/** Lengths, axes, areas, angles and ellipsoids of shapes in the patient, mm. PS3.3 C.18.9.1.2. */
export function spatialFigures(shapes: readonly SpatialShape[]): GeometryFigures {
  const frames = new Set(shapes.map(({ frameOfReferenceUID }) => frameOfReferenceUID));
  if (frames.size < 2) return measureShapes(shapes.map(named));
  const why = 'the shapes lie in different frames of reference';
  const apart = shapes.map((shape): NamedShape => {
    const { names } = named(shape);
    return { names, shape: { kind: 'refused', names, why, problem: 'frame-of-reference-at-odds' } };
  });
  const { figures, problems } = measureShapes(apart);
  return { figures, problems: problems.slice(0, 1) };
}

function named(geometry: SpatialShape): NamedShape {
  const { type, points, purpose } = geometry;
  const names = figureNames(type, points.length, isClosed({ type, points }));
  if (!points.every((point) => point.every(Number.isFinite))) {
    return {
      names,
      shape: {
        kind: 'refused',
        names,
        why: 'coordinates that are no numbers',
        problem: 'coordinates-damaged',
      },
    };
  }
  return {
    names,
    shape: shapeOf({ type, points, isSpatial: true, roundingMm: 0, ...(purpose && { purpose }) }),
  };
}
