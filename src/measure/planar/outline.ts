/** A point of a plane, mm (or pixels). */
export type PlanePoint = readonly [x: number, y: number];

/** Area by the shoelace formula, signed; counted from the first point, so that far origins cost no digits. */
export function signedArea(points: readonly PlanePoint[]): number {
  const [x0, y0] = points[0] ?? [0, 0];
  let sum = 0;
  for (let i = 1; i + 1 < points.length; i++) {
    const [x1 = 0, y1 = 0] = points[i] ?? [];
    const [x2 = 0, y2 = 0] = points[i + 1] ?? [];
    sum += (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0);
  }
  return sum / 2;
}

/** Corners of the convex hull (A. M. Andrew 1979, Inf Process Lett 9:216); two for points on one line. */
export function convexHull(points: readonly PlanePoint[]): PlanePoint[] {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const lower = chain(sorted);
  const upper = chain(sorted.reverse());
  return [...lower.slice(0, -1), ...upper.slice(0, -1)];
}

function chain(sorted: readonly PlanePoint[]): PlanePoint[] {
  const hull: PlanePoint[] = [];
  for (const point of sorted) {
    while (hull.length > 1 && turn(hull[hull.length - 2], hull[hull.length - 1], point) <= 0) hull.pop();
    hull.push(point);
  }
  return hull;
}

function turn([x0, y0]: PlanePoint = [0, 0], [x1, y1]: PlanePoint = [0, 0], [x2, y2]: PlanePoint): number {
  return (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0);
}

/** Distances that differ by less than this share are equally long. */
const TIE = 1e-9;
/** So many of equally long axes are looked at: a regular outline has as many as it has corners. */
const MAX_TIES = 8;

/**
 * The longest distance between two points, and the directions (unit vectors) in which it is found: of the pairs of hull
 * corners that parallel lines can touch (rotating calipers, M. I. Shamos 1978, Computational Geometry, thesis, Yale).
 */
export function longestDistance(points: readonly PlanePoint[]): {
  readonly length: number;
  readonly directions: readonly PlanePoint[];
} {
  const hull = convexHull(points);
  const corner = (i: number): PlanePoint => hull[i % hull.length] ?? [0, 0];
  let length = 0;
  let directions: PlanePoint[] = [];
  const look = (from: PlanePoint, to: PlanePoint): void => {
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    const distance = Math.sqrt(dx * dx + dy * dy);
    if (distance < length * (1 - TIE) || distance === 0) return;
    if (distance > length * (1 + TIE)) directions = [];
    length = Math.max(length, distance);
    const direction: PlanePoint = [dx / distance, dy / distance];
    if (directions.length < MAX_TIES && !directions.some((other) => isParallel(other, direction))) {
      directions.push(direction);
    }
  };
  for (let i = 0, j = 1; i < hull.length; i++) {
    // Ahead while the next corner is farther from the edge i, i + 1; it never falls back.
    j = Math.max(j, i + 1);
    while (
      j < i + hull.length &&
      turn(corner(i), corner(i + 1), corner(j + 1)) > turn(corner(i), corner(i + 1), corner(j))
    )
      j++;
    for (const far of [j, j + 1]) {
      look(corner(i), corner(far));
      look(corner(i + 1), corner(far));
    }
  }
  return { length, directions };
}

function isParallel([ax, ay]: PlanePoint, [bx, by]: PlanePoint): boolean {
  return Math.abs(ax * by - ay * bx) <= TIE;
}

/** An edge that runs towards larger x. */
interface Edge {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly slope: number;
}

function edgesOf(points: readonly PlanePoint[]): Edge[] {
  const edges: Edge[] = [];
  let before = points[points.length - 1] ?? [0, 0];
  for (const point of points) {
    const [from, to] = before[0] < point[0] ? [before, point] : [point, before];
    const width = to[0] - from[0];
    if (width > 0) edges.push({ x0: from[0], y0: from[1], x1: to[0], slope: (to[1] - from[1]) / width });
    before = point;
  }
  return edges.sort((a, b) => a.x0 - b.x0);
}

/** Edges of all strips together: an outline drawn by hand has a few a strip; a hostile one has all of its edges in each. */
const MAX_WORK = 2e7;

/**
 * Goes over a closed outline in strips between the x of its corners, in which edges are straight and in one order.
 * @returns `area` that is inside by the even-odd rule: that of the shoelace formula as long as the outline does not
 * cross itself; `crossed`: area where edges within a strip lie in another order than in its middle, 0 but for rounding
 * as long as none cross; `chord`: the longest straight way inside along y. Undefined where it is too much work.
 */
export function sweep(points: readonly PlanePoint[]): Strips | undefined {
  const edges = edgesOf(points);
  const stops = Float64Array.from(points, ([x]) => x).sort();
  const sum = { area: 0, crossed: 0, chord: 0 };
  let active: Edge[] = [];
  let next = 0;
  let work = 0;
  for (let s = 0; s + 1 < stops.length; s++) {
    const [from = 0, to = 0] = [stops[s], stops[s + 1]];
    if (to <= from) continue;
    active = active.filter((edge) => edge.x1 > from);
    for (let edge = edges[next]; edge && edge.x0 <= from; edge = edges[++next]) active.push(edge);
    work += active.length;
    if (work > MAX_WORK) return undefined;
    const middle = (from + to) / 2;
    active.sort((p, q) => height(p, middle) - height(q, middle));
    addStrip(sum, active, [from, to]);
  }
  return sum;
}

/** What {@link sweep} adds up. */
export interface Strips {
  readonly area: number;
  readonly crossed: number;
  readonly chord: number;
}

/** @param edges of the strip, rising at its middle */
function addStrip(
  sum: { area: number; crossed: number; chord: number },
  edges: readonly Edge[],
  [from, to]: readonly [number, number],
): void {
  for (let i = 0; i + 1 < edges.length; i++) {
    const [below, above] = [edges[i], edges[i + 1]];
    if (!below || !above) continue;
    const left = height(above, from) - height(below, from);
    const right = height(above, to) - height(below, to);
    sum.crossed += (Math.max(0, -left, -right) * (to - from)) / 2;
    if (i % 2 === 1) continue;
    sum.area += ((left + right) / 2) * (to - from);
    sum.chord = Math.max(sum.chord, left, right);
  }
}

function height({ x0, y0, slope }: Edge, x: number): number {
  return y0 + slope * (x - x0);
}

/** The outline with `direction` (a unit vector) as its x axis. */
export function turned(points: readonly PlanePoint[], [dx, dy]: PlanePoint): PlanePoint[] {
  return points.map(([x, y]) => [x * dx + y * dy, y * dx - x * dy]);
}
