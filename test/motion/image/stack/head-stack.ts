import { type StackShape, stack } from '../../../../fixtures/cd/geometry.js';
import type { Faults } from '../../../../fixtures/motion/faults.js';
import { magnitude } from '../../../../fixtures/motion/noise.js';
import { BRAIN_SIGNAL, type SoftObject } from '../../../../fixtures/motion/object.js';
import { GRIDS } from '../../../../fixtures/motion/recipes.js';
import { type RunOptions, volumeSignal } from '../../../../fixtures/motion/run.js';
import { stillness } from '../../../../fixtures/motion/trajectory.js';
import type { ImageMasks } from '../../../../src/motion/image/contrast/image-masks.js';
import type { ImageVolume } from '../../../../src/motion/image/image-volume.js';
import { gridOf } from '../../../helpers/motion/memory-run.js';

/** A head of 20 slices of 5 mm, as 2D series have it. */
export const SHAPE: StackShape = {
  ...GRIDS.axial,
  rows: 96,
  columns: 96,
  pixelMm: 2.2,
  slices: 22,
  stepMm: 5,
};

/** Odd and even slices, from 0. */
export function parityGroups(slices: number): number[][] {
  return [0, 1].map((parity) =>
    Array.from({ length: slices }, (_, slice) => slice).filter((slice) => slice % 2 === parity),
  );
}

interface HeadOptions {
  readonly shape?: StackShape;
  readonly faults?: Faults;
  readonly noiseShare?: number;
  readonly object?: SoftObject;
  /** What a slice's signal is multiplied by. */
  readonly brightness?: (slice: number) => number;
}

/** The head with known faults, and noise. */
export function headStack(options: HeadOptions = {}): ImageVolume {
  const { shape = SHAPE, faults = {}, noiseShare = 0.02, brightness = () => 1 } = options;
  const object = options.object ? { object: options.object } : {};
  const run = { shape, motion: stillness(1), faults, ...object } as unknown as RunOptions;
  const signal = volumeSignal(run, stack(shape), 0);
  const size = shape.rows * shape.columns;
  const bright = signal.map((value, at) => value * brightness(Math.floor(at / size)));
  const stored = magnitude(bright, { sigma: noiseShare * BRAIN_SIGNAL, seed: 'head stack', max: 65535 });
  return { ...gridOf(shape), values: Float32Array.from(stored) };
}

/** What is object and what is air, by one threshold. */
export function plainMasks({ values }: ImageVolume, threshold = 0.25 * BRAIN_SIGNAL): ImageMasks {
  const foreground = Uint8Array.from(values, (value) => (value > threshold ? 1 : 0));
  const foregroundVoxels = foreground.reduce((sum, one) => sum + one, 0);
  return {
    foreground,
    air: foreground.map((one) => 1 - one),
    foregroundVoxels,
    airVoxels: values.length - foregroundVoxels,
    airState: 'usable',
    threshold,
  };
}
