import type { Reference } from '../../motion/realign/reference.js';
import type { GroupStore } from './motion-job.js';

/** Bytes of the largest store: longer runs keep every n-th voxel. */
const MOST_BYTES = 256 * 1024 * 1024;
/** Two single-precision values: as stored, and realigned. */
const VOXEL_BYTES = 8;

/** A store for the volumes of a group, in memory that threads share. Every value is missing at first. */
export function groupStore({ maskVoxels }: Pick<Reference, 'maskVoxels'>, members: number): GroupStore {
  const step = Math.max(1, Math.ceil((maskVoxels * members * VOXEL_BYTES) / MOST_BYTES));
  const voxels = Math.ceil(maskVoxels / step);
  return { members, voxels, step, raw: missing(members * voxels), realigned: missing(members * voxels) };
}

function missing(length: number): Float32Array {
  return shared(length).fill(Number.NaN);
}

/** Single-precision values in memory that threads share. */
export function shared(length: number): Float32Array {
  return new Float32Array(new SharedArrayBuffer(length * Float32Array.BYTES_PER_ELEMENT));
}

/** Takes the values of some members out of the store, in place: they are missing from then on. */
export function withoutMembers({ voxels, raw, realigned }: GroupStore, lost: readonly number[]): void {
  for (const member of lost) {
    raw.fill(Number.NaN, member * voxels, (member + 1) * voxels);
    realigned.fill(Number.NaN, member * voxels, (member + 1) * voxels);
  }
}
