import { describe, expect, it } from 'vitest';
import type { Faults } from '../../../fixtures/motion/faults.js';
import { GRIDS } from '../../../fixtures/motion/recipes.js';
import { type RigidParameters, STILL } from '../../../fixtures/motion/rigid.js';
import { type Alignment, alignVolume } from '../../../src/motion/realign/align.js';
import { movingVolume, search } from '../../../src/motion/realign/descend.js';
import { prepareReference, type Reference } from '../../../src/motion/realign/reference.js';
import { settle } from '../../../src/motion/realign/settle.js';
import { smooth } from '../../../src/motion/realign/smooth.js';
import { centreOf, identity } from '../../../src/motion/rigid.js';
import { alignmentError } from '../../helpers/motion/alignment-error.js';
import { type MemoryRun, memoryRun } from '../../helpers/motion/memory-run.js';

const MOVED: RigidParameters = { translationMm: [0.3, -0.2, 0.4], rotationDeg: [0.3, -0.2, 0.25] };
const FAR: RigidParameters = { translationMm: [15, -12, 18], rotationDeg: [-14, 12, 16] };

/** A still volume and a moved one, of which slices lost signal. */
function hurtRun(slices: readonly number[], factor: number, moved: RigidParameters = MOVED): MemoryRun {
  const dropouts = slices.map((slice) => ({ volume: 1, slice, factor }));
  return memoryRun({ motion: [STILL, moved], faults: { dropouts } });
}

interface Measured extends Alignment {
  readonly rmsMm: number;
}

function measured(run: MemoryRun): Measured {
  const [first = new Float32Array(0), second = new Float32Array(0)] = run.volumes;
  const found = alignVolume(prepareReference(first, run.grid), second, run.grid);
  const { rmsMm } = alignmentError(found.transform, run.transforms[1] ?? [], centreOf(run.grid));
  return { ...found, rmsMm };
}

describe('a volume that lost slices', () => {
  it.each([
    { slices: [12], factor: 0 },
    { slices: [12], factor: 0.3 },
    { slices: [12], factor: 0.8 },
    { slices: [3], factor: 0.3 },
    { slices: [8, 15], factor: 0.6 },
    { slices: [11, 12, 13], factor: 0 },
    { slices: [11, 12, 13], factor: 0.8 },
    { slices: [10, 12, 14], factor: 0.3 },
    { slices: [2, 9, 17], factor: 0.5 },
  ])('lies where it lies: slices $slices at $factor', ({ slices, factor }) => {
    const found = measured(hurtRun(slices, factor));
    expect(found.rmsMm).toBeLessThan(0.05);
    expect(found.leftOutSlices).toBe(slices.length);
    expect(found.converged).toBe(true);
    // What is said of it is of the slices that were used.
    expect(found.correlation).toBeGreaterThan(0.999);
    expect(found.residual).toBeLessThan(0.015);
    expect(found.standardErrorMm).toBeLessThan(0.05);
    expect(found.multiStart).toBe(false);
  });

  it('is found where it moved far, too', () => {
    const found = measured(hurtRun([9, 16], 0.2, FAR));
    expect(found.rmsMm).toBeLessThan(0.06);
    expect(found.leftOutSlices).toBe(2);
  });

  it('hardly differs from what it would be without: a lost slice at the end of the stack, too', () => {
    for (const slice of [0, 1, 23]) expect(measured(hurtRun([slice], 0.3)).rmsMm).toBeLessThan(0.05);
  });

  it('is the same when it is measured again', () => {
    expect(measured(hurtRun([12], 0.3))).toEqual(measured(hurtRun([12], 0.3)));
  });

  it('keeps them all where more than a third would have to go', () => {
    const most = Array.from({ length: 9 }, (_, n) => 2 + 2 * n);
    const found = measured(hurtRun(most, 0.2));
    expect(found.leftOutSlices).toBe(0);
    expect(found.correlation).toBeLessThan(0.97);
  });

  it.each([0, 1, 3])(
    'may be the reference: then its slice is left out of the others, moved %d times',
    (times) => {
      const dropouts = [{ volume: 0, slice: 12, factor: 0.3 }];
      const moved: RigidParameters = {
        translationMm: [0.3 * times, -0.2 * times, 0.4 * times],
        rotationDeg: [0.3 * times, -0.2 * times, 0.25 * times],
      };
      const found = measured(memoryRun({ motion: [STILL, moved], faults: { dropouts } }));
      expect(found.rmsMm).toBeLessThan(0.1);
      expect(found.leftOutSlices).toBeGreaterThan(0);
    },
  );
});

describe('a spike', () => {
  it('does not mislead', () => {
    const spikes = [{ volume: 1, slice: 14, amplitude: 260, cyclesPerImage: [9, 5] as const }];
    const found = measured(memoryRun({ motion: [STILL, MOVED], faults: { spikes } }));
    expect(found.rmsMm).toBeLessThan(0.05);
    expect(found.leftOutSlices).toBe(1);
  });
});

describe('a sound volume', () => {
  const parity: Faults = { parityShifts: [{ volume: 1, parity: 0, shiftMm: [0, 2.5, 0] }] };

  it.each([
    { about: 'that moved little', options: { motion: [STILL, MOVED] } },
    { about: 'that moved far', options: { motion: [STILL, FAR] } },
    { about: 'without noise', options: { motion: [STILL, MOVED], noiseShare: 0 } },
    { about: 'with much noise', options: { motion: [STILL, MOVED], noiseShare: 0.03 } },
    { about: 'on an oblique grid', options: { motion: [STILL, MOVED], shape: GRIDS.oblique } },
    { about: 'that moved within', options: { motion: [STILL, MOVED], faults: parity } },
  ])('$about ends where its search ended, to the last bit', ({ options }) => {
    const run = memoryRun(options);
    const [first = new Float32Array(0), second = new Float32Array(0)] = run.volumes;
    const reference = prepareReference(first, run.grid);
    const searched = searchOf(reference, second, run);
    const settled = settle(reference, { values: second, grid: run.grid }, searched);
    expect(settled.moving).toBe(searched.moving);
    expect(settled.transform).toEqual(searched.ended.transform);
    expect(settled.iterations).toBe(searched.ended.iterations);
    expect(alignVolume(reference, second, run.grid).leftOutSlices).toBe(0);
  });
});

function searchOf(reference: Reference, values: Float32Array, { grid }: MemoryRun) {
  const moving = movingVolume(reference.fine, smooth(values, grid, reference.fine.fwhmMm), grid);
  return { moving, ended: search(reference.fine, moving, identity()) };
}
