import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** What tests need of a single-file NIfTI-1 image. */
export interface NiftiImage {
  /** Columns, rows, slices, volumes. */
  readonly dims: readonly [number, number, number, number];
  /** As they are stored, columns fastest, volumes slowest. */
  readonly values: Float32Array | Int16Array;
}

const HEADER_BYTES = 348;
/** `datatype` of nifti1.h. */
const INT16 = 4;
const FLOAT32 = 16;

/** Reads a gzipped, little-endian NIfTI-1 file of 16-bit integers or 32-bit floats without a scale. */
export function readNiftiGz(path: string): NiftiImage {
  const bytes = gunzipSync(readFileSync(path));
  if (bytes.readInt32LE(0) !== HEADER_BYTES)
    throw new RangeError(`${path} has no little-endian NIfTI-1 header`);
  const slope = bytes.readFloatLE(112);
  if (slope !== 0 && slope !== 1 && !Number.isNaN(slope)) throw new RangeError(`${path} has a scale`);
  const size = (axis: number): number =>
    axis <= bytes.readInt16LE(40) ? bytes.readInt16LE(40 + 2 * axis) : 1;
  const dims = [size(1), size(2), size(3), size(4)] as const;
  const count = dims[0] * dims[1] * dims[2] * dims[3];
  const start = bytes.byteOffset + bytes.readFloatLE(108);
  const data = (length: number): ArrayBuffer => bytes.buffer.slice(start, start + length) as ArrayBuffer;
  const datatype = bytes.readInt16LE(70);
  if (datatype === INT16) return { dims, values: new Int16Array(data(2 * count)) };
  if (datatype === FLOAT32) return { dims, values: new Float32Array(data(4 * count)) };
  throw new RangeError(`${path} has NIfTI datatype ${datatype}`);
}
