import { isEnough } from '../presentation/enough-points.js';
import { known } from '../presentation/known.js';
import type { MeasureProblem } from '../problem.js';
import type { Geometry, InstanceRef, PlanarType, SpatialType } from '../source.js';
import { type Coordinates, coordinatesOf, spatialPoint } from './coordinates.js';
import { codesOf, fieldOf, listOf, wholeOf } from './fields.js';
import { uidOf } from './image-references.js';
import { NOT_INCLUDED } from './terms.js';
import type { XmlElement } from './xml/xml-element.js';

/** A shape, a segmentation, or a shape that could not be read. */
export interface Shape {
  readonly path: string;
  /** `uniqueIdentifier` of AIM 4, `shapeIdentifier` of AIM 3: what calculations refer to. */
  readonly id: string | undefined;
  /** Undefined where its coordinates are damaged or its type is not known. */
  readonly geometry: Geometry | undefined;
  readonly problems: readonly MeasureProblem[];
}

const PLANAR: ReadonlyMap<string, PlanarType> = new Map([
  ['Point', 'POINT'],
  ['MultiPoint', 'MULTIPOINT'],
  ['Polyline', 'POLYLINE'],
  ['Circle', 'CIRCLE'],
  ['Ellipse', 'ELLIPSE'],
  ['Spline', 'INTERPOLATED'],
]);
const SPATIAL: ReadonlyMap<string, SpatialType> = new Map([
  ['Point', 'POINT'],
  ['MultiPoint', 'MULTIPOINT'],
  ['Polyline', 'POLYLINE'],
  ['Polygon', 'POLYGON'],
  ['Ellipse', 'ELLIPSE'],
  ['Ellipsoid', 'ELLIPSOID'],
]);
/** How ePAD marks a polyline that is drawn as a spline. */
const SPLINE_MARK = '^~^spline^~^';

/** A shape with the images of its annotation. */
interface Drawn {
  readonly element: XmlElement;
  readonly images: ReadonlyMap<string, InstanceRef>;
}

type Reading = Pick<Shape, 'geometry' | 'problems'>;

/** Shapes and segmentations of an annotation, in the order of the file; texts are none. */
export function shapesOf(annotation: XmlElement, images: readonly InstanceRef[]): Shape[] {
  const drawn = listOf(annotation, 'geometricShapeCollection', 'GeometricShape');
  const marked = listOf(annotation, 'markupEntityCollection', 'MarkupEntity').filter(
    ({ type }) => type !== 'TextAnnotationEntity',
  );
  const elements = [...drawn, ...marked];
  // Files have shapes marked as not included that are the only ones and were measured: the mark tells shapes apart.
  const tellsApart = elements.some((element) => fieldOf(element, 'includeFlag') === 'true');
  const byUid = new Map(images.map((image) => [image.sopInstanceUID, image]));
  const shapes = elements.map((element) => {
    const isOut = tellsApart && fieldOf(element, 'includeFlag') === 'false';
    const { geometry, problems } = reading({ element, images: byUid });
    const purposeful = geometry && isOut ? { ...geometry, purpose: NOT_INCLUDED } : geometry;
    const id = fieldOf(element, 'uniqueIdentifier') ?? fieldOf(element, 'shapeIdentifier');
    return { path: element.path, id, geometry: purposeful, problems };
  });
  return [...shapes, ...segmentationsOf(annotation)];
}

function reading(drawn: Drawn): Reading {
  const { element } = drawn;
  const itemPath = element.path;
  const [, dimensions, kind = ''] = /^(TwoDimension|ThreeDimension|)(\w+)$/.exec(element.type ?? '') ?? [];
  const isSpatial = dimensions === 'ThreeDimension' || hasDepth(element);
  const geometry = isSpatial ? spatialOf(element, kind) : planarOf(drawn, kind);
  if (geometry === null) {
    const detail = 'a shape of another type';
    return { geometry: undefined, problems: [{ code: 'item-unknown', itemPath, detail }] };
  }
  if (!geometry) return { geometry, problems: [{ code: 'coordinates-damaged', itemPath }] };
  return { geometry: { ...geometry, itemPath }, problems: [] };
}

/** Null where AIM has no such shape, undefined where its coordinates are damaged. */
function planarOf(drawn: Drawn, kind: string): Geometry | undefined | null {
  const type = PLANAR.get(kind);
  if (!type) return null;
  const coordinates = coordinatesOf(drawn.element, ['x', 'y']);
  return coordinates && isEnough(type, coordinates.points.length)
    ? planar(drawn, type, coordinates)
    : undefined;
}

/** As {@link planarOf}. */
function spatialOf(element: XmlElement, kind: string): Geometry | undefined | null {
  const type = SPATIAL.get(kind);
  if (!type) return null;
  const coordinates = coordinatesOf(element, ['x', 'y', 'z']);
  return coordinates && isEnough(type, coordinates.points.length)
    ? spatial(element, type, coordinates)
    : undefined;
}

/** AIM 3 tells by its coordinates. */
function hasDepth(element: XmlElement): boolean {
  const [first] = listOf(element, 'spatialCoordinateCollection', 'SpatialCoordinate');
  return first?.type === 'ThreeDimensionSpatialCoordinate';
}

/** AIM draws a ruler as two points, MultiPoint: they are the ends of a line. */
function drawnAs<T extends string>(type: T, count: number): T | 'POLYLINE' {
  return type === 'MULTIPOINT' && count === 2 ? 'POLYLINE' : type;
}

function spatial(
  element: XmlElement,
  type: SpatialType,
  { points, elements }: Coordinates,
): Geometry | undefined {
  const uids = new Set([...elements, element].flatMap((e) => uidOf(e, 'frameOfReference') ?? []));
  if (uids.size > 1) return undefined;
  const [frameOfReferenceUID] = uids;
  const place = known({ frameOfReferenceUID });
  return { kind: 'spatial', type: drawnAs(type, points.length), points: points.map(spatialPoint), ...place };
}

/** Coordinates are taken as they stand: columns and rows from the outer corner of the first pixel, as in PS3.3 C.18.6. */
function planar(
  { element, images }: Drawn,
  type: PlanarType,
  coordinates: Coordinates,
): Geometry | undefined {
  const { points, elements } = coordinates;
  const uids = new Set([...elements, element].flatMap((e) => uidOf(e, 'imageReference') ?? []));
  const frames = new Set([...elements, element].flatMap((e) => wholeOf(e, 'referencedFrameNumber') ?? []));
  // One shape lies in one image.
  if (uids.size > 1 || frames.size > 1) return undefined;
  const shown = isCurved(element) && type === 'POLYLINE' ? 'INTERPOLATED' : drawnAs(type, points.length);
  const image = imageOf([...uids][0], [...frames][0], images);
  return {
    kind: 'planar',
    type: shown,
    points: points.map(([x = 0, y = 0]) => [x, y] as const),
    origin: 'frame',
    units: 'pixel',
    // AIM draws open lines as MultiPoint; a Polyline of more than two points is the outline of a region.
    ...(type === 'POLYLINE' && points.length > 2 && { closed: true }),
    ...known({ image }),
  };
}

function isCurved(element: XmlElement): boolean {
  const isMarked = fieldOf(element, 'description')?.includes(SPLINE_MARK) === true;
  return isMarked || codesOf(element, 'interpolationMethod').length > 0;
}

/** The image by its UID, with what is told of it; without a UID the only one. Frame 0 is none. */
function imageOf(
  uid: string | undefined,
  frame: number | undefined,
  images: ReadonlyMap<string, InstanceRef>,
): InstanceRef | undefined {
  const sopInstanceUID = uid ?? (images.size === 1 ? [...images.keys()][0] : undefined);
  if (sopInstanceUID === undefined) return undefined;
  const found = images.get(sopInstanceUID);
  return { ...(found ?? { sopInstanceUID }), ...(frame !== undefined && frame > 0 && { frames: [frame] }) };
}

/** Segments of a segmentation. AIM 3 `Segmentation`, AIM 4 `DicomSegmentationEntity`. */
function segmentationsOf(annotation: XmlElement): Shape[] {
  const elements = [
    ...listOf(annotation, 'segmentationCollection', 'Segmentation'),
    ...listOf(annotation, 'segmentationEntityCollection', 'SegmentationEntity'),
  ];
  return elements.map((element) => {
    const itemPath = element.path;
    const id = fieldOf(element, 'uniqueIdentifier');
    const sopInstanceUID = uidOf(element, 'sopInstance');
    const number = wholeOf(element, 'segmentNumber');
    if (!sopInstanceUID) {
      return {
        path: itemPath,
        id,
        geometry: undefined,
        problems: [{ code: 'image-not-referenced', itemPath }],
      };
    }
    const image = known({
      sopInstanceUID,
      sopClassUID: uidOf(element, 'sopClass'),
      seriesUID: uidOf(element, 'seriesInstance'),
      studyUID: uidOf(element, 'studyInstance'),
      segments: number === undefined ? undefined : [number],
    });
    return { path: itemPath, id, geometry: { kind: 'segments', image, itemPath }, problems: [] };
  });
}
