import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DicomError, type DicomErrorCode } from '../../src/dicom/errors.js';
import { readPart10 } from '../../src/dicom/part10.js';
import { toRgb } from '../../src/dicom/pixels/colour.js';
import { openFrames } from '../../src/dicom/pixels/frame-reader.js';
import { PixelError, type PixelErrorCode } from '../../src/dicom/pixels/pixel-error.js';
import type { PixelDescription, Samples } from '../../src/dicom/pixels/samples.js';
import { FileSource } from '../../src/io/file-source.js';
import { jsonFromPython } from '../helpers/peers.js';
import { SHARED_DICOM } from './shared-data.js';

/** What is asked of pydicom and numpy: see read_pixels.py. */
export interface PeerPixelJob {
  readonly path: string;
  readonly syntax: string;
  readonly rgb: boolean;
  readonly out: string | null;
}

/** What they answer. */
export interface PeerPixels {
  readonly error?: string;
  readonly sha256?: string;
  readonly count?: number;
  /** Kind and bytes: `u2`, `i2`, `f4`. */
  readonly type?: string;
}

/** Stored values by pydicom and numpy. Paths are absolute. */
export function peerPixels(python: string, jobs: readonly PeerPixelJob[]): PeerPixels[] {
  const script = join(import.meta.dirname, 'read_pixels.py');
  return jsonFromPython(
    python,
    [script],
    jobs.map((job) => JSON.stringify(job)),
  );
}

/** All frames of one file, decoded here. */
export interface OwnPixels {
  readonly syntax: string;
  readonly description: PixelDescription;
  /** Of the first frame. */
  readonly photometric: string;
  readonly sha256: string;
  readonly count: number;
  readonly type: string;
}

/** What decoding a shared file came to: values, a typed error, or undefined where it is not DICOM or has no pixels. */
export type Decoded = OwnPixels | PixelErrorCode | DicomErrorCode | undefined;

/** Decodes all frames of a shared file; each frame's bytes are given to `each` too, as wide as Bits Allocated. */
export async function decodeShared(
  path: string,
  options: { rgb?: boolean; each?: (bytes: Uint8Array) => void } = {},
): Promise<Decoded> {
  const source = new FileSource(Buffer.from(join(SHARED_DICOM, path)));
  try {
    const file = readPart10(source);
    if (!file.pixelData) return undefined;
    const { description, frameCount, frame } = await openFrames(file);
    const hash = createHash('sha256');
    let count = 0;
    let type = '';
    let photometric = '';
    for (let i = 0; i < frameCount; i++) {
      const stored = frame(i);
      if (i === 0) photometric = stored.photometric;
      const values = options.rgb
        ? toRgb(stored, file.dataset).values
        : asAllocated(stored.values, description);
      const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
      hash.update(bytes);
      options.each?.(bytes);
      count += values.length;
      type = typeOf(values);
    }
    const sha256 = hash.digest('hex');
    return { syntax: file.transferSyntax.uid, description, photometric, sha256, count, type };
  } catch (error) {
    if (error instanceof PixelError) return error.code;
    if (error instanceof DicomError) return error.code === 'not-dicom' ? undefined : error.code;
    throw error;
  } finally {
    source.close();
  }
}

/** Values in an array as wide as Bits Allocated, whatever narrower one a codec chose. */
function asAllocated(values: Samples, { kind, bitsAllocated, signed }: PixelDescription): Samples {
  if (kind !== 'integer') return values;
  const width = bitsAllocated <= 8 ? 0 : bitsAllocated <= 16 ? 1 : 2;
  const Values = signed
    ? [Int8Array, Int16Array, Int32Array][width]
    : [Uint8Array, Uint16Array, Uint32Array][width];
  return !Values || values instanceof Values ? values : new Values(values);
}

function typeOf(values: Samples): string {
  const kind = /^Float/.test(values.constructor.name)
    ? 'f'
    : /^Int/.test(values.constructor.name)
      ? 'i'
      : 'u';
  return `${kind}${values.BYTES_PER_ELEMENT}`;
}
