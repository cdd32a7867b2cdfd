import { expect, it } from 'vitest';
import { isClosed, isOpen, isOutline } from '../../../src/measure/rtstruct/structure-set.js';

const contour = (kind: string, points = 3) => ({ kind, pointsMm: new Float64Array(3 * points) });

it('a contour is closed or open by its type alone', () => {
  const kinds = ['CLOSED_PLANAR', 'CLOSEDPLANAR_XOR', 'INTERPOLATED_PLANAR'];
  expect(kinds.map((kind) => [isClosed({ kind }), isOpen({ kind })])).toEqual(kinds.map(() => [true, false]));
  const lines = ['OPEN_PLANAR', 'OPEN_NONPLANAR'];
  expect(lines.map((kind) => [isClosed({ kind }), isOpen({ kind })])).toEqual(lines.map(() => [false, true]));
  for (const kind of ['POINT', '', 'closed_planar'])
    expect([isClosed({ kind }), isOpen({ kind })]).toEqual([false, false]);
});

it('an outline has three points at least', () => {
  expect([0, 1, 2, 3, 4].map((n) => isOutline(contour('CLOSED_PLANAR', n)))).toEqual([
    false,
    false,
    false,
    true,
    true,
  ]);
  expect(isOutline(contour('OPEN_PLANAR', 9))).toBe(false);
});
