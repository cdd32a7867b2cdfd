import { writeFiles } from '../../../fixtures/write-files.js';
import { imageFiles, sliceImages, TINY } from '../../helpers/motion/slice-images.js';

const SHAPE = { ...TINY, rows: 96, columns: 96, slices: 46, pixelMm: 2.2, stepMm: 2.6 };

/** Volumes enough that a run is shared among threads: more than four million voxels. */
export const LARGE_VOLUMES = 10;

/** 1 within an ellipsoid, 0 without, and smooth between: no edge is sharper than the grid. */
function soft(distance: number): number {
  return 1 / (1 + Math.exp((distance - 1) * 24));
}

/** A textured ellipsoid that shifts by a fraction of a voxel from volume to volume. */
function values(volume: number): Uint16Array {
  const { rows, columns, slices } = SHAPE;
  const made = new Uint16Array(rows * columns * slices);
  const shift = 0.12 * Math.sin(volume * 1.3);
  let at = 0;
  for (let k = 0; k < slices; k++) {
    const z = (k - slices / 2) / (slices * 0.4);
    for (let j = 0; j < rows; j++) {
      const y = (j - rows / 2 - shift) / (rows * 0.42);
      for (let i = 0; i < columns; i++) {
        const x = (i - columns / 2 + shift) / (columns * 0.34);
        const texture =
          1 + 0.3 * Math.sin(9 * x + 2 * z) * Math.cos(7 * y - 3 * z) + 0.2 * Math.sin(8 * z + x);
        // A noise that is the same in every run, so that no volume is another one's copy.
        const noise = ((at * 7919 + volume * 104_729) % 61) - 30;
        made[at++] = Math.max(0, 900 * texture * soft(Math.hypot(x, y, z)) + noise / 3 + 20);
      }
    }
  }
  return made;
}

/** Writes a run large enough to be shared among threads. @returns how many files it has */
export function largeRun(folder: string): number {
  return writeFiles(folder, imageFiles(sliceImages({ shape: SHAPE, volumes: LARGE_VOLUMES, values }))).files;
}
