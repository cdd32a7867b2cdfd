import { groupBy } from '../../findings/group-by.js';
import type { MeasureProblem } from '../problem.js';
import type { Calculation } from './calculations.js';
import { fieldOf, listOf } from './fields.js';
import type { Shape } from './shapes.js';
import type { XmlElement } from './xml/xml-element.js';

/** Shapes that a calculation was made on. */
interface Linked {
  readonly shapes: readonly Shape[];
  /** `item`: its own; `group`: others of the annotation share them. */
  readonly of: 'item' | 'group';
  readonly problems: readonly MeasureProblem[];
}

/**
 * What a calculation refers to: shapes by their identifiers (AIM 3), or statements of the annotation (AIM 4), which
 * some writers leave without a type and put the other way round: the identifiers tell. Without references all shapes
 * of the annotation are meant. A reference to what is not there leaves the calculation without geometry.
 */
export function linkedShapes(
  annotation: XmlElement,
  shapes: readonly Shape[],
  calculations: readonly Calculation[],
): Linked[] {
  const { pairs, referring } = statements(annotation);
  const byId = groupBy(shapes, ({ id }) => id);
  return calculations.map(({ element, id }) => {
    const byShape = listOf(element, 'referencedGeometricShapeCollection', 'ReferencedGeometricShape').map(
      (reference) => fieldOf(reference, 'referencedShapeIdentifier'),
    );
    const stated = (id && pairs.get(id)) || [];
    const named = new Set([...byShape, ...stated]);
    const found = [...named].flatMap((name) => (name && byId.get(name)) || []);
    if (found.length > 0) return { shapes: found, of: 'item', problems: [] };
    if (byShape.length > 0 || (id && referring.has(id))) {
      const detail = 'the shape that it refers to is not there';
      return {
        shapes: [],
        of: 'item',
        problems: [{ code: 'coordinates-damaged', itemPath: element.path, detail }],
      };
    }
    return { shapes, of: calculations.length > 1 ? 'group' : 'item', problems: [] };
  });
}

/** What the statements of an annotation say. */
interface Statements {
  /** Identifiers that are joined, both ways. */
  readonly pairs: ReadonlyMap<string, readonly string[]>;
  /** Identifiers that by the type of the statement refer to a shape or a segmentation. */
  readonly referring: ReadonlySet<string>;
}

/** AIM 4 `CalculationEntityReferencesMarkupEntityStatement` and its like. */
function statements(annotation: XmlElement): Statements {
  const pairs = new Map<string, string[]>();
  const referring = new Set<string>();
  const join = (from: string, to: string): void => {
    const list = pairs.get(from);
    if (list) list.push(to);
    else pairs.set(from, [to]);
  };
  for (const statement of listOf(
    annotation,
    'imageAnnotationStatementCollection',
    'ImageAnnotationStatement',
  )) {
    const subject = fieldOf(statement, 'subjectUniqueIdentifier');
    const object = fieldOf(statement, 'objectUniqueIdentifier');
    if (!subject || !object) continue;
    join(subject, object);
    join(object, subject);
    if (/References(?:Markup|Segmentation)Entity/.test(statement.type ?? ''))
      referring.add(subject).add(object);
  }
  return { pairs, referring };
}
