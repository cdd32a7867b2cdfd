import { type ContentItem, isShape } from './content-item.js';

/**
 * The shape that a calculation of an AIM 1 annotation was made of, in a report: calculations and shapes stand side by side
 * and do not refer to each other, so only one of each belong together. Undefined otherwise.
 */
export function aimShapeOf(annotation: ContentItem): ContentItem | undefined {
  const numbers = annotation.children
    .filter(({ role }) => role === 'aimCalculation')
    .flatMap(({ children }) => children.filter(({ valueType }) => valueType === 'NUM'));
  const shapes = annotation.children
    .filter(({ role }) => role === 'aimImageAnnotation')
    .flatMap(({ children }) => [...children, ...children.flatMap((child) => child.children)])
    .filter(isShape);
  return numbers.length === 1 && shapes.length === 1 ? shapes[0] : undefined;
}
