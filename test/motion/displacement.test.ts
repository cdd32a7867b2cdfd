import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as independent from '../../fixtures/motion/rigid.js';
import { fdJenkinsonMm, fdPowerMm } from '../../src/motion/displacement.js';
import { identity, type RigidParameters, rigidMatrix } from '../../src/motion/rigid.js';
import type { Vector3 } from '../../src/study/vectors.js';

const STILL: RigidParameters = { translationMm: [0, 0, 0], rotationDeg: [0, 0, 0] };
const ORIGIN: Vector3 = [0, 0, 0];

const three = (most: number) =>
  fc.tuple(
    ...[0, 1, 2].map(() => fc.double({ min: -most, max: most, noNaN: true })),
  ) as unknown as fc.Arbitrary<Vector3>;
const movement = fc.record({ translationMm: three(30), rotationDeg: three(45) });

describe('framewise displacement after Power', () => {
  it('adds translations and arcs of 50 mm', () => {
    const now: RigidParameters = { translationMm: [1, -2, 0.5], rotationDeg: [1, 0, -2] };
    expect(fdPowerMm(now, STILL)).toBeCloseTo(3.5 + (50 * 3 * Math.PI) / 180, 12);
  });

  it('agrees with an independent implementation', () => {
    fc.assert(
      fc.property(movement, movement, (now, before) => {
        expect(fdPowerMm(now, before)).toBeCloseTo(independent.fdPowerMm(now, before), 9);
      }),
    );
  });

  it('is 0 when nothing moved, and no number where a parameter is none', () => {
    expect(fdPowerMm(STILL, STILL)).toBe(0);
    expect(fdPowerMm({ ...STILL, translationMm: [Number.NaN, 0, 0] }, STILL)).toBeNaN();
  });
});

describe('framewise displacement after Jenkinson', () => {
  it('is the length of a translation', () => {
    const moved = rigidMatrix({ translationMm: [3, 0, 4], rotationDeg: [0, 0, 0] }, ORIGIN);
    expect(fdJenkinsonMm(moved, identity(), [20, 30, 40])).toBeCloseTo(5, 12);
  });

  it('is that of the mean over a sphere of 80 mm for a turn about its centre', () => {
    const centre: Vector3 = [5, -6, 7];
    const turned = rigidMatrix({ translationMm: ORIGIN, rotationDeg: [0, 0, 10] }, centre);
    // A point at the distance r from the axis moves 2 r sin 5°; the mean of r² over a ball is 2/5 R².
    const expected = 2 * Math.sin((5 * Math.PI) / 180) * Math.sqrt((2 / 5) * 80 ** 2);
    expect(fdJenkinsonMm(turned, identity(), centre)).toBeCloseTo(expected, 9);
  });

  it('agrees with an independent implementation', () => {
    fc.assert(
      fc.property(movement, movement, three(100), (now, before, centre) => {
        const [a, b] = [rigidMatrix(now, centre), rigidMatrix(before, centre)];
        const theirs = independent.rmsDistanceMm([...a], [...b], centre);
        expect(fdJenkinsonMm(a, b, centre)).toBeCloseTo(theirs, 8);
      }),
    );
  });

  it('is 0 between equal movements, and no number where one of them is none', () => {
    fc.assert(
      fc.property(movement, three(100), (now, centre) => {
        const matrix = rigidMatrix(now, centre);
        expect(fdJenkinsonMm(matrix, matrix, centre)).toBeLessThan(1e-9);
      }),
    );
    expect(fdJenkinsonMm(identity().fill(Number.NaN), identity(), ORIGIN)).toBeNaN();
  });
});
