import type { Vector3 } from '../../study/vectors.js';
import { ARC_MM } from '../realign/columns.js';
import { inverse, type Square, solve } from '../realign/linear.js';
import { type Matrix4, rigidMatrix, rigidParameters } from '../rigid.js';
import { TERMS, tensorTerms } from './tensor-terms.js';

/** Motion without the part that depends on the gradient direction, and how well that part is known. */
export interface Untangled {
  readonly transforms: readonly Matrix4[];
  /** Standard error of each volume's position, mm, rotations as arcs at 50 mm: what may still be hidden. */
  readonly hiddenMm: Float64Array;
}

/** Terms that depend on the direction. */
const FREE = TERMS - 1;
const PARAMETERS = 6;
const ARC_OF_DEGREE = (Math.PI / 180) * ARC_MM;
/** Reweighted until long after weights have settled. */
const ROUNDS = 30;

/**
 * Takes out of the motion what goes with the gradient direction. A movement that is itself a quadratic form of the
 * direction looks, at every edge, like a tensor there: the model takes it up, and alignment to it never sees it. What
 * tells it from the truth is time: directions jump from volume to volume, heads do not. So that part is chosen which
 * leaves the least change from each volume to the next; large steps count less (Cauchy's weights), since heads also jump.
 *
 * The standard error is that of this regression, with as many volumes' worth of freedom as are left.
 * @param directions unit vectors in time order, as many as transforms
 * @returns undefined where there are too few directions, or they hardly change
 */
export function untangle(
  transforms: readonly Matrix4[],
  directions: readonly Vector3[],
  centre: Vector3,
): Untangled | undefined {
  const moves = transforms.map((transform) => parametersOf(transform, centre));
  const terms = directions.map((direction) => tensorTerms(direction).subarray(1));
  const found = leastChange(differences(moves), differences(terms));
  if (!found) return undefined;
  const { coefficients, covariance } = found;
  return {
    transforms: moves.map((move, volume) => {
      const own = terms[volume] ?? new Float64Array(FREE);
      return matrixOf(
        move.map((value, p) => value + dot(own, coefficients[p])),
        centre,
      );
    }),
    hiddenMm: Float64Array.from(terms, (own) => {
      let sum = 0;
      for (let n = 0; n < covariance.length; n++) {
        sum += (own[Math.floor(n / FREE)] ?? 0) * (covariance[n] ?? 0) * (own[n % FREE] ?? 0);
      }
      return Math.sqrt(sum);
    }),
  };
}

function parametersOf(transform: Matrix4, centre: Vector3): Float64Array {
  const { translationMm, rotationDeg } = rigidParameters(transform, centre);
  return Float64Array.of(...translationMm, ...rotationDeg.map((degrees) => degrees * ARC_OF_DEGREE));
}

function matrixOf(move: Float64Array, centre: Vector3): Matrix4 {
  const at = (n: number): number => move[n] ?? 0;
  const arc = (n: number): number => at(n) / ARC_OF_DEGREE;
  return rigidMatrix({ translationMm: [at(0), at(1), at(2)], rotationDeg: [arc(3), arc(4), arc(5)] }, centre);
}

function differences(rows: readonly Float64Array[]): Float64Array[] {
  return rows.slice(1).map((row, n) => row.map((value, i) => value - (rows[n]?.[i] ?? 0)));
}

function dot(a: Float64Array, b: Float64Array | undefined): number {
  return a.reduce((sum, value, n) => sum + value * (b?.[n] ?? 0), 0);
}

interface LeastChange {
  /** For each parameter, what to add times the terms. */
  readonly coefficients: readonly Float64Array[];
  /** Of the coefficients, all parameters together. */
  readonly covariance: Square;
}

function leastChange(
  steps: readonly Float64Array[],
  turns: readonly Float64Array[],
): LeastChange | undefined {
  let weights = new Float64Array(steps.length).fill(1);
  let found: LeastChange | undefined;
  for (let round = 0; round < ROUNDS; round++) {
    const normal = weightedGram(turns, weights);
    const inverted = inverse(normal, FREE);
    const freedom = weights.reduce((sum, weight) => sum + weight, 0) - FREE;
    if (!inverted || !(freedom > 0)) return undefined;
    const coefficients: Float64Array[] = [];
    for (let p = 0; p < PARAMETERS; p++) {
      const own = solve(
        normal,
        weightedSum(
          turns,
          weights.map((weight, n) => -weight * (steps[n]?.[p] ?? 0)),
        ),
      );
      if (!own) return undefined;
      coefficients.push(own);
    }
    const left = squaresLeft(steps, turns, coefficients);
    const variance = left.reduce((sum, square, n) => sum + (weights[n] ?? 0) * square, 0) / freedom;
    found = { coefficients, covariance: inverted.map((value) => value * variance) };
    weights = cauchyWeights(left);
  }
  return found;
}

/** 1 / (1 + r² / 2m²), m² the median of the squares; all 1 where nothing is left. */
function cauchyWeights(squares: Float64Array): Float64Array<ArrayBuffer> {
  const median = squares.slice().sort()[Math.floor(squares.length / 2)] ?? 0;
  return Float64Array.from(squares, (square) => (median > 0 ? 1 / (1 + square / (2 * median)) : 1));
}

function squaresLeft(
  steps: readonly Float64Array[],
  turns: readonly Float64Array[],
  coefficients: readonly Float64Array[],
): Float64Array {
  return Float64Array.from(steps, (step, n) => {
    const turn = turns[n] ?? new Float64Array(FREE);
    return step.reduce((sum, value, p) => sum + (value + dot(turn, coefficients[p])) ** 2, 0);
  });
}

function weightedGram(rows: readonly Float64Array[], weights: Float64Array): Square {
  const out = new Float64Array(FREE * FREE);
  for (const [n, row] of rows.entries()) {
    for (let i = 0; i < out.length; i++) {
      const both = (row[Math.floor(i / FREE)] ?? 0) * (row[i % FREE] ?? 0);
      out[i] = (out[i] ?? 0) + (weights[n] ?? 0) * both;
    }
  }
  return out;
}

function weightedSum(rows: readonly Float64Array[], weights: Float64Array): Float64Array {
  const out = new Float64Array(FREE);
  for (const [n, row] of rows.entries()) {
    for (let i = 0; i < FREE; i++) out[i] = (out[i] ?? 0) + (weights[n] ?? 0) * (row[i] ?? 0);
  }
  return out;
}
