import type { ByteSource } from './byte-source.js';
import { DicomError } from './errors.js';
import { walkFragments } from './fragments.js';
import type { Vr } from './vr.js';

/** Float, double float and integer pixel data. PS3.5 8.1, PS3.3 C.7.6.24, C.7.6.25. */
export function isPixelData(tag: number): boolean {
  return tag === 0x7fe00010 || tag === 0x7fe00008 || tag === 0x7fe00009;
}

/** The pixel data element: where its value lies, not the value. */
export interface PixelDataElement {
  readonly tag: number;
  readonly vr: Vr;
  /**
   * File offset of the value (of the first fragment's item, when encapsulated); of a deflated file the offset in the
   * inflated data set.
   */
  readonly offset: number;
  /** Bytes of a native value; FFFFFFFF when encapsulated. */
  readonly length: number;
  readonly encapsulated: boolean;
}

/**
 * Proves that the pixel data is all there, without reading it: a native value ends within the file; fragments end
 * with a sequence delimiter, which is looked for at the end of the file first, since that is where it usually is.
 * @throws DicomError `truncated-pixel-data` or, for damaged fragments, `damaged-sequence`.
 */
export function checkPixelData(pixelData: PixelDataElement, source: ByteSource, littleEndian: boolean): void {
  if (!pixelData.encapsulated) {
    if (pixelData.offset + pixelData.length > source.size) {
      throw new DicomError('truncated-pixel-data', pixelData.offset, pixelData.tag);
    }
    return;
  }
  if (endsWithDelimiter(source, littleEndian)) return;
  walkFragments(source, pixelData.offset, { littleEndian });
}

function endsWithDelimiter(source: ByteSource, littleEndian: boolean): boolean {
  const tail = new Uint8Array(8);
  if (source.read(tail, 0, 8, source.size - 8) !== 8) return false;
  const expected = littleEndian ? [0xfe, 0xff, 0xdd, 0xe0] : [0xff, 0xfe, 0xe0, 0xdd];
  return expected.every((byte, i) => tail[i] === byte) && tail.subarray(4).every((byte) => byte === 0);
}
