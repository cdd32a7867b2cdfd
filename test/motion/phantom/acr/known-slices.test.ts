import { describe, expect, it } from 'vitest';
import { random } from '../../../../fixtures/random.js';
import { areInPlace } from '../../../../src/motion/phantom/acr/known-slices.js';
import type { FoundDisc, Slice2d } from '../../../../src/motion/phantom/find/find-disc.js';

const SIZE = 128;
const DISC: FoundDisc = {
  centre: [63.5, 63.5],
  radiusMm: 95,
  halfAxesMm: [95, 95],
  roughnessMm: 0,
  share: 1,
  inside: 1000,
  outside: 10,
};

function picture(at: (x: number, y: number) => number, sigma = 30): Slice2d {
  const source = random('slices');
  const values = Float32Array.from({ length: SIZE * SIZE }, (_, n) => {
    const [x, y] = [2 * ((n % SIZE) - 63.5), 2 * (Math.floor(n / SIZE) - 63.5)];
    return at(x, y) + sigma * source.normal();
  });
  return { values, columns: SIZE, rows: SIZE, spacingMm: [2, 2] };
}

const WATER = picture(() => 1000);
/** Lines of 2 mm every 15 mm, each way. */
const GRID = picture((x, y) =>
  ((x + 300) % 15) * ((y + 300) % 15) === 0 || (x + 300) % 15 < 2 || (y + 300) % 15 < 2 ? 300 : 1000,
);
/** The insert of low contrast is a dark ring. */
const INSERT = picture((x, y) => (Math.abs(Math.hypot(x, y) - 45) < 6 ? 600 : 1000));

const slices = (five: Slice2d, seven: Slice2d) => [
  { number: 5, slice: five, disc: DISC },
  { number: 7, slice: seven, disc: DISC },
];

describe('slices of the ACR phantom', () => {
  it('are in their places where the grid is in slice 5 and nothing in slice 7', () => {
    expect(areInPlace(slices(GRID, WATER))).toBe(true);
  });

  it.each<[string, Slice2d, Slice2d]>([
    ['the other way round', WATER, GRID],
    ['uniform both', WATER, WATER],
    ['a grid both', GRID, GRID],
    ['with an insert in slice 7', GRID, INSERT],
    ['with nothing but noise in slice 7', GRID, picture(() => 1000, 900)],
  ])('are not, %s', (_, five, seven) => {
    expect(areInPlace(slices(five, seven))).toBe(false);
  });

  it('are not where one is missing', () => {
    expect(areInPlace(slices(GRID, WATER).slice(1))).toBe(false);
    expect(areInPlace([])).toBe(false);
  });
});
