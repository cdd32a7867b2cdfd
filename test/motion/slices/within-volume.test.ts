import { beforeAll, describe, expect, it } from 'vitest';
import { SOFT_SPHERE } from '../../../fixtures/motion/object.js';
import { GRIDS, RUNS } from '../../../fixtures/motion/recipes.js';
import { stillness, trajectory } from '../../../fixtures/motion/trajectory.js';
import { fdJenkinsonMm } from '../../../src/motion/displacement.js';
import { centreOf, identity, type Matrix4, product, rigidMatrix } from '../../../src/motion/rigid.js';
import { type WithinVolume, withinVolume } from '../../../src/motion/slices/within-volume.js';
import { everySecond, type MeasuredRun, measuredRun } from './measured.js';

/** Registers the halves of a volume; the search begins at the true movement unless another is given. */
function halves({ run, prepared, transforms }: MeasuredRun, volume: number, start?: Matrix4): WithinVolume {
  const values = run.volumes[volume] ?? new Float32Array(0);
  const groups = [everySecond(run.grid, 0), everySecond(run.grid, 1)];
  const transform = start ?? transforms[volume] ?? identity();
  return withinVolume(prepared, { values, grid: run.grid }, { transform, groups });
}

const PARITY = RUNS.find(({ intro }) => intro.key === 'motion/parity');

let parity: MeasuredRun;
let still: MeasuredRun;

beforeAll(() => {
  parity = measuredRun({ motion: PARITY?.motion ?? [], faults: PARITY?.faults ?? {} });
  still = measuredRun({ motion: stillness(4) });
});

describe('withinVolume', () => {
  it.each(PARITY?.faults?.parityShifts ?? [])(
    'recovers how far apart the halves of volume $volume lie, from half way between them',
    ({ volume, shiftMm }) => {
      const half = shiftMm.map((mm) => mm / 2) as unknown as typeof shiftMm;
      const there = rigidMatrix({ translationMm: half, rotationDeg: [0, 0, 0] }, [0, 0, 0]);
      const before = parity.transforms[volume] ?? identity();
      const { displacementMm, transforms } = halves(parity, volume, product(there, before));
      expect(Math.abs(displacementMm - Math.hypot(...shiftMm))).toBeLessThan(0.1);
      const shifted = product(
        rigidMatrix({ translationMm: shiftMm, rotationDeg: [0, 0, 0] }, [0, 0, 0]),
        before,
      );
      const centre = centreOf(parity.run.grid);
      expect(fdJenkinsonMm(transforms[0] ?? identity(), shifted, centre)).toBeLessThan(0.1);
      expect(fdJenkinsonMm(transforms[1] ?? identity(), before, centre)).toBeLessThan(0.1);
    },
  );

  it('finds no motion within volumes between which the head moved, on grids of all kinds', () => {
    for (const [name, shape] of Object.entries({ tilted: GRIDS.smallTilted, oblique: GRIDS.oblique })) {
      const motion = trajectory({ seed: `within ${name}`, volumes: 3, amplitude: 3 });
      const moved = measuredRun({ motion, shape });
      for (const volume of [1, 2]) expect(halves(moved, volume).displacementMm).toBeLessThan(0.1);
    }
  });

  it('finds none in a still head at 1 % noise', () => {
    for (const volume of [1, 2, 3]) expect(halves(still, volume).displacementMm).toBeLessThan(0.1);
  });

  it('comes to the same from a start that is 2 mm and 1° off', () => {
    const off = rigidMatrix({ translationMm: [1, -1.5, 1], rotationDeg: [0.6, 0.5, -0.6] }, [0, 0, 0]);
    const [right, wrong] = [halves(still, 1), halves(still, 1, off)];
    const centre = centreOf(still.run.grid);
    for (const [n, transform] of right.transforms.entries()) {
      const other = wrong.transforms[n];
      expect(fdJenkinsonMm(transform ?? identity(), other ?? off, centre)).toBeLessThan(0.1);
    }
  });

  it('takes a volume of another brightness as it is', () => {
    const values = (still.run.volumes[1] ?? new Float32Array(0)).map((value) => 0.6 * value);
    const groups = [everySecond(still.run.grid, 0), everySecond(still.run.grid, 1)];
    const darker = withinVolume(
      still.prepared,
      { values, grid: still.run.grid },
      { transform: identity(), groups },
    );
    expect(darker.displacementMm).toBeCloseTo(halves(still, 1).displacementMm, 2);
  });

  it('leaves out a slice that dropped out', () => {
    const dropouts = [{ volume: 1, slice: 11, factor: 0.3 }];
    const spoilt = measuredRun({ motion: stillness(2), faults: { dropouts } });
    expect(halves(spoilt, 1).displacementMm).toBeLessThan(0.1);
  });

  it('gives no number for a sphere, whose rotation is undetermined', () => {
    const motion = trajectory({ seed: 'within sphere', volumes: 2, amplitude: 0.5 });
    const sphere = measuredRun({ motion, object: SOFT_SPHERE });
    expect(halves(sphere, 1)).toMatchObject({
      transforms: [undefined, undefined],
      displacementMm: Number.NaN,
    });
  });

  it('gives no number for the reference itself', () => {
    expect(halves(still, 0)).toMatchObject({
      transforms: [undefined, undefined],
      displacementMm: Number.NaN,
    });
  });

  it('leaves a group of too few slices undefined, and has no displacement then', () => {
    const values = still.run.volumes[1] ?? new Float32Array(0);
    const groups = [everySecond(still.run.grid, 0), [9, 11, 13]];
    const found = withinVolume(
      still.prepared,
      { values, grid: still.run.grid },
      { transform: identity(), groups },
    );
    expect(found.transforms[0]).toBeDefined();
    expect(found.transforms[1]).toBeUndefined();
    expect(found.displacementMm).toBeNaN();
  });

  it('registers nothing where slices were acquired in one pass, or when is unknown', () => {
    const volume = { values: still.run.volumes[1] ?? new Float32Array(0), grid: still.run.grid };
    for (const groups of [[], [Array.from({ length: 24 }, (_, slice) => slice)]]) {
      const found = withinVolume(still.prepared, volume, { transform: identity(), groups });
      expect(found.displacementMm).toBeNaN();
      expect(found.transforms.every((transform) => transform === undefined)).toBe(true);
    }
  });

  it('joins more than four passes to an early and a late half', () => {
    const volume = { values: still.run.volumes[1] ?? new Float32Array(0), grid: still.run.grid };
    const groups = [0, 1, 2, 3, 4].map((first) =>
      Array.from({ length: 24 }, (_, slice) => slice).filter((slice) => slice % 5 === first),
    );
    const found = withinVolume(still.prepared, volume, { transform: identity(), groups });
    expect(found.groups.map((group) => group.length)).toEqual([15, 9]);
    expect(found.displacementMm).toBeLessThan(0.15);
  });

  it('gives no number where the volume is noise alone', () => {
    const values = Float32Array.from(still.run.volumes[1] ?? [], (_, n) => 50 + ((n * 7919) % 97));
    const groups = [everySecond(still.run.grid, 0), everySecond(still.run.grid, 1)];
    const found = withinVolume(
      still.prepared,
      { values, grid: still.run.grid },
      { transform: identity(), groups },
    );
    expect(found.displacementMm).toBeNaN();
  });
});
