/** Lines that change places over a strip by less than this, mm, run side by side: the two sides of a seam. */
const SAME_MM = 1e-9;
/** Steps after which outlines are given up as too tangled: no drawn outline comes near it. */
const MAX_STEPS = 5e7;

/** Edges that are not level, each from its lower to its higher ordinate. */
interface Edges {
  readonly count: number;
  readonly y0: Float64Array;
  readonly y1: Float64Array;
  readonly x0: Float64Array;
  readonly slope: Float64Array;
  /** All ordinates of corners, rising. */
  readonly levels: Float64Array;
}

/**
 * Area that an odd number of outlines enclose, whatever their direction and however they cross: exact, in strips between
 * neighbouring corners and crossings, where the width changes linearly, so that its middle times the height is the area.
 * @param outlines x and y of each corner
 * @returns undefined where the outlines are too tangled to be worth it
 */
export function xorArea(outlines: readonly Float64Array[]): number | undefined {
  const edges = edgesOf(outlines);
  const { levels, y0, y1 } = edges;
  let active: number[] = [];
  let [next, area, steps] = [0, 0, 0];
  for (let level = 0; level + 1 < levels.length; level++) {
    const [from, to] = [levels[level] ?? 0, levels[level + 1] ?? 0];
    if (!(to > from)) continue;
    active = active.filter((edge) => (y1[edge] ?? 0) > from);
    while (next < edges.count && (y0[next] ?? 0) <= from) active.push(next++);
    const strip = stripArea(edges, active, { from, to });
    steps += strip.steps;
    if (steps > MAX_STEPS) return undefined;
    area += strip.area;
  }
  return area;
}

function edgesOf(outlines: readonly Float64Array[]): Edges {
  const all: (readonly [y0: number, y1: number, x0: number, slope: number])[] = [];
  const ordinates: number[] = [];
  for (const outline of outlines) {
    for (let at = 0; at < outline.length; at += 2) {
      const after = (at + 2) % outline.length;
      const [x, y] = [outline[at] ?? 0, outline[at + 1] ?? 0];
      const [nextX, nextY] = [outline[after] ?? 0, outline[after + 1] ?? 0];
      ordinates.push(y);
      // From the lower end either way, so that the two sides of a seam are the same line.
      if (y < nextY) all.push([y, nextY, x, (nextX - x) / (nextY - y)]);
      if (y > nextY) all.push([nextY, y, nextX, (x - nextX) / (y - nextY)]);
    }
  }
  all.sort((a, b) => a[0] - b[0]);
  return {
    count: all.length,
    y0: Float64Array.from(all, (edge) => edge[0]),
    y1: Float64Array.from(all, (edge) => edge[1]),
    x0: Float64Array.from(all, (edge) => edge[2]),
    slope: Float64Array.from(all, (edge) => edge[3]),
    levels: Float64Array.from(ordinates).sort(),
  };
}

interface Strip {
  readonly from: number;
  readonly to: number;
}

/** Area within a strip in which no edge ends. Sorts `active` from left to right. */
function stripArea(edges: Edges, active: number[], { from, to }: Strip): { area: number; steps: number } {
  const at = (edge: number, y: number): number =>
    (edges.x0[edge] ?? 0) + (edges.slope[edge] ?? 0) * (y - (edges.y0[edge] ?? 0));
  let steps = active.length;
  const width = (y: number): number => {
    steps += sortBy(active, (edge) => at(edge, y));
    return active.reduce((sum, edge, i) => sum + (i % 2 === 0 ? -1 : 1) * at(edge, y), 0);
  };
  const middle = width((from + to) / 2);
  const isCrossed = active.some((edge, i) => {
    const right = active[i + 1];
    if (right === undefined) return false;
    return at(edge, from) > at(right, from) + SAME_MM || at(edge, to) > at(right, to) + SAME_MM;
  });
  if (!isCrossed) return { area: middle * (to - from), steps };
  steps += active.length ** 2;
  if (steps > MAX_STEPS) return { area: 0, steps };
  const levels = [from, ...crossings(edges, active, { from, to }), to];
  let area = 0;
  for (const [i, level] of levels.entries()) {
    const after = levels[i + 1] ?? level;
    if (after > level) area += width((level + after) / 2) * (after - level);
    if (steps > MAX_STEPS) break;
  }
  return { area, steps };
}

/** Ordinates within a strip at which two of its edges cross, rising. */
function crossings({ x0, y0, slope }: Edges, active: readonly number[], { from, to }: Strip): number[] {
  const found: number[] = [];
  for (const [i, a] of active.entries()) {
    for (const b of active.slice(i + 1)) {
      const apart =
        (x0[a] ?? 0) - (slope[a] ?? 0) * (y0[a] ?? 0) - (x0[b] ?? 0) + (slope[b] ?? 0) * (y0[b] ?? 0);
      const y = apart / ((slope[b] ?? 0) - (slope[a] ?? 0));
      if (y > from && y < to) found.push(y);
    }
  }
  return found.sort((a, b) => a - b);
}

/** Sorts by insertion: from strip to strip little changes. @returns the steps that it took */
function sortBy(list: number[], key: (item: number) => number): number {
  const keys = list.map(key);
  let steps = 0;
  for (let i = 1; i < list.length; i++) {
    const [item, itemKey] = [list[i] ?? 0, keys[i] ?? 0];
    let to = i;
    for (; to > 0 && (keys[to - 1] ?? 0) > itemKey; to--, steps++) {
      list[to] = list[to - 1] ?? 0;
      keys[to] = keys[to - 1] ?? 0;
    }
    list[to] = item;
    keys[to] = itemKey;
  }
  return steps;
}
