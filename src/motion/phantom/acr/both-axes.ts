import type { Slice2d } from '../find/find-disc.js';

/** A corner's box: its side and its distance from the field's edge, as shares of the field. */
const SIDE = 0.08;
const INSET = 0.03;
/** Ghosts along an axis that is not that of phase encoding are lower than this, % of the phantom's signal. */
const MOST_PERCENT = 1;

/**
 * Whether there is more signal than in the corners of the field both above and below the phantom and beside it: what
 * percent signal ghosting takes for the noise of the air then holds a ghost itself, and the two take each other away.
 * Never where the corners are masked, as the correction of gradients leaves them.
 * @param means of the air above, below, left and right
 * @param signal mean of the phantom
 */
export function isBesideBoth(slice: Slice2d, means: readonly number[], signal: number): boolean {
  const corners = cornerMean(slice);
  if (corners === undefined) return false;
  const [top = 0, bottom = 0, left = 0, right = 0] = means;
  const most = (2 * signal * MOST_PERCENT) / 100;
  return top + bottom - 2 * corners > most && left + right - 2 * corners > most;
}

/** Mean of the brightest corner; undefined where one has the same value everywhere. */
function cornerMean({ values, columns, rows }: Slice2d): number | undefined {
  let highest = Number.NEGATIVE_INFINITY;
  for (const right of [false, true]) {
    for (const low of [false, true]) {
      const [fromColumn, toColumn] = span(columns, right);
      const [fromRow, toRow] = span(rows, low);
      let [sum, count, differs] = [0, 0, false];
      const first = values[fromRow * columns + fromColumn] ?? 0;
      for (let row = fromRow; row < toRow; row++) {
        for (let column = fromColumn; column < toColumn; column++) {
          const value = values[row * columns + column] ?? 0;
          if (value !== first) differs = true;
          sum += value;
          count++;
        }
      }
      if (!differs || count === 0) return undefined;
      highest = Math.max(highest, sum / count);
    }
  }
  return highest;
}

function span(size: number, atEnd: boolean): readonly [number, number] {
  const [inset, side] = [Math.round(INSET * size), Math.max(1, Math.round(SIDE * size))];
  return atEnd ? [size - inset - side, size - inset] : [inset, inset + side];
}
