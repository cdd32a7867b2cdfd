import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as independent from '../../fixtures/motion/rigid.js';
import {
  centreOf,
  identity,
  inverseRigid,
  type MotionGrid,
  product,
  rigidMatrix,
  rigidParameters,
} from '../../src/motion/rigid.js';
import type { Vector3 } from '../../src/study/vectors.js';

const three = (most: number) =>
  fc.tuple(
    ...[0, 1, 2].map(() => fc.double({ min: -most, max: most, noNaN: true })),
  ) as unknown as fc.Arbitrary<Vector3>;
const movement = fc.record({ translationMm: three(40), rotationDeg: three(80) });
const centres = three(200);

function differs(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Math.max(...Array.from(a, (value, n) => Math.abs(value - (b[n] ?? Number.NaN))));
}

describe('rigid movements', () => {
  it('become the matrix that an independent implementation gives', () => {
    fc.assert(
      fc.property(movement, centres, (parameters, centre) => {
        const theirs = independent.rigidMatrix(parameters, centre);
        expect(differs(rigidMatrix(parameters, centre), theirs)).toBeLessThan(1e-9);
      }),
    );
  });

  it('are read back from their matrix', () => {
    fc.assert(
      fc.property(movement, centres, (parameters, centre) => {
        const found = rigidParameters(rigidMatrix(parameters, centre), centre);
        expect(differs(found.translationMm, parameters.translationMm)).toBeLessThan(1e-9);
        expect(differs(found.rotationDeg, parameters.rotationDeg)).toBeLessThan(1e-9);
      }),
    );
  });

  it('are undone by their inverse, from either side', () => {
    fc.assert(
      fc.property(movement, centres, (parameters, centre) => {
        const matrix = rigidMatrix(parameters, centre);
        expect(differs(product(matrix, inverseRigid(matrix)), identity())).toBeLessThan(1e-9);
        expect(differs(product(inverseRigid(matrix), matrix), identity())).toBeLessThan(1e-9);
      }),
    );
  });

  it('follow each other as matrices are multiplied: the right one first', () => {
    const turn = rigidMatrix({ translationMm: [0, 0, 0], rotationDeg: [0, 0, 90] }, [0, 0, 0]);
    const shift = rigidMatrix({ translationMm: [10, 0, 0], rotationDeg: [0, 0, 0] }, [0, 0, 0]);
    const both = product(turn, shift);
    // The origin goes to (10, 0, 0), which a quarter turn about z takes to (0, 10, 0).
    expect([both[3], both[7], both[11]].map((value) => Math.round((value ?? 0) * 1e9) / 1e9)).toEqual([
      0, 10, 0,
    ]);
  });

  it('turn right-handed about x first, then y, then z', () => {
    const matrix = rigidMatrix({ translationMm: [0, 0, 0], rotationDeg: [90, 0, 90] }, [0, 0, 0]);
    // y → z by the turn about x, and z stays under the turn about z.
    expect(differs([matrix[1] ?? 0, matrix[5] ?? 0, matrix[9] ?? 0], [0, 0, 1])).toBeLessThan(1e-12);
  });

  it('leave the centre where it is but for the translation', () => {
    const centre: Vector3 = [12, -7, 33];
    const m = rigidMatrix({ translationMm: [1, 2, 3], rotationDeg: [20, -30, 40] }, centre);
    const gone = [0, 4, 8].map(
      (row) => (m[row] ?? 0) * 12 + (m[row + 1] ?? 0) * -7 + (m[row + 2] ?? 0) * 33 + (m[row + 3] ?? 0),
    );
    expect(differs(gone, [13, -5, 36])).toBeLessThan(1e-12);
  });
});

describe('the centre of a volume', () => {
  it('lies between its first and its last voxel, on a sheared grid too', () => {
    const grid: MotionGrid = {
      dims: [5, 3, 9],
      spacingMm: [2, 2, Math.hypot(3, 1)],
      affine: Float64Array.of(2, 0, 0, -4, 0, 2, 1, 10, 0, 0, 3, 7, 0, 0, 0, 1),
    };
    expect(centreOf(grid)).toEqual([0, 16, 19]);
  });
});
