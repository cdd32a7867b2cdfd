import type { MotionGrid } from '../rigid.js';

/** How many voxels of each axis become one. */
export type Factors = readonly [number, number, number];

/** So that voxels become about this wide. */
const COARSE_MM = 7;
/** No axis is left with fewer voxels than this. */
const FEWEST = 8;

/** How much a grid can be coarsened. */
export function coarseFactors({ dims, spacingMm }: MotionGrid): Factors {
  return dims.map((count, axis) => {
    const wanted = Math.round(COARSE_MM / (spacingMm[axis] ?? COARSE_MM));
    return Math.max(1, Math.min(wanted, Math.floor(count / FEWEST)));
  }) as unknown as Factors;
}

/** A grid of blocks of voxels; what is left over at the end of an axis is left out. */
export function coarseGrid({ dims, affine, spacingMm }: MotionGrid, factors: Factors): MotionGrid {
  const out = affine.slice();
  for (let row = 0; row < 12; row += 4) {
    for (const [axis, factor] of factors.entries()) {
      const column = affine[row + axis] ?? 0;
      out[row + axis] = column * factor;
      out[row + 3] = (out[row + 3] ?? 0) + (column * (factor - 1)) / 2;
    }
  }
  return {
    dims: dims.map((count, axis) => Math.floor(count / (factors[axis] ?? 1))) as unknown as Factors,
    affine: out,
    spacingMm: spacingMm.map((mm, axis) => mm * (factors[axis] ?? 1)) as unknown as Factors,
  };
}

/** Means of the blocks of a volume; `to` is its {@link coarseGrid}. */
export function coarsen(
  values: Float32Array,
  { dims: [nx, ny], to, factors }: { dims: MotionGrid['dims']; to: MotionGrid; factors: Factors },
): Float32Array {
  const [fx, fy, fz] = factors;
  const [cx, cy, cz] = to.dims;
  const out = new Float32Array(cx * cy * cz);
  for (let k = 0; k < cz * fz; k++) {
    for (let j = 0; j < cy * fy; j++) {
      const row = (k * ny + j) * nx;
      const target = (Math.floor(k / fz) * cy + Math.floor(j / fy)) * cx;
      for (let i = 0; i < cx * fx; i++) {
        const at = target + Math.floor(i / fx);
        out[at] = (out[at] ?? 0) + (values[row + i] ?? 0);
      }
    }
  }
  return out.map((sum) => sum / (fx * fy * fz));
}
