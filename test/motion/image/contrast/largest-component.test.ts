import { describe, expect, it } from 'vitest';
import { random } from '../../../../fixtures/random.js';
import { largestComponent } from '../../../../src/motion/image/contrast/largest-component.js';
import type { Dims } from '../../../../src/motion/image/contrast/morphology.js';

/** Whether two voxels share a face. */
function touch([nx, ny]: Dims, a: number, b: number): boolean {
  const place = (at: number): number[] => [at % nx, Math.floor(at / nx) % ny, Math.floor(at / (nx * ny))];
  const other = place(b);
  return place(a).reduce((sum, one, axis) => sum + Math.abs(one - (other[axis] ?? 0)), 0) === 1;
}

/** The same by a flood from every voxel. */
function byFlood(mask: Uint8Array, dims: Dims): Uint8Array {
  const left = new Set([...mask.keys()].filter((at) => mask[at] === 1));
  const reach = [1, dims[0], dims[0] * dims[1]];
  let best: number[] = [];
  for (const seed of left) {
    const part = [seed];
    left.delete(seed);
    for (const at of part) {
      for (const other of reach.flatMap((step) => [at - step, at + step])) {
        if (touch(dims, at, other) && left.delete(other)) part.push(other);
      }
    }
    if (part.length > best.length) best = part;
  }
  const out = new Uint8Array(mask.length);
  for (const at of best) out[at] = 1;
  return out;
}

describe('largestComponent', () => {
  it.each([0.25, 0.35, 0.5, 0.7])('is what a flood finds, at a density of %d', (density) => {
    for (let seed = 0; seed < 8; seed++) {
      const dims: Dims = [7 + seed, 9, 1 + seed];
      const source = random(`component ${density} ${seed}`);
      const mask = Uint8Array.from({ length: dims[0] * dims[1] * dims[2] }, () =>
        source.uniform() < density ? 1 : 0,
      );
      expect(largestComponent(mask, dims)).toEqual(byFlood(mask, dims));
    }
  });

  it('does not join the end of a row to the beginning of the next, nor corners', () => {
    const rows = Uint8Array.of(0, 0, 1, 1, 0, 0, 0, 0, 0);
    expect(largestComponent(rows, [3, 3, 1])).toEqual(Uint8Array.of(0, 0, 1, 0, 0, 0, 0, 0, 0));
    const corners = Uint8Array.of(1, 0, 0, 1);
    expect(largestComponent(corners, [2, 2, 1])).toEqual(Uint8Array.of(1, 0, 0, 0));
  });

  it('joins a spiral of one voxel in width', () => {
    const picture = ['#######', '......#', '#####.#', '#...#.#', '#.###.#', '#.....#', '#######'].join('');
    const mask = Uint8Array.from(picture, (sign) => (sign === '#' ? 1 : 0));
    expect(largestComponent(mask, [7, 7, 1])).toEqual(mask);
  });

  it('finds nothing in nothing', () => {
    expect(largestComponent(new Uint8Array(24), [4, 3, 2])).toEqual(new Uint8Array(24));
  });
});
