import type { MotionGrid } from '../rigid.js';
import { median } from '../temporal/order-statistics.js';

/** Voxels this close to an edge of the mask or of its ghost belong neither to ghost nor to background: edges are blurred. */
const GUARD = 2;
/** Ghost and background must each hold this share of the volume. */
const LEAST_SHARE = 0.002;

/** Where ghost, background and signal are looked for: numbers of voxels, rising. */
export interface GhostRegions {
  readonly ghost: Uint32Array;
  readonly background: Uint32Array;
  readonly signal: Uint32Array;
  /** Ghost and background must each hold so many voxels with a value. */
  readonly least: number;
}

/**
 * The regions of a mask, for the volumes of a run. The ghost is where the inside of the mask comes to lie when it is
 * moved by half the field along the phase-encoding axis; what is within two voxels of an edge is left out.
 * @param axis `i` along the rows of the image, `j` along its columns
 */
export function ghostRegions(
  mask: Uint8Array,
  { grid: { dims }, axis }: { readonly grid: Pick<MotionGrid, 'dims'>; readonly axis: 'i' | 'j' },
): GhostRegions {
  const near = widened(mask, dims);
  const ghost = shifted(narrowed(mask, dims), dims, axis);
  const nearGhost = shifted(near, dims, axis);
  return {
    ghost: voxelsWhere(mask.length, (n) => ghost[n] === 1 && near[n] === 0),
    background: voxelsWhere(mask.length, (n) => nearGhost[n] === 0 && near[n] === 0),
    signal: voxelsWhere(mask.length, (n) => mask[n] === 1),
    least: Math.max(1, LEAST_SHARE * mask.length),
  };
}

function voxelsWhere(length: number, is: (voxel: number) => boolean): Uint32Array {
  const found: number[] = [];
  for (let n = 0; n < length; n++) if (is(n)) found.push(n);
  return Uint32Array.from(found);
}

/**
 * Ghost-to-signal ratio (Giannelli et al. 2010): the mean in the ghost, less the mean of the background, over the median
 * signal. NaN where ghost or background hold too few voxels, as when the head fills the field. Where background is
 * noise alone, magnitudes take about its mean off a weak ghost.
 */
export function ghostToSignal(
  values: Float32Array,
  { ghost, background, signal, least }: GhostRegions,
): number {
  const inGhost = meanOf(values, ghost);
  const outside = meanOf(values, background);
  if (inGhost.voxels < least || outside.voxels < least) return Number.NaN;
  const inside = medianOf(values, signal);
  return inside > 0 ? (inGhost.mean - outside.mean) / inside : Number.NaN;
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

function meanOf(values: Float32Array, voxels: Uint32Array): { mean: number; voxels: number } {
  let sum = 0;
  let known = 0;
  for (let n = 0; n < voxels.length; n++) {
    const value = values[voxels[n] ?? -1] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    sum += value;
    known++;
  }
  return { mean: sum / known, voxels: known };
}

function medianOf(values: Float32Array, voxels: Uint32Array): number {
  const known = new Float64Array(voxels.length);
  let count = 0;
  for (let n = 0; n < voxels.length; n++) {
    const value = values[voxels[n] ?? -1] ?? Number.NaN;
    if (Number.isFinite(value)) known[count++] = value;
  }
  return count === 0 ? Number.NaN : median(known, count);
}
