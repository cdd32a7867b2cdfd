import { type Vector3, vectorFrom } from '../../study/vectors.js';
import type { Code } from '../code.js';
import type { MeasureProblem } from '../problem.js';
import type { Geometry, InstanceRef, PlanarGeometry, PlanarType, SpatialType } from '../source.js';
import { type ContentItem, codeOf, isReference, isShape, related } from './content-item.js';
import { instancesOf, type Places } from './references.js';

/** How many points each type has, at least and at most. PS3.3 C.18.6.1.2. */
const PLANAR: ReadonlyMap<string, readonly [PlanarType, number, number]> = new Map([
  ['POINT', ['POINT', 1, 1]],
  ['MULTIPOINT', ['MULTIPOINT', 1, Infinity]],
  ['POLYLINE', ['POLYLINE', 2, Infinity]],
  ['CIRCLE', ['CIRCLE', 2, 2]],
  ['ELLIPSE', ['ELLIPSE', 4, 4]],
]);

/** PS3.3 C.18.9.1.2. */
const SPATIAL: ReadonlyMap<string, readonly [SpatialType, number, number]> = new Map([
  ['POINT', ['POINT', 1, 1]],
  ['MULTIPOINT', ['MULTIPOINT', 1, Infinity]],
  ['POLYLINE', ['POLYLINE', 2, Infinity]],
  ['POLYGON', ['POLYGON', 3, Infinity]],
  ['ELLIPSE', ['ELLIPSE', 4, 4]],
  ['ELLIPSOID', ['ELLIPSOID', 6, 6]],
]);

/** Geometry that a measurement or a group has, the items that say so, and what is wrong with them. */
export interface GeometryReading {
  readonly geometries: readonly Geometry[];
  readonly items: readonly ContentItem[];
  /** What an image that belongs to a shape adds: it is used, but is no geometry by itself. */
  readonly images: readonly InstanceRef[];
  readonly problems: readonly MeasureProblem[];
}

/**
 * What the items below a measurement or a group give of its geometry: shapes and segments; an image as a whole only
 * where there is nothing else.
 */
export function geometryBelow(item: ContentItem, places: Places): GeometryReading {
  const below = related(item).filter((child) => isShape(child) || isGeometricImage(child));
  const regions = below.filter((child) => isShape(child) || isSegmentReference(child, places));
  return readGeometries(regions.length > 0 ? regions : below, places);
}

/** Reads items that hold or refer to geometry. */
export function readGeometries(items: readonly ContentItem[], places: Places): GeometryReading {
  const readings = items.map((item) => (isShape(item) ? shapeOf(item, places) : imageOf(item, places)));
  const images = items.filter(isShape).flatMap((item) => imagesOfShape(item));
  return {
    geometries: readings.flatMap((reading) => ('kind' in reading ? [reading] : [])),
    items: [...items, ...images],
    images: images.flatMap((image) => instancesOf(image, places)),
    problems: readings.flatMap((reading) => ('code' in reading ? [reading] : [])),
  };
}

function isGeometricImage(item: ContentItem): boolean {
  return isReference(item) && item.valueType !== 'WAVEFORM' && item.role !== 'realWorldMap';
}

function isSegmentReference(item: ContentItem, places: Places): boolean {
  if (!isReference(item) || item.role === 'realWorldMap') return false;
  if (item.role === 'referencedSegment' || item.role === 'segmentationFrame') return true;
  return instancesOf(item, places)[0]?.segments !== undefined;
}

function imagesOfShape(item: ContentItem): ContentItem[] {
  return related(item).filter((child) => child.valueType === 'IMAGE');
}

/** PS3.16 TID 1410: the purpose of a region is a modifier of it; else its name tells. */
function purposeOf(item: ContentItem): Code | undefined {
  const stated = item.children.find(({ role }) => role === 'geometricPurpose');
  return (stated && codeOf(stated)) ?? item.name;
}

function frameOf(item: ContentItem): { readonly itemPath: string; readonly purpose?: Code } {
  const purpose = purposeOf(item);
  return { itemPath: item.path, ...(purpose && { purpose }) };
}

function imageOf(item: ContentItem, places: Places): Geometry | MeasureProblem {
  const image = instancesOf(item, places)[0];
  if (!image) {
    return {
      code: 'image-not-referenced',
      itemPath: item.path,
      detail: 'the reference names no instance',
    };
  }
  const kind = isSegmentReference(item, places) ? 'segments' : 'image';
  return { kind, image, ...frameOf(item) };
}

function damaged(item: ContentItem, detail: string): MeasureProblem {
  return { code: 'coordinates-damaged', itemPath: item.path, detail };
}

function shapeOf(item: ContentItem, places: Places): Geometry | MeasureProblem {
  const isSpatial = item.valueType === 'SCOORD3D';
  const graphicType = item.dataset.string('GraphicType') ?? '';
  const rule = (isSpatial ? SPATIAL : PLANAR).get(graphicType);
  if (!rule) return damaged(item, 'a graphic type that the standard does not know');
  const numbers = item.dataset.numbers('GraphicData');
  const size = isSpatial ? 3 : 2;
  const count = numbers.length / size;
  if (!Number.isInteger(count)) return damaged(item, 'coordinates are missing from the last point');
  if (count < rule[1] || count > rule[2]) return damaged(item, `${count} points of ${graphicType}`);
  if (!numbers.every(Number.isFinite)) return damaged(item, 'coordinates that are no numbers');
  return isSpatial ? spatialOf(item, rule[0] as SpatialType, numbers) : planarOf(item, numbers, places);
}

function spatialOf(item: ContentItem, type: SpatialType, numbers: readonly number[]): Geometry {
  const points: Vector3[] = [];
  for (let at = 0; at < numbers.length; at += 3) {
    const point = vectorFrom(numbers, at);
    if (point) points.push(point);
  }
  const frameOfReferenceUID = item.dataset.string('ReferencedFrameOfReferenceUID');
  return {
    kind: 'spatial',
    type,
    points,
    ...(frameOfReferenceUID && { frameOfReferenceUID }),
    ...frameOf(item),
  };
}

function planarOf(item: ContentItem, numbers: readonly number[], places: Places): Geometry | MeasureProblem {
  const points: [number, number][] = [];
  for (let at = 0; at < numbers.length; at += 2) points.push([numbers[at] ?? 0, numbers[at + 1] ?? 0]);
  const images = imagesOfShape(item).flatMap((image) => instancesOf(image, places));
  // PS3.3 C.18.6: coordinates are selected from one image. Of several, nothing tells which.
  if (images.length > 1) return damaged(item, 'selected from more than one image');
  const image = images[0];
  // PS3.3 C.18.6.1.3: without a word on it coordinates are those of a frame.
  const isVolume = item.dataset.string('PixelOriginInterpretation') === 'VOLUME';
  const geometry: PlanarGeometry = {
    kind: 'planar',
    type: item.dataset.string('GraphicType') as PlanarType,
    points,
    origin: isVolume ? 'volume' : 'frame',
    units: 'pixel',
    ...(image && { image }),
  };
  return { ...geometry, ...frameOf(item) };
}
