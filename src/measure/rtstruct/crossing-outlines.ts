import { xorArea } from './xor-area.js';

/** Outlines that share less than this part of the smaller one lie side by side: coordinates are rounded. */
const SIDE_BY_SIDE = 0.01;

/**
 * True where two outlines of a plane lie partly over each other. By exclusive or what they share is cut out (PS3.3
 * C.8.8.6.3), which is right for a hole, which lies within, and hardly meant here.
 * @param outlines x and y of each corner, mm
 */
export function someCross(outlines: readonly Float64Array[]): boolean {
  if (outlines.length < 2) return false;
  const known = outlines.map((outline) => ({
    outline,
    box: boxOf(outline),
    areaMm2: xorArea([outline]) ?? 0,
  }));
  return known.some((a, i) =>
    known.slice(i + 1).some((b) => {
      if (!touch(a.box, b.box)) return false;
      const apart = xorArea([a.outline, b.outline]);
      const smaller = Math.min(a.areaMm2, b.areaMm2);
      if (apart === undefined || !(smaller > 0)) return false;
      const sharedPart = (a.areaMm2 + b.areaMm2 - apart) / 2 / smaller;
      return sharedPart > SIDE_BY_SIDE && sharedPart < 1 - SIDE_BY_SIDE;
    }),
  );
}

type Box = readonly [left: number, right: number, top: number, bottom: number];

function boxOf(outline: Float64Array): Box {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let at = 0; at < outline.length; at += 2) {
    const [x, y] = [outline[at] ?? 0, outline[at + 1] ?? 0];
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  }
  return [left, right, top, bottom];
}

function touch(a: Box, b: Box): boolean {
  return a[0] < b[1] && b[0] < a[1] && a[2] < b[3] && b[2] < a[3];
}
