import { describe, expect, it } from 'vitest';
import { sphereOrder } from '../../../../src/motion/phantom/pet/sphere-order.js';
import type { Vector3 } from '../../../../src/study/vectors.js';
import { DIMS, placesOf, RING, SPACING_MM, type SpheresOptions, spheres } from './spheres.js';

/** The order that is found, with the places counted as they are, or in another sense from another one. */
function order(
  options: SpheresOptions,
  { declared = RING.spheresMm, rotate = 0, reverse = false, deviation = options.noiseShare ?? 0 } = {},
): number[] | undefined {
  const places = placesOf(options).map((place): Vector3 => {
    const at = place.map((mm, axis) => mm + (((DIMS[axis] ?? 0) - 1) / 2) * (SPACING_MM[axis] ?? 0));
    return [at[0] ?? 0, at[1] ?? 0, at[2] ?? 0];
  });
  const turned = [...places.slice(rotate), ...places.slice(0, rotate)];
  if (reverse) turned.reverse();
  const background = { mean: 1, deviation };
  return sphereOrder({ image: spheres(options), placesMm: turned, diametersMm: declared, background });
}

describe('sphereOrder', () => {
  it('tells the order from any place in either sense', () => {
    expect(order({})).toEqual([37, 28, 22, 17, 13, 10]);
    expect(order({}, { rotate: 2 })).toEqual([22, 17, 13, 10, 37, 28]);
    expect(order({}, { rotate: 5, reverse: true })).toEqual([13, 17, 22, 28, 37, 10]);
  });

  it('tells it in noise and whatever the blur', () => {
    for (const fwhmMm of [0.5, 5, 10]) {
      expect(order({ fwhmMm, noiseShare: 0.12, turnDeg: 77 })).toEqual([37, 28, 22, 17, 13, 10]);
    }
  });

  it('tells none where two are declared in each other’s place', () => {
    for (const declared of [
      [28, 37, 22, 17, 13, 10],
      [37, 22, 28, 17, 13, 10],
      [37, 28, 17, 22, 13, 10],
      [37, 28, 22, 13, 17, 10],
      [37, 28, 22, 17, 10, 13],
    ]) {
      expect(order({ fwhmMm: 6 }, { declared })).toBeUndefined();
    }
  });

  it('tells none where the background is so noisy that two could be in each other’s place', () => {
    expect(order({}, { deviation: 0.1 })).toEqual([37, 28, 22, 17, 13, 10]);
    expect(order({}, { deviation: 0.6 })).toBeUndefined();
  });

  it('tells it of equal spheres, which may stand for each other', () => {
    const declared = [20, 20, 20];
    expect(order({ diametersMm: declared, turnDeg: 5 }, { declared })).toEqual(declared);
  });

  it('tells none where the spheres are not hot', () => {
    expect(order({ ratio: 1 })).toBeUndefined();
    expect(order({ ratio: 0.1 })).toBeUndefined();
  });
});
