import { describe, expect, it } from 'vitest';
import { directions } from '../../../fixtures/diffusion/scheme.js';
import { random } from '../../../fixtures/random.js';
import { untangle } from '../../../src/motion/diffusion/hidden-motion.js';
import { tensorTerms } from '../../../src/motion/diffusion/tensor-terms.js';
import { fdJenkinsonMm } from '../../../src/motion/displacement.js';
import { type Matrix4, rigidMatrix } from '../../../src/motion/rigid.js';
import type { Vector3 } from '../../../src/study/vectors.js';

const CENTRE: Vector3 = [5, -10, 20];

/** Directions in an order of no pattern, as scanners play them. */
function scheme(count: number): Vector3[] {
  const { integer } = random('order');
  const pool = directions(count, 0);
  return Array.from({ length: count }, () => pool.splice(integer(pool.length), 1)[0] ?? [0, 0, 1]);
}

/** A slow drift, and a step at `at`. */
function drift(count: number, at = count): Vector3[] {
  return Array.from({ length: count }, (_, n) => [0.02 * n, Math.sin(n / 9), n < at ? 0 : 2]);
}

const moved = (translationMm: Vector3, x = 0): Matrix4 =>
  rigidMatrix({ translationMm, rotationDeg: [x, 0, 0] }, CENTRE);

/** The largest difference, but for what all have in common. */
function worst(found: readonly Matrix4[], truth: readonly Vector3[]): number {
  const shifts = found.map((m, n) => {
    const [x, y, z] = truth[n] ?? [0, 0, 0];
    const c = fdJenkinsonMm(m, moved([x, y, z]), CENTRE);
    return c;
  });
  return Math.max(...shifts);
}

describe('motion without what goes with the gradient direction', () => {
  const own = scheme(32);
  /** What alignment to predictions cannot see. */
  const hidden = (direction: Vector3): Vector3 => {
    const [, a = 0, b = 0, c = 0] = tensorTerms(direction);
    return [0.3 * a, -0.2 * b, 0.2 * c];
  };
  const tangled = (truth: readonly Vector3[]): Matrix4[] =>
    truth.map(([x, y, z], n) => {
      const [dx, dy, dz] = hidden(own[n] ?? [0, 0, 1]);
      return moved([x + dx, y + dy, z + dz]);
    });

  it('is found again of a head that drifts', () => {
    const truth = drift(32);
    expect(worst(tangled(truth), truth)).toBeGreaterThan(0.5);
    const found = untangle(tangled(truth), own, CENTRE);
    expect(worst(found?.transforms ?? [], truth)).toBeLessThan(0.05);
  });

  it('is found again of a head that jumps once', () => {
    const truth = drift(32, 17);
    const found = untangle(tangled(truth), own, CENTRE);
    expect(worst(found?.transforms ?? [], truth)).toBeLessThan(0.05);
  });

  it('leaves rotations, too, without it', () => {
    const turned = own.map((direction) => moved([0, 0, 0], 0.5 * (tensorTerms(direction)[1] ?? 0)));
    const found = untangle(turned, own, CENTRE);
    for (const m of found?.transforms ?? [])
      expect(fdJenkinsonMm(m, moved([0, 0, 0]), CENTRE)).toBeLessThan(1e-6);
  });

  it('is not known better than the head is still: the error covers what jitter hides', () => {
    const { normal } = random('jitter');
    const errors: number[] = [];
    const stated: number[] = [];
    for (let run = 0; run < 20; run++) {
      const truth = own.map((): Vector3 => [0.2 * normal(), 0.2 * normal(), 0.2 * normal()]);
      const found = untangle(tangled(truth), own, CENTRE);
      for (const [n, m] of (found?.transforms ?? []).entries()) {
        errors.push(fdJenkinsonMm(m, moved(truth[n] ?? [0, 0, 0]), CENTRE) ** 2);
        stated.push((found?.hiddenMm[n] ?? 0) ** 2);
      }
    }
    const rms = (squares: number[]) => Math.sqrt(squares.reduce((a, b) => a + b, 0) / squares.length);
    expect(rms(stated) / rms(errors)).toBeGreaterThan(0.8);
    expect(rms(stated) / rms(errors)).toBeLessThan(2);
  });

  it('is known worse with fewer directions, and not at all with hardly more than a tensor has', () => {
    const { normal } = random('few');
    const jitter = own.map(() => moved([0.2 * normal(), 0.2 * normal(), 0.2 * normal()]));
    const most = (count: number) =>
      Math.max(...(untangle(jitter.slice(0, count), own.slice(0, count), CENTRE)?.hiddenMm ?? [Number.NaN]));
    expect(most(12)).toBeGreaterThan(1.5 * most(32));
    expect(most(6)).toBeNaN();
  });

  it('is not told where the direction stays the same', () => {
    const same = own.map((): Vector3 => [0, 0, 1]);
    expect(untangle(tangled(drift(32)), same, CENTRE)).toBeUndefined();
    expect(untangle([], [], CENTRE)).toBeUndefined();
  });
});
