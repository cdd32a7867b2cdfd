import type { PlanarGeometry } from '../source.js';
import { isClosed } from './mm-shape.js';
import { pixelEllipse } from './planar-ellipse.js';

/** Pixels of a frame: the smallest box that holds them. */
export interface PixelRegion {
  readonly origin: readonly [column: number, row: number];
  readonly size: readonly [columns: number, rows: number];
  /** 1 inside, 0 outside; columns fastest. */
  readonly inside: Uint8Array;
  readonly pixelCount: number;
}

interface Matrix {
  readonly rows: number;
  readonly columns: number;
}

/** Where a row of pixels changes from outside to inside and back: columns, rising. */
type Crossings = (centreRow: number) => readonly number[];

/** A region of more pixels is not made: 256 MB. */
const MAX_PIXELS = 2 ** 28;

/**
 * Pixels whose centre lies within closed shapes (even-odd, so that a shape within another is a hole), or that points
 * lie in; what lies beyond the matrix is cut off. Undefined where no shape encloses anything (MULTIPOINT does not: it is
 * a line in AIM), and where one of them cannot be drawn: a hole that is left out would show.
 */
export function pixelsWithin(shapes: readonly PlanarGeometry[], matrix: Matrix): PixelRegion | undefined {
  const closed: Crossings[] = [];
  const marked: (readonly [number, number])[] = [];
  for (const shape of shapes) {
    if (shape.units === 'display' || !shape.points.every((p) => p.every(Number.isFinite))) return undefined;
    // PS3.3 C.18.6.1.3: which frames of a tiled image it covers, the coordinates alone do not tell.
    if (shape.origin === 'volume') return undefined;
    if (shape.type === 'POINT') marked.push(...shape.points);
    else if (shape.type === 'CIRCLE' || shape.type === 'ELLIPSE' || isClosed(shape)) {
      const crossings = crossingsOf(shape);
      if (!crossings) return undefined;
      closed.push(crossings);
    }
  }
  if (closed.length === 0 && marked.length === 0) return undefined;
  const box = boxOf(shapes, matrix);
  if (!box) return { origin: [0, 0], size: [0, 0], inside: new Uint8Array(0), pixelCount: 0 };
  if (box.size[0] * box.size[1] > MAX_PIXELS) return undefined;
  const inside = new Uint8Array(box.size[0] * box.size[1]);
  for (const crossings of closed) toggle(inside, box, crossings);
  for (const [column, row] of marked) mark(inside, box, [Math.floor(column), Math.floor(row)]);
  return shrunk(inside, box);
}

interface Box {
  readonly origin: readonly [number, number];
  readonly size: readonly [number, number];
}

/** The part of the matrix that the shapes can reach. */
function boxOf(shapes: readonly PlanarGeometry[], { rows, columns }: Matrix): Box | undefined {
  let [left, top, right, bottom] = [columns, rows, 0, 0];
  const reach = (column: number, row: number, by: readonly [number, number]): void => {
    left = Math.min(left, Math.floor(column - by[0]));
    top = Math.min(top, Math.floor(row - by[1]));
    right = Math.max(right, Math.floor(column + by[0]) + 1);
    bottom = Math.max(bottom, Math.floor(row + by[1]) + 1);
  };
  for (const shape of shapes) {
    const round = shape.type === 'CIRCLE' || shape.type === 'ELLIPSE' ? pixelEllipse(shape) : undefined;
    if (round) {
      const { centre, first, second } = round;
      const half = [Math.hypot(first[0], second[0]), Math.hypot(first[1], second[1])] as const;
      reach(centre[0], centre[1], half);
    } else for (const [column, row] of shape.points) reach(column, row, [0, 0]);
  }
  [left, top] = [Math.max(0, left), Math.max(0, top)];
  [right, bottom] = [Math.min(columns, right), Math.min(rows, bottom)];
  return right > left && bottom > top
    ? { origin: [left, top], size: [right - left, bottom - top] }
    : undefined;
}

function crossingsOf(shape: PlanarGeometry): Crossings | undefined {
  if (shape.type === 'POLYLINE') return shape.points.length > 2 ? polygonCrossings(shape.points) : undefined;
  const round = shape.type === 'INTERPOLATED' ? undefined : pixelEllipse(shape);
  if (!round) return undefined;
  const { centre, first: u, second: v } = round;
  // |M⁻¹ (p − c)|² = 1 with M = (u v), solved for the column: a quadratic equation a x² + 2 b x + c = 0.
  const det = u[0] * v[1] - u[1] * v[0];
  if (det === 0) return undefined;
  const a = (u[1] * u[1] + v[1] * v[1]) / (det * det);
  const b = -(u[0] * u[1] + v[0] * v[1]) / (det * det);
  const d = (u[0] * u[0] + v[0] * v[0]) / (det * det);
  return (centreRow) => {
    const y = centreRow - centre[1];
    const root = b * b * y * y - a * (d * y * y - 1);
    if (!(root >= 0)) return [];
    const half = Math.sqrt(root) / a;
    const middle = centre[0] - (b * y) / a;
    return [middle - half, middle + half];
  };
}

/** Edges take their upper end and leave their lower one, so that a corner on the row counts once. */
function polygonCrossings(points: PlanarGeometry['points']): Crossings {
  // Edges by the first row of pixel centres that they cross.
  const byRow = new Map<number, (readonly [x0: number, y0: number, x1: number, y1: number])[]>();
  points.forEach(([x1, y1], i) => {
    const [x0, y0] = points[(i || points.length) - 1] ?? [x1, y1];
    const edge = y0 < y1 ? ([x0, y0, x1, y1] as const) : ([x1, y1, x0, y0] as const);
    if (y0 === y1) return;
    const from = Math.ceil(edge[1] - 0.5);
    const list = byRow.get(from);
    if (list) list.push(edge);
    else byRow.set(from, [edge]);
  });
  let [active, reached] = [[] as (readonly [number, number, number, number])[], Number.NaN];
  return (centreRow) => {
    const row = centreRow - 0.5;
    const isNext = row === reached + 1;
    if (isNext) active = [...active, ...(byRow.get(row) ?? [])];
    else active = [...byRow].flatMap(([from, edges]) => (from <= row ? edges : []));
    reached = row;
    active = active.filter((edge) => centreRow < edge[3]);
    const columns = active.map(([x0, y0, x1, y1]) => x0 + ((x1 - x0) * (centreRow - y0)) / (y1 - y0));
    return columns.sort((p, q) => p - q);
  };
}

/** Pixels whose centres lie between crossings, the left one included. */
function toggle(inside: Uint8Array, { origin, size }: Box, crossings: Crossings): void {
  const [columns, rows] = size;
  for (let row = 0; row < rows; row++) {
    const at = crossings(origin[1] + row + 0.5);
    for (let i = 0; i + 1 < at.length; i += 2) {
      const from = Math.max(0, Math.ceil((at[i] ?? 0) - 0.5) - origin[0]);
      const to = Math.min(columns, Math.ceil((at[i + 1] ?? 0) - 0.5) - origin[0]);
      for (let p = row * columns + from; p < row * columns + to; p++) inside[p] = 1 - (inside[p] ?? 0);
    }
  }
}

function mark(inside: Uint8Array, { origin, size }: Box, [column, row]: readonly [number, number]): void {
  const [i, j] = [column - origin[0], row - origin[1]];
  if (i >= 0 && j >= 0 && i < size[0] && j < size[1]) inside[j * size[0] + i] = 1;
}

/** The smallest box that holds all pixels inside. */
function shrunk(inside: Uint8Array, { origin, size }: Box): PixelRegion {
  let [left, top, right, bottom, pixelCount] = [size[0], size[1], -1, -1, 0];
  for (let row = 0, p = 0; row < size[1]; row++) {
    for (let column = 0; column < size[0]; column++, p++) {
      if (inside[p] === 0) continue;
      pixelCount++;
      if (column < left) left = column;
      if (column > right) right = column;
      if (row < top) top = row;
      bottom = row;
    }
  }
  if (pixelCount === 0) return { origin: [0, 0], size: [0, 0], inside: new Uint8Array(0), pixelCount };
  const [columns, rows] = [right - left + 1, bottom - top + 1];
  const kept = new Uint8Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    const from = (top + row) * size[0] + left;
    kept.set(inside.subarray(from, from + columns), row * columns);
  }
  return { origin: [origin[0] + left, origin[1] + top], size: [columns, rows], inside: kept, pixelCount };
}
