import type { Outline } from './slice-outline.js';

/** Millimetres a half voxel along columns and rows, in one direction. */
export type Projection = readonly [column: number, row: number];

/** Segments of an outline that are not along the chords, in the order in which they begin. */
interface Segments {
  readonly count: number;
  /** Where a segment begins and ends across the chords, mm: rising. */
  readonly begin: Float64Array;
  readonly end: Float64Array;
  /** Where it is along the chords at its beginning, mm, and how that changes. */
  readonly at: Float64Array;
  readonly slope: Float64Array;
}

/** Places nearer than this share of the outline's extent are one. */
const SAME_SHARE = 1e-9;

/**
 * The longest straight line along one direction that stays within an outline, mm. Even–odd rule. Between two
 * neighbouring corners of the outline the same segments are crossed, and the lengths between them change linearly, so
 * the longest lies at one of the corners, as their limit from either side: a line that only runs along a side of the
 * outline does not join what lies to the left of it with what lies to the right.
 */
export function longestChordMm(outline: Outline, across: Projection, along: Projection): number {
  const places = placesOf(outline, across);
  const same = SAME_SHARE * ((places[places.length - 1] ?? 0) - (places[0] ?? 0));
  const segments = segmentsOf(outline, { across, along, same });
  const crossed = new Int32Array(segments.count);
  let [count, next, longest, low] = [0, 0, 0, places[0] ?? 0];
  for (const high of places) {
    if (high <= low + same) continue;
    let kept = 0;
    for (let at = 0; at < count; at++) {
      const segment = crossed[at] ?? 0;
      if ((segments.end[segment] ?? 0) > low + same) crossed[kept++] = segment;
    }
    count = kept;
    while (next < segments.count && (segments.begin[next] ?? 0) <= low + same) crossed[count++] = next++;
    sortAlong(segments, crossed.subarray(0, count), (low + high) / 2);
    for (let pair = 0; pair + 1 < count; pair += 2) {
      const [from = 0, to = 0] = [crossed[pair], crossed[pair + 1]];
      longest = Math.max(
        longest,
        alongAt(segments, to, low) - alongAt(segments, from, low),
        alongAt(segments, to, high) - alongAt(segments, from, high),
      );
    }
    low = high;
  }
  return longest;
}

function alongAt({ begin, at, slope }: Segments, segment: number, place: number): number {
  return (at[segment] ?? 0) + (place - (begin[segment] ?? 0)) * (slope[segment] ?? 0);
}

/** Insertion sort: what is crossed at one place is nearly in order at the next. */
function sortAlong(segments: Segments, crossed: Int32Array, place: number): void {
  for (let at = 1; at < crossed.length; at++) {
    const segment = crossed[at] ?? 0;
    const mm = alongAt(segments, segment, place);
    let to = at;
    while (to > 0 && alongAt(segments, crossed[to - 1] ?? 0, place) > mm) {
      crossed[to] = crossed[to - 1] ?? 0;
      to--;
    }
    crossed[to] = segment;
  }
}

function valueAt(outline: Outline, at: number, by: Projection): number {
  return (outline[at] ?? 0) * by[0] + (outline[at + 1] ?? 0) * by[1];
}

/** Where the corners are across the chords, in order. */
function placesOf(outline: Outline, across: Projection): Float64Array {
  const places = new Float64Array(outline.length / 2);
  for (let corner = 0; corner < places.length; corner++) {
    places[corner] = valueAt(outline, 2 * corner, across);
  }
  return places.sort();
}

function segmentsOf(
  outline: Outline,
  { across, along, same }: { across: Projection; along: Projection; same: number },
): Segments {
  const length = outline.length / 4;
  const [from, to] = [new Float64Array(length), new Float64Array(length)];
  const order: number[] = [];
  for (let segment = 0; segment < length; segment++) {
    const [a, b] = [valueAt(outline, 4 * segment, across), valueAt(outline, 4 * segment + 2, across)];
    from[segment] = Math.min(a, b);
    to[segment] = Math.max(a, b);
    if (Math.abs(b - a) > same) order.push(segment);
  }
  order.sort((a, b) => (from[a] ?? 0) - (from[b] ?? 0));
  const sorted = Int32Array.from(order);
  const at = new Float64Array(order.length);
  const slope = new Float64Array(order.length);
  sorted.forEach((segment, place) => {
    const isForward = valueAt(outline, 4 * segment, across) === from[segment];
    const [first, last] = isForward ? [4 * segment, 4 * segment + 2] : [4 * segment + 2, 4 * segment];
    at[place] = valueAt(outline, first, along);
    const rise = valueAt(outline, last, along) - (at[place] ?? 0);
    slope[place] = rise / ((to[segment] ?? 0) - (from[segment] ?? 0));
  });
  const begin = Float64Array.from(sorted, (segment) => from[segment] ?? 0);
  const end = Float64Array.from(sorted, (segment) => to[segment] ?? 0);
  return { count: order.length, begin, end, at, slope };
}
