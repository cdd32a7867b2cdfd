import { describe, expect, it } from 'vitest';
import { repeatedVolumes } from '../../../src/motion/temporal/repeated-volumes.js';

function repeated(volumes: readonly (readonly number[])[], original?: number): number[] {
  const [first = []] = volumes;
  const values = Float32Array.from(volumes.flat());
  return repeatedVolumes({ volumes: volumes.length, voxels: first.length, values }, original);
}

describe('volumes that are copies', () => {
  it('are those with all values of one before them', () => {
    expect(
      repeated([
        [1, 2, 3],
        [1, 2, 4],
        [1, 2, 3],
        [1, 2, 4],
        [3, 2, 1],
      ]),
    ).toEqual([2, 3]);
  });

  it('are all but the one that is called the original', () => {
    const same = [
      [5, 6],
      [5, 6],
      [5, 6],
    ];
    expect(repeated(same)).toEqual([1, 2]);
    expect(repeated(same, 2)).toEqual([0, 1]);
    expect(repeated([...same, [7, 8]], 3)).toEqual([1, 2]);
  });

  it('are not volumes of which values are missing, nor volumes without voxels', () => {
    const missing = [Number.NaN, 2];
    expect(repeated([missing, missing])).toEqual([]);
    expect(repeated([[], [], []])).toEqual([]);
  });

  it('are none where a single value differs, however little', () => {
    const almost = [1, Math.fround(1 + 2 ** -23)];
    expect(repeated([[1, 1], almost])).toEqual([]);
    expect(repeated([])).toEqual([]);
  });
});
