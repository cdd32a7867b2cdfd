import { expect, it } from 'vitest';
import { random } from '../../../fixtures/random.js';
import { CUBE_CASES } from '../../../src/measure/solid/cube-cases.js';
import type { Vector3 } from '../../../src/study/vectors.js';

const length = (v: Vector3): number => Math.hypot(...v);
const areaOf = (bits: number): number =>
  CUBE_CASES[bits]!.areas.reduce((sum, { vector, weight }) => sum + weight * length(vector), 0);

/** What the corners of a case become when each index is put through `map`. */
function moved(bits: number, map: (corner: Vector3) => Vector3): number {
  let out = 0;
  for (let bit = 0; bit < 8; bit++) {
    if (((bits >> bit) & 1) === 0) continue;
    const [x, y, z] = map([bit >> 2, (bit >> 1) & 1, bit & 1]);
    out |= 1 << (4 * x + 2 * y + z);
  }
  return out;
}

/** Area vectors without their directions, and the weights, in an order of their own. */
function sizes(bits: number, map: (v: Vector3) => Vector3): number[][] {
  return CUBE_CASES[bits]!.areas.map(({ vector, weight }) => [
    ...map(vector).map((value) => Math.round(Math.abs(value) * 1e6)),
    Math.round(weight * 1e6),
  ]).sort((a, b) => a.join().localeCompare(b.join()));
}

it('gives the empty and the full cube no surface', () => {
  expect(CUBE_CASES).toHaveLength(256);
  expect(CUBE_CASES[0]).toEqual({ volume: 0, areas: [] });
  expect(CUBE_CASES[255]).toEqual({ volume: 1, areas: [] });
});

it('cuts one corner off as a tetrahedron of half edges, inside or outside', () => {
  for (let bit = 0; bit < 8; bit++) {
    expect(CUBE_CASES[1 << bit]!.volume).toBeCloseTo(1 / 48, 12);
    expect(CUBE_CASES[255 - (1 << bit)]!.volume).toBeCloseTo(47 / 48, 12);
    expect(areaOf(1 << bit)).toBeCloseTo(Math.sqrt(3) / 8, 12);
    expect(areaOf(255 - (1 << bit))).toBeCloseTo(Math.sqrt(3) / 8, 12);
  }
});

it('halves the cube by a face, and bevels an edge', () => {
  expect(CUBE_CASES[0b11110000]!.volume).toBeCloseTo(1 / 2, 12);
  expect(areaOf(0b11110000)).toBeCloseTo(1, 12);
  expect(CUBE_CASES[0b11]!.volume).toBeCloseTo(1 / 8, 12);
  expect(areaOf(0b11)).toBeCloseTo(Math.SQRT1_2, 12);
});

it('keeps inside corners apart that touch across a face or across the cube', () => {
  expect(CUBE_CASES[0b1001]!.volume).toBeCloseTo(2 / 48, 12);
  expect(CUBE_CASES[0b10000001]!.volume).toBeCloseTo(2 / 48, 12);
  expect(areaOf(0b10000001)).toBeCloseTo(Math.sqrt(3) / 4, 12);
});

it('has no case of less than nothing or more than a cube, and more corners never enclose less', () => {
  for (let bits = 0; bits < 256; bits++) {
    const { volume } = CUBE_CASES[bits]!;
    expect(volume).toBeGreaterThanOrEqual(0);
    expect(volume).toBeLessThanOrEqual(1);
    for (let bit = 0; bit < 8; bit++) {
      expect(CUBE_CASES[bits | (1 << bit)]!.volume).toBeGreaterThanOrEqual(volume - 1e-12);
    }
  }
});

it('treats every direction alike: mirrored and permuted cases have mirrored and permuted triangles', () => {
  const maps: { corner: (v: Vector3) => Vector3; vector: (v: Vector3) => Vector3 }[] = [
    { corner: ([x, y, z]) => [1 - x, y, z], vector: (v) => v },
    { corner: ([x, y, z]) => [x, 1 - y, z], vector: (v) => v },
    { corner: ([x, y, z]) => [x, y, 1 - z], vector: (v) => v },
    { corner: ([x, y, z]) => [y, z, x], vector: ([x, y, z]) => [y, z, x] },
    { corner: ([x, y, z]) => [y, x, z], vector: ([x, y, z]) => [y, x, z] },
  ];
  for (const { corner, vector } of maps) {
    for (let bits = 0; bits < 256; bits++) {
      const image = moved(bits, corner);
      expect(CUBE_CASES[image]!.volume).toBeCloseTo(CUBE_CASES[bits]!.volume, 10);
      expect(sizes(image, (v) => v)).toEqual(sizes(bits, vector));
    }
  }
});

it('makes closed meshes: the area vectors of any body in a cube of cubes add up to nothing', () => {
  const source = random('closed');
  for (let round = 0; round < 200; round++) {
    const share = source.uniform();
    const mask = Array.from({ length: 27 }, () => (source.uniform() < share ? 1 : 0));
    const at = (i: number, j: number, k: number): number =>
      [i, j, k].every((index) => index >= 0 && index < 3) ? mask[9 * i + 3 * j + k]! : 0;
    const total = [0, 0, 0];
    for (let cube = 0; cube < 64; cube++) {
      const [i, j, k] = [(cube >> 4) - 1, ((cube >> 2) & 3) - 1, (cube & 3) - 1];
      let bits = 0;
      for (let bit = 0; bit < 8; bit++) {
        bits |= at(i + (bit >> 2), j + ((bit >> 1) & 1), k + (bit & 1)) << bit;
      }
      for (const { vector, weight } of CUBE_CASES[bits]!.areas) {
        for (const axis of [0, 1, 2] as const) total[axis]! += weight * vector[axis];
      }
    }
    for (const sum of total) expect(sum).toBeCloseTo(0, 10);
  }
});
