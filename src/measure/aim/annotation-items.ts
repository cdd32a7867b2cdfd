import type { MeasureProblem } from '../problem.js';
import type { Geometry, InstanceRef, MeasurementItem } from '../source.js';
import { type Calculation, calculationsOf } from './calculations.js';
import { contextOf } from './context.js';
import { imageReferences } from './image-references.js';
import { linkedShapes } from './links.js';
import { type Shape, shapesOf } from './shapes.js';
import type { XmlElement } from './xml/xml-element.js';

/** What one annotation gives. */
export interface AnnotationItems {
  readonly items: readonly MeasurementItem[];
  readonly images: readonly InstanceRef[];
  readonly problems: readonly MeasureProblem[];
}

/** Fields of all items of an annotation. */
type Shared = Pick<MeasurementItem, 'parents' | 'group' | 'context'>;

/**
 * Items of an annotation: one for each number of its calculations, one for each shape that no calculation was made
 * on, and one without either where it has none of both.
 * @param group number of the annotation in its file, from 0
 */
export function annotationItems(annotation: XmlElement, group: number): AnnotationItems {
  const images = imageReferences(annotation);
  const shapes = shapesOf(annotation, images);
  const calculations = calculationsOf(annotation);
  const links = linkedShapes(annotation, shapes, calculations);
  const shared: Shared = { parents: [], group, context: contextOf(annotation, images) };
  const used = new Set([...new Set(links.map((link) => link.shapes))].flat());
  const all = geometriesOf(shapes);
  const unused = shapes.filter((shape) => !used.has(shape));
  const items = [
    ...calculations.flatMap((calculation, i) => {
      const link = links[i];
      // Shared, not copied: a file may have many calculations on many shapes.
      const geometries = link?.shapes === shapes ? all : geometriesOf(link?.shapes ?? []);
      return calculated(calculation, { geometries, geometryOf: link?.of ?? 'item' }, shared);
    }),
    ...unused.map((shape) => drawn(shape, shared)),
  ];
  const bare = {
    ...shared,
    itemPath: annotation.path,
    modifiers: [],
    geometries: [],
    geometryOf: 'item',
  } as const;
  const problems = [
    ...shapes.flatMap((shape) => shape.problems),
    ...calculations.flatMap((c) => [...c.problems, ...c.values.flatMap((value) => value.problems)]),
    ...links.flatMap((link) => link.problems),
  ];
  return { items: items.length > 0 ? items : [bare], images, problems };
}

function geometriesOf(shapes: readonly Shape[]): Geometry[] {
  return shapes.flatMap(({ geometry }) => geometry ?? []);
}

function calculated(
  calculation: Calculation,
  place: Pick<MeasurementItem, 'geometries' | 'geometryOf'>,
  shared: Shared,
): MeasurementItem[] {
  const { algorithm } = calculation;
  return calculation.values.map(({ itemPath, stored, modifiers }) => ({
    ...shared,
    ...calculation.about,
    itemPath,
    stored,
    modifiers,
    ...place,
    context: algorithm ? { ...shared.context, algorithm } : shared.context,
  }));
}

/** A shape without a calculation. */
function drawn({ path, geometry }: Shape, shared: Shared): MeasurementItem {
  const geometries = geometry ? [geometry] : [];
  return { ...shared, itemPath: path, modifiers: [], geometries, geometryOf: 'item' };
}
