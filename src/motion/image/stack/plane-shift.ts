/** Two pictures of one grid. */
export interface PicturePair {
  readonly columns: number;
  readonly rows: number;
  /** What may have moved. */
  readonly moved: Float32Array;
  /** What it is compared with. */
  readonly reference: Float32Array;
  /** Every so many pixels along both axes are compared. */
  readonly stride: number;
}

/** How one picture lies against another. */
export interface PlaneShift {
  /** Columns and rows by which the picture has moved, pixels. */
  readonly shift: readonly [number, number];
  /** Correlation of the two after the movement is undone. */
  readonly correlation: number;
}

const MOST_ROUNDS = 30;
/** A step smaller than this ends the search, pixels. */
const SETTLED = 0.002;
/** The search has lost its way where it goes farther than this share of the picture. */
const FARTHEST_SHARE = 0.1;
/** The Hessian of gradients is singular where its smaller eigenvalue is below this share of the larger. */
const LEAST_CONDITION = 1e-3;

/** Sums over the pixels that are compared. */
interface Sums {
  /** Gradient of the moved picture times the scaled reference, and times the moved picture. */
  readonly byReference: readonly [number, number];
  readonly byMoved: readonly [number, number];
  readonly scale: number;
  readonly correlation: number;
}

/**
 * Finds by how much a picture has moved in its plane, by least squares of their difference: Gauss–Newton with the
 * gradients of one of the pictures held fast (Baker & Matthews 2004, Int J Comput Vis 56:221, inverse compositional), the
 * reference scaled to the brightness of the other. Both pictures must be smooth on the scale of `stride`.
 * @returns undefined where there are no edges in both directions, or none settles
 */
export function planeShift(pair: PicturePair): PlaneShift | undefined {
  const margin = Math.ceil(FARTHEST_SHARE * Math.min(pair.columns, pair.rows)) + 2;
  const hessian = gradientHessian(pair, margin);
  if (!hessian) return undefined;
  const [xx, xy, yy] = hessian;
  const determinant = xx * yy - xy * xy;
  let shift: readonly [number, number] = [0, 0];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const sums = compare(pair, margin, shift);
    if (!sums) return undefined;
    // At the end e = scale · reference(x − shift) − moved(x) has no part left along the gradients.
    const ex = sums.scale * sums.byReference[0] - sums.byMoved[0];
    const ey = sums.scale * sums.byReference[1] - sums.byMoved[1];
    const step = [(yy * ex - xy * ey) / determinant, (xx * ey - xy * ex) / determinant] as const;
    if (Math.hypot(...step) < SETTLED) return { shift, correlation: sums.correlation };
    shift = [shift[0] + step[0], shift[1] + step[1]];
    if (!(Math.max(Math.abs(shift[0]), Math.abs(shift[1])) < margin - 2)) return undefined;
  }
  return undefined;
}

function gradientHessian(
  { columns, rows, moved, stride }: PicturePair,
  margin: number,
): readonly [number, number, number] | undefined {
  let [xx, xy, yy] = [0, 0, 0];
  for (let row = margin; row < rows - margin; row += stride) {
    for (let at = row * columns + margin; at < (row + 1) * columns - margin; at += stride) {
      const gx = ((moved[at + 1] ?? 0) - (moved[at - 1] ?? 0)) / 2;
      const gy = ((moved[at + columns] ?? 0) - (moved[at - columns] ?? 0)) / 2;
      xx += gx * gx;
      xy += gx * gy;
      yy += gy * gy;
    }
  }
  const mean = (xx + yy) / 2;
  const apart = Math.hypot((xx - yy) / 2, xy);
  return mean - apart > LEAST_CONDITION * (mean + apart) ? [xx, xy, yy] : undefined;
}

function compare(
  { columns, rows, moved, reference, stride }: PicturePair,
  margin: number,
  [dx, dy]: readonly [number, number],
): Sums | undefined {
  // reference(x − shift), bilinear: the same four weights for every pixel.
  const [left, up] = [Math.floor(-dx), Math.floor(-dy)];
  const [fx, fy] = [-dx - left, -dy - up];
  const offset = up * columns + left;
  const weights = [(1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy] as const;
  let [n, sumR, sumM, rr, rm, mm, rx, ry, mx, my] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (let row = margin; row < rows - margin; row += stride) {
    for (let at = row * columns + margin; at < (row + 1) * columns - margin; at += stride) {
      const from = at + offset;
      const r =
        weights[0] * (reference[from] ?? 0) +
        weights[1] * (reference[from + 1] ?? 0) +
        weights[2] * (reference[from + columns] ?? 0) +
        weights[3] * (reference[from + columns + 1] ?? 0);
      const m = moved[at] ?? 0;
      const gx = ((moved[at + 1] ?? 0) - (moved[at - 1] ?? 0)) / 2;
      const gy = ((moved[at + columns] ?? 0) - (moved[at - columns] ?? 0)) / 2;
      n++;
      sumR += r;
      sumM += m;
      rr += r * r;
      rm += r * m;
      mm += m * m;
      rx += r * gx;
      ry += r * gy;
      mx += m * gx;
      my += m * gy;
    }
  }
  const spread = (rr - (sumR * sumR) / n) * (mm - (sumM * sumM) / n);
  if (!(rr > 0) || !(spread > 0)) return undefined;
  return {
    byReference: [rx, ry],
    byMoved: [mx, my],
    scale: rm / rr,
    correlation: (rm - (sumR * sumM) / n) / Math.sqrt(spread),
  };
}
