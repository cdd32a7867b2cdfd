import { parseDecimal } from '../../dicom/values/numbers.js';
import type { Vector3 } from '../../study/vectors.js';
import { fieldOf, listOf, wholeOf } from './fields.js';
import type { XmlElement } from './xml/xml-element.js';

/** Coordinates of a shape in their order. */
export interface Coordinates {
  /** x and y in pixels, or x, y and z in mm. */
  readonly points: readonly (readonly number[])[];
  /** Elements in the same order. */
  readonly elements: readonly XmlElement[];
}

/** Elements of the coordinates of a shape: AIM 3 has one list, AIM 4 one for each kind. */
function coordinateElements(shape: XmlElement): XmlElement[] {
  return [
    ...listOf(shape, 'spatialCoordinateCollection', 'SpatialCoordinate'),
    ...listOf(shape, 'twoDimensionSpatialCoordinateCollection', 'TwoDimensionSpatialCoordinate'),
    ...listOf(shape, 'threeDimensionSpatialCoordinateCollection', 'ThreeDimensionSpatialCoordinate'),
  ];
}

/**
 * Coordinates by their `coordinateIndex`; in the order of the file where none has one.
 * @returns undefined where one is no number, or where the order is not told: an index that is missing or there twice.
 */
export function coordinatesOf(
  shape: XmlElement,
  axes: readonly ('x' | 'y' | 'z')[],
): Coordinates | undefined {
  const elements = ordered(coordinateElements(shape));
  const points = elements?.map((element) => axes.map((axis) => parseDecimal(fieldOf(element, axis) ?? '')));
  if (!elements || !points?.every((point): point is number[] => !point.includes(undefined))) return undefined;
  return { points, elements };
}

function ordered(elements: readonly XmlElement[]): readonly XmlElement[] | undefined {
  const indexed = elements.map((element) => ({ element, index: wholeOf(element, 'coordinateIndex') }));
  if (elements.every((element) => fieldOf(element, 'coordinateIndex') === undefined)) return elements;
  const indexes = new Set(indexed.map(({ index }) => index));
  if (indexes.has(undefined) || indexes.size < elements.length) return undefined;
  indexed.sort((a, b) => (a.index ?? 0) - (b.index ?? 0));
  return indexed.map(({ element }) => element);
}

/** A point in the patient. */
export function spatialPoint([x = 0, y = 0, z = 0]: readonly number[]): Vector3 {
  return [x, y, z];
}
