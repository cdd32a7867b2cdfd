import { GRIDS } from '../../../../fixtures/motion/recipes.js';
import type { PhantomImage } from '../../../../src/motion/phantom/phantom-image.js';
import { memoryRun } from '../../../helpers/motion/memory-run.js';

/** A head in eleven slices 10 mm apart. */
export function headRun(): PhantomImage {
  const shape = { ...GRIDS.small, rows: 96, columns: 96, pixelMm: 2.5, slices: 11, stepMm: 10 };
  const still = { rotationDeg: [0, 0, 0], translationMm: [0, 0, 0] } as const;
  const { grid, volumes } = memoryRun({ shape, motion: [still], seed: 'head for a phantom' });
  return { ...grid, values: volumes[0] ?? new Float32Array(0) };
}
