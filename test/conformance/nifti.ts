import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A NIfTI-1 file in memory: header fields, and the values of each volume as they are stored. */
export interface Nifti {
  readonly name: string;
  readonly dims: readonly [number, number, number];
  /** Between columns, rows, slices. */
  readonly voxelMm: readonly [number, number, number];
  readonly volumes: number;
  readonly slope: number;
  readonly intercept: number;
  /** Voxel index → RAS mm, 3 × 4, row by row: the sform. */
  readonly affine: readonly number[];
  /** Stored values of a volume. */
  stored(volume: number): Numbers;
}

type Numbers = Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array | Float32Array | Float64Array;

/** Types by the datatype code of nifti1.h. */
const TYPES: Readonly<Record<number, new (buffer: ArrayBuffer) => Numbers>> = {
  2: Uint8Array,
  4: Int16Array,
  8: Int32Array,
  16: Float32Array,
  64: Float64Array,
  512: Uint16Array,
  768: Uint32Array,
};

function readNifti(path: string, name: string): Nifti {
  const bytes = readFileSync(path);
  if (bytes.readInt32LE(0) !== 348) throw new RangeError('no NIfTI-1 header');
  const dim = (i: number): number => bytes.readInt16LE(40 + 2 * i);
  const pixdim = (i: number): number => bytes.readFloatLE(76 + 4 * i);
  const dims = [dim(1), dim(2), dim(3)] as const;
  const datatype = bytes.readInt16LE(70);
  const Type = TYPES[datatype];
  const size = (dims[0] * dims[1] * dims[2] * bytes.readInt16LE(72)) / 8;
  const start = bytes.readFloatLE(108);
  const isScaled = bytes.readFloatLE(112) !== 0;
  return {
    ...{ name, dims, voxelMm: [pixdim(1), pixdim(2), pixdim(3)], volumes: dim(0) > 3 ? dim(4) : 1 },
    slope: isScaled ? bytes.readFloatLE(112) : 1,
    intercept: isScaled ? bytes.readFloatLE(116) : 0,
    affine: Array.from({ length: 12 }, (_, i) => bytes.readFloatLE(280 + 4 * i)),
    stored: (volume) => {
      if (!Type) throw new RangeError(`NIfTI datatype ${datatype}`);
      const from = bytes.byteOffset + start + volume * size;
      return new Type(bytes.buffer.slice(from, from + size) as ArrayBuffer);
    },
  };
}

/** True when dcm2niix can be run. */
export function hasDcm2niix(): boolean {
  return spawnSync('dcm2niix', ['--version']).error === undefined;
}

/**
 * Converts a folder with dcm2niix, the standard's rescale rather than Philips' private one, nothing cropped or merged
 * by force, and gives the files by Series Instance UID.
 */
export function convertToNifti(folder: string): Map<string, Nifti[]> {
  const out = mkdtempSync(join(tmpdir(), 'corelab-nifti-'));
  try {
    spawnSync('dcm2niix', ['-b', 'n', '-z', 'n', '-p', 'n', '-d', '9', '-f', '%j', '-o', out, folder]);
    const files = new Map<string, Nifti[]>();
    for (const name of readdirSync(out).sort()) {
      // What follows the UID says which part of the series it is: `_e2`, `a`, `_ROI1`.
      const uid = /^[\d.]*\d(?=.*\.nii$)/.exec(name)?.[0];
      if (uid === undefined) continue;
      const made = readNifti(join(out, name), name.slice(uid.length));
      files.set(uid, [...(files.get(uid) ?? []), made]);
    }
    return files;
  } finally {
    rmSync(out, { recursive: true });
  }
}
