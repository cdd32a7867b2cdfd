import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readdirSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A volume or time series as a NIfTI-1 header gives it. */
export interface NiftiGrid {
  readonly columns: number;
  readonly rows: number;
  readonly slices: number;
  readonly volumes: number;
  readonly columnMm: number;
  readonly rowMm: number;
  readonly sliceMm: number;
}

/** Bytes of a NIfTI-1 header, and where its fields stand (nifti1.h). */
const HEADER_BYTES = 348;
const DIM_AT = 40;
const PIXDIM_AT = 76;

function readGrid(path: string): NiftiGrid {
  const bytes = Buffer.alloc(HEADER_BYTES);
  const fd = openSync(path, 'r');
  const got = readSync(fd, bytes, 0, HEADER_BYTES, 0);
  closeSync(fd);
  if (got < HEADER_BYTES || bytes.readInt32LE(0) !== HEADER_BYTES) throw new RangeError('no NIfTI-1 header');
  const dim = (i: number): number => bytes.readInt16LE(DIM_AT + 2 * i);
  const pixdim = (i: number): number => bytes.readFloatLE(PIXDIM_AT + 4 * i);
  return {
    ...{ columns: dim(1), rows: dim(2), slices: dim(3), volumes: dim(0) > 3 ? dim(4) : 1 },
    ...{ columnMm: pixdim(1), rowMm: pixdim(2), sliceMm: pixdim(3) },
  };
}

/** True when dcm2niix can be run. */
export function hasDcm2niix(): boolean {
  return spawnSync('dcm2niix', ['--version']).error === undefined;
}

/** Converts a folder and gives the grids that come out, by Series Instance UID. */
export function convert(folder: string): Map<string, NiftiGrid[]> {
  const out = mkdtempSync(join(tmpdir(), 'corelab-dcm2niix-'));
  try {
    spawnSync('dcm2niix', ['-b', 'n', '-z', 'n', '-d', '9', '-f', '%j', '-o', out, folder]);
    const grids = new Map<string, NiftiGrid[]>();
    for (const name of readdirSync(out).sort()) {
      // What follows the UID says which part of the series it is: `_e2`, `a`, `_ROI1`.
      const uid = /^[\d.]*\d(?=.*\.nii$)/.exec(name)?.[0];
      if (uid !== undefined) grids.set(uid, [...(grids.get(uid) ?? []), readGrid(join(out, name))]);
    }
    return grids;
  } finally {
    rmSync(out, { recursive: true });
  }
}
