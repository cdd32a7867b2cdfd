import { describe, expect, it } from 'vitest';
import { groupStore, withoutMembers } from '../../../src/pipeline/qc-motion/group-store.js';

describe('the store of a group', () => {
  it('has a place for every mask voxel of every volume, all missing, in memory that threads share', () => {
    const store = groupStore({ maskVoxels: 5 }, 3);
    expect(store).toMatchObject({ members: 3, voxels: 5, step: 1 });
    expect(store.raw).toHaveLength(15);
    expect(store.realigned.every(Number.isNaN)).toBe(true);
    expect(store.raw.buffer).toBeInstanceOf(SharedArrayBuffer);
  });

  it('keeps every n-th voxel of a run that would take more than 256 MiB', () => {
    const store = groupStore({ maskVoxels: 250_000 }, 400);
    expect(store.step).toBe(3);
    expect(store.voxels).toBe(Math.ceil(250_000 / 3));
    expect(store.raw.byteLength + store.realigned.byteLength).toBeLessThanOrEqual(257 * 1024 * 1024);
  });

  it('loses the values of volumes that are not to be believed, and of no others', () => {
    const store = groupStore({ maskVoxels: 2 }, 3);
    store.raw.set([0, 1, 10, 11, 20, 21]);
    store.realigned.set([0, -1, -10, -11, -20, -21]);
    withoutMembers(store, [1]);
    expect([...store.raw]).toEqual([0, 1, Number.NaN, Number.NaN, 20, 21]);
    expect([...store.realigned]).toEqual([0, -1, Number.NaN, Number.NaN, -20, -21]);
  });
});
