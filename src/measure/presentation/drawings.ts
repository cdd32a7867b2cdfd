import type { Dataset } from '../../dicom/dataset.js';
import { groupBy } from '../../findings/group-by.js';
import type { Code } from '../code.js';
import type { MeasureProblem } from '../problem.js';
import type { PlanarType } from '../source.js';
import { compoundShapes, type Rotation, rotated, type SimpleShape } from './compound-shapes.js';
import { isEnough } from './enough-points.js';
import { graphicPoints, type Space, spaceOf } from './graphic-points.js';

/** One drawing of an annotation: a simple graphic, or a compound one with those that stand for it. */
export interface Drawing {
  readonly item: Dataset;
  readonly itemPath: string;
  readonly shapes: readonly SimpleShape[];
  readonly space: Space;
  /** What kind of compound graphic it is. */
  readonly purpose: Code | undefined;
  readonly problems: readonly MeasureProblem[];
}

const SIMPLE: ReadonlySet<string> = new Set<PlanarType>([
  'POINT',
  'POLYLINE',
  'INTERPOLATED',
  'CIRCLE',
  'ELLIPSE',
]);
const isSimple = (type: string): type is PlanarType => SIMPLE.has(type);

/**
 * Drawings of an annotation. A compound graphic and the simple ones with its number are one drawing (PS3.3
 * C.10.5.1.3.1): it stands where it can be read, else they do.
 */
export function drawingsOf(annotation: Dataset, path: string): Drawing[] {
  const simple = annotation.sequence('GraphicObjectSequence').map((item, i) => ({
    id: item.number('CompoundGraphicInstanceID'),
    drawing: simpleDrawing(item, `${path}.GraphicObjectSequence[${i}]`),
  }));
  const byId = groupBy(simple, ({ id }) => id);
  const replaced = new Set<number>();
  const compound = annotation.sequence('CompoundGraphicSequence').flatMap((item, i) => {
    const id = item.number('CompoundGraphicInstanceID');
    const twins = id === undefined ? [] : (byId.get(id) ?? []).map((twin) => twin.drawing);
    const drawing = compoundDrawing(item, `${path}.CompoundGraphicSequence[${i}]`, twins);
    if (drawing.shapes.length === 0 && twins.length > 0) return [];
    if (id !== undefined) replaced.add(id);
    return [drawing];
  });
  const alone = simple.filter(({ id }) => id === undefined || !replaced.has(id));
  return [...alone.map(({ drawing }) => drawing), ...compound];
}

function simpleDrawing(item: Dataset, itemPath: string): Drawing {
  const type = item.string('GraphicType') ?? '';
  const space = spaceOf(item.string('GraphicAnnotationUnits'));
  const about = { item, itemPath, space, purpose: undefined };
  if (!isSimple(type)) return { ...about, shapes: [], problems: [unknownType(itemPath)] };
  const points = graphicPoints(item);
  if (!points || !isEnough(type, points.length))
    return { ...about, shapes: [], problems: [damaged(itemPath)] };
  const isFilled = item.string('GraphicFilled') === 'Y' && (type === 'POLYLINE' || type === 'INTERPOLATED');
  return { ...about, shapes: [{ type, points, ...(isFilled && { closed: true }) }], problems: [] };
}

function compoundDrawing(item: Dataset, itemPath: string, twins: readonly Drawing[]): Drawing {
  const type = item.string('CompoundGraphicType') ?? '';
  const purpose = { value: type, scheme: '99CORELAB', meaning: `Compound graphic: ${type}` };
  const space = spaceOf(item.string('CompoundGraphicUnits'));
  const about = { item, itemPath, space, purpose: type ? purpose : undefined };
  const points = graphicPoints(item);
  const shapes = compoundShapes(type, points ?? []);
  if (shapes === null) return { ...about, shapes: [], problems: [unknownType(itemPath)] };
  if (!points || !shapes) return { ...about, shapes: [], problems: [damaged(itemPath)] };
  const degrees = item.number('RotationAngle') ?? 0;
  if (degrees === 0) return { ...about, shapes, problems: [] };
  const turned = turnedShapes(item, shapes, twins);
  return turned
    ? { ...about, ...turned, problems: [] }
    : { ...about, shapes: [], problems: [damaged(itemPath)] };
}

/** The one twin of a turned graphic has its points as they lie; without it they are turned here. */
function turnedShapes(
  item: Dataset,
  shapes: readonly SimpleShape[],
  twins: readonly Drawing[],
): (Partial<Drawing> & Pick<Drawing, 'shapes'>) | undefined {
  const [twin] = twins;
  const [column, row] = item.numbers('RotationPoint');
  const degrees = item.number('RotationAngle');
  if (twin && twins.length === 1 && shapes.length === 1 && twin.shapes[0]?.type === shapes[0]?.type) {
    return { shapes: twin.shapes, space: twin.space };
  }
  if (degrees === undefined || column === undefined || row === undefined) return undefined;
  if (![degrees, column, row].every(Number.isFinite)) return undefined;
  const rotation: Rotation = { degrees, around: [column, row] };
  return { shapes: shapes.map((shape) => rotated(shape, rotation)) };
}

function unknownType(itemPath: string): MeasureProblem {
  return { code: 'item-unknown', itemPath, detail: 'a graphic of another type' };
}

function damaged(itemPath: string): MeasureProblem {
  return { code: 'coordinates-damaged', itemPath };
}
