// Folders of echo-planar runs of a moving head, as large as those of a study.

import { stack } from '../../../build/fixtures/cd/geometry.js';
import { seriesFiles } from '../../../build/fixtures/motion/forms/write.js';
import { magnitude } from '../../../build/fixtures/motion/noise.js';
import { BRAIN_SIGNAL } from '../../../build/fixtures/motion/object.js';
import { GRIDS, RUNS } from '../../../build/fixtures/motion/recipes.js';
import { motionRun, volumeSignal } from '../../../build/fixtures/motion/run.js';
import { trajectory } from '../../../build/fixtures/motion/trajectory.js';
import { writeFiles } from '../../../build/fixtures/write-files.js';

/** An analytic head takes as long to render as a volume to read: so many poses are rendered, and come again and again. */
const POSES = 8;
const NOISE = 0.01;

/** Sizes of runs: columns and rows, slices, volumes, and the voxel in mm. */
export const SIZES = {
  '64×64×30×20': { matrix: 64, slices: 30, volumes: 20, pixelMm: 3.4, stepMm: 4 },
  '80×80×35×156': { matrix: 80, slices: 35, volumes: 156, pixelMm: 3, stepMm: 3.5 },
  '104×104×72×10': { matrix: 104, slices: 72, volumes: 10, pixelMm: 2, stepMm: 2 },
};

/**
 * Writes a run with 1 % of noise, all parameters within 1 mm and 1°; each volume has noise of its own.
 * @param {'siemens-mosaic' | 'siemens-classic' | 'ge-classic' | 'philips-enhanced'} form
 * @returns the number of files and of bytes
 */
export function writeRun(folder, size, form) {
  const { matrix, slices, volumes, pixelMm, stepMm } = SIZES[size];
  const shape = { ...GRIDS.axial, rows: matrix, columns: matrix, slices, pixelMm, stepMm };
  const poses = trajectory({ seed: `bench ${size}`, volumes: POSES, amplitude: 1 });
  const [{ intro }] = RUNS;
  const options = {
    ...{ about: '', form, shape, noiseShare: NOISE },
    intro: { ...intro, key: `bench/${form}` },
    motion: Array.from({ length: volumes }, (_, volume) => poses[volume % POSES]),
  };
  const planes = stack(shape);
  const signals = poses.map((_, pose) => volumeSignal(options, planes, pose));
  const values = (volume) =>
    magnitude(signals[volume % POSES], { sigma: NOISE * BRAIN_SIGNAL, seed: `${size} ${volume}`, max: 4095 });
  return writeFiles(folder, seriesFiles({ ...motionRun(options).series, values }));
}
