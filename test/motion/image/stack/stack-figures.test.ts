import { describe, expect, it } from 'vitest';
import type { Vector } from '../../../../fixtures/anatomy.js';
import { SOFT_SPHERE } from '../../../../fixtures/motion/object.js';
import { type ImageVolume, isKnown, type Measured } from '../../../../src/motion/image/image-volume.js';
import {
  type StackFactsIn,
  type StackMeasures,
  stackFigures,
} from '../../../../src/motion/image/stack/stack-figures.js';
import { headStack, parityGroups, plainMasks, SHAPE } from './head-stack.js';

function measured(image: ImageVolume, facts: Partial<StackFactsIn> = {}): StackMeasures {
  const groups = parityGroups(image.dims[2]);
  return stackFigures(image, plainMasks(image), { modality: 'MR', is3d: false, groups, ...facts });
}

function shiftOf(image: ImageVolume): Measured | undefined {
  return measured(image).figures.sliceShiftMm;
}

/** The head, its odd slices elsewhere. */
function shifted(shiftMm: Vector, more: Parameters<typeof headStack>[0] = {}): ImageVolume {
  return headStack({ ...more, faults: { parityShifts: [{ volume: 0, parity: 1, shiftMm }] } });
}

const STILL = headStack();

describe('a head that lay still', () => {
  const { figures, slices } = measured(STILL);

  it('has no shift (below 0.1 mm) and no jitter (below 1 %)', () => {
    expect(figures.sliceShiftMm).toBeLessThan(0.1);
    expect(figures.sliceJitterPercent).toBeLessThan(1);
  });

  it('has neither empty nor duplicate slices', () => {
    expect([figures.emptySlices, figures.duplicateSlices]).toEqual([0, 0]);
    expect(slices).toHaveLength(22);
    expect(slices.some(({ isEmpty, duplicateOf }) => isEmpty || duplicateOf !== undefined)).toBe(false);
  });

  it('has the mean of each slice, and no jitter of the first and the last', () => {
    expect(slices[10]?.mean).toBeGreaterThan(1000);
    expect([slices[0]?.jitterPercent, slices[21]?.shiftMm]).toEqual([Number.NaN, Number.NaN]);
    expect(Number.isFinite(slices[10]?.jitterPercent)).toBe(true);
  });

  it('has hardly any of either with noise of 10 %', () => {
    const noisy = measured(headStack({ noiseShare: 0.1 })).figures;
    expect(noisy.sliceShiftMm).toBeLessThan(0.15);
    expect(noisy.sliceJitterPercent).toBeLessThan(1.5);
  });
});

describe('odd slices that moved', () => {
  it('are found where they are, to 0.15 mm, along either axis', () => {
    const moves: Vector[] = [
      [1, 0, 0],
      [0, 1, 0],
      [-0.6, 0.8, 0],
    ];
    for (const move of moves) expect(Math.abs((shiftOf(shifted(move)) as number) - 1)).toBeLessThan(0.15);
  });

  it('are found the farther the farther they moved', () => {
    for (const mm of [0.4, 2, 10])
      expect(Math.abs((shiftOf(shifted([mm, 0, 0])) as number) - mm)).toBeLessThan(0.15);
  });

  it('show in the slices of both groups', () => {
    const { slices } = measured(shifted([2, 0, 0]));
    for (const slice of [9, 10, 11, 12])
      expect(Math.abs((slices[slice]?.shiftMm ?? 0) - 2)).toBeLessThan(0.3);
  });

  it('are found in thick slices of a sphere, which grow and shrink', () => {
    const shape = { ...SHAPE, slices: 14, stepMm: 8 };
    const of = (mm: number) => shiftOf(shifted([mm, 0, 0], { object: SOFT_SPHERE, shape }));
    expect(of(0)).toBeLessThan(0.1);
    expect(Math.abs((of(1) as number) - 1)).toBeLessThan(0.15);
  });
});

describe('odd slices that are brighter', () => {
  const jitter = (brightness: (slice: number) => number): Measured | undefined =>
    measured(headStack({ brightness })).figures.sliceJitterPercent;

  it('are told by how much, to 1 %: 5 % and more', () => {
    for (const percent of [5, 10, 30])
      expect(
        Math.abs((jitter((slice) => (slice % 2 ? 1 + percent / 100 : 1)) as number) - percent),
      ).toBeLessThan(1);
  });

  it('do not count as moved', () => {
    expect(shiftOf(headStack({ brightness: (slice) => (slice % 2 ? 1.3 : 1) }))).toBeLessThan(0.1);
  });

  it('are told apart from a slow change along the slices', () => {
    expect(jitter((slice) => 1 + 0.02 * slice)).toBeLessThan(1);
  });

  it('are told of a single slice, be it nearly dark', () => {
    for (const left of [0.95, 0.5, 0.3])
      expect(
        Math.abs((jitter((slice) => (slice === 11 ? left : 1)) as number) - 100 * (1 - left)),
      ).toBeLessThan(1);
    const { slices } = measured(headStack({ brightness: (slice) => (slice === 11 ? 0.5 : 1) }));
    expect(slices[11]?.jitterPercent).toBeCloseTo(-50, 0);
  });
});

describe('a slice that shows something else', () => {
  it('leaves the jitter uncertain: stripes of it are lost', () => {
    const size = 96 * 96;
    for (const lost of [1, 2]) {
      const values = STILL.values.slice();
      for (let n = 0; n < size; n++) if (n % 3 < lost) values[11 * size + n] = 20;
      expect(measured({ ...STILL, values }).figures.sliceJitterPercent).toEqual({ absent: 'uncertain' });
    }
  });
});

describe('figures that an image does not have', () => {
  it('are none but empty and duplicate slices where all slices are excited together', () => {
    const { figures } = measured(STILL, { is3d: true });
    expect(Object.keys(figures)).toEqual(['emptySlices', 'duplicateSlices']);
  });

  it('are no shift in CT and PET', () => {
    for (const modality of ['CT', 'PT'] as const) {
      const { figures } = measured(STILL, { modality });
      expect(Object.keys(figures)).toEqual(['emptySlices', 'duplicateSlices', 'sliceJitterPercent']);
    }
  });

  it('are no shift of slices in one group', () => {
    const { figures } = measured(STILL, { groups: [] });
    expect(figures.sliceShiftMm).toEqual({ absent: 'not-interleaved' });
    expect(isKnown(figures.sliceJitterPercent ?? { absent: 'uncertain' })).toBe(true);
  });

  it('are none of fewer than five slices, in the image or with the object', () => {
    const four = headStack({ shape: { ...SHAPE, slices: 4 } });
    const few = headStack({ brightness: (slice) => (slice > 8 && slice < 13 ? 1 : 0) });
    for (const image of [four, few]) {
      expect(measured(image).figures.sliceShiftMm).toEqual({ absent: 'too-few-slices' });
      expect(measured(image).figures.sliceJitterPercent).toEqual({ absent: 'too-few-slices' });
    }
  });

  it('are none without an object', () => {
    const facts = { modality: 'MR', is3d: false, groups: parityGroups(22) } as const;
    const { figures, slices } = stackFigures(STILL, undefined, facts);
    expect(figures.sliceShiftMm).toEqual({ absent: 'no-signal' });
    expect(figures.sliceJitterPercent).toEqual({ absent: 'no-signal' });
    expect(slices[10]?.mean).toBeNaN();
  });

  it('are no shift where slices lie anyhow: it is uncertain', () => {
    const size = 96 * 96;
    const values = STILL.values.slice();
    for (let slice = 0; slice < 22; slice++) {
      const columns = ((slice * 7) % 11) - 5;
      const pixels = STILL.values.subarray(slice * size, (slice + 1) * size);
      for (let n = 0; n < size; n++) values[slice * size + n] = pixels[(n + columns + size) % size] ?? 0;
    }
    const { figures, slices } = measured({ ...STILL, values });
    expect(figures.sliceShiftMm).toEqual({ absent: 'uncertain' });
    expect(slices.filter(({ shiftMm }) => shiftMm > 2).length).toBeGreaterThan(10);
  });
});

describe('CT numbers', () => {
  it('count from −1000 HU: a slice 50 HU too high is brighter by 5 %', () => {
    const size = 96 * 96;
    const hu = STILL.values.map((value, n) => {
      const shift = Math.floor(n / size) === 11 ? 50 : 0;
      return value > 350 ? 0.02 * (value - 1400) + shift : -1000;
    });
    const image = { ...STILL, values: hu };
    const groups = parityGroups(22);
    const masks = plainMasks(image, -500);
    const { figures } = stackFigures(image, masks, { modality: 'CT', is3d: false, groups });
    expect(Math.abs((figures.sliceJitterPercent as number) - 5)).toBeLessThan(0.7);
  });
});
