import type { MotionGrid } from '../rigid.js';

/** Voxels this close to an edge of the mask or of its ghost belong neither to ghost nor to background: edges are blurred. */
const GUARD = 2;
/** Ghost and background must each hold this share of the volume. */
const LEAST_SHARE = 0.002;

/**
 * Ghost-to-signal ratio along the phase-encoding axis (Giannelli et al. 2010): the mean in the mask's N/2 ghost, less
 * the mean of the background outside of both, over the median in the mask. The ghost is where the inside of the mask comes
 * to lie when it is moved by half the field; what is within two voxels of an edge is left out. NaN where ghost or background hold too few voxels,
 * as when the head fills the field. Where background is noise alone, magnitudes take about its mean off a weak ghost.
 * @param axis `i` along the rows of the image, `j` along its columns
 */
export function ghostToSignal(
  values: Float32Array,
  mask: Uint8Array,
  { grid, axis }: { readonly grid: Pick<MotionGrid, 'dims'>; readonly axis: 'i' | 'j' },
): number {
  const near = widened(mask, grid.dims);
  const ghost = shifted(narrowed(mask, grid.dims), grid.dims, axis);
  const nearGhost = shifted(near, grid.dims, axis);
  const inGhost = meanWhere(values, (n) => ghost[n] === 1 && near[n] === 0);
  const outside = meanWhere(values, (n) => nearGhost[n] === 0 && near[n] === 0);
  const least = Math.max(1, LEAST_SHARE * values.length);
  const signal = medianIn(values, mask);
  if (inGhost.voxels < least || outside.voxels < least || !(signal > 0)) return Number.NaN;
  return (inGhost.mean - outside.mean) / signal;
}

/** The mask and what lies within {@link GUARD} voxels of it in its slice. */
function widened(mask: Uint8Array, [columns, rows]: MotionGrid['dims']): Uint8Array {
  return spread(spread(mask, { step: 1, length: columns }), { step: columns, length: rows });
}

/** What of the mask is farther than {@link GUARD} voxels from what it does not hold. */
function narrowed(mask: Uint8Array, dims: MotionGrid['dims']): Uint8Array {
  const outside = widened(
    mask.map((value) => 1 - value),
    dims,
  );
  return outside.map((value) => 1 - value);
}

/** Spreads ones along one axis of an array; they do not leave a line of `length` voxels. */
function spread(mask: Uint8Array, { step, length }: { step: number; length: number }): Uint8Array {
  const out = new Uint8Array(mask.length);
  for (let n = 0; n < mask.length; n++) {
    if (mask[n] !== 1) continue;
    const at = Math.floor(n / step) % length;
    const [before, after] = [Math.min(GUARD, at), Math.min(GUARD, length - 1 - at)];
    for (let away = -before; away <= after; away++) out[n + away * step] = 1;
  }
  return out;
}

/** A mask moved by half the field, around the edge. */
function shifted(mask: Uint8Array, [columns, rows]: MotionGrid['dims'], axis: 'i' | 'j'): Uint8Array {
  const [step, length] = axis === 'i' ? [1, columns] : [columns, rows];
  const half = length >> 1;
  const out = new Uint8Array(mask.length);
  for (let n = 0; n < mask.length; n++) {
    const at = Math.floor(n / step) % length;
    out[n + (((at + half) % length) - at) * step] = mask[n] ?? 0;
  }
  return out;
}

function meanWhere(
  values: Float32Array,
  counts: (voxel: number) => boolean,
): { mean: number; voxels: number } {
  let sum = 0;
  let voxels = 0;
  for (let n = 0; n < values.length; n++) {
    const value = values[n] ?? Number.NaN;
    if (!counts(n) || !Number.isFinite(value)) continue;
    sum += value;
    voxels++;
  }
  return { mean: sum / voxels, voxels };
}

function medianIn(values: Float32Array, mask: Uint8Array): number {
  const inside = values.filter((value, n) => mask[n] === 1 && Number.isFinite(value)).sort();
  const half = inside.length >> 1;
  const upper = inside[half] ?? Number.NaN;
  return inside.length % 2 === 1 ? upper : (upper + (inside[half - 1] ?? Number.NaN)) / 2;
}
