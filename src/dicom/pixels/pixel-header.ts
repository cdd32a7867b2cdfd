import type { Dataset } from '../dataset.js';
import type { Element } from '../element.js';
import type { DicomFile } from '../part10.js';
import { FunctionalGroups } from './frame-groups.js';
import { PixelError, type PixelErrorCode } from './pixel-error.js';

/** What a file's header is asked for when its pixels are given a meaning. Made once a file, used for every frame. */
export class PixelHeader {
  readonly dataset: Dataset;
  readonly groups: FunctionalGroups;
  /** Pixel Representation (0028,0103) is 1. */
  readonly signed: boolean;

  constructor(private readonly file: DicomFile) {
    this.dataset = file.dataset;
    this.groups = new FunctionalGroups(file.dataset);
    this.signed = file.dataset.number('PixelRepresentation') === 1;
  }

  /**
   * A value of an attribute whose VR is `US or SS`. Its 16 bits are read as Pixel Representation says (PS3.3
   * C.7.6.3.1): many files carry −2000 as 63536 under VR US.
   */
  pixelValue(value: number): number {
    const bits = value & 0xffff;
    return this.signed && bits >= 0x8000 ? bits - 0x10000 : bits;
  }

  /**
   * Bytes of an element's value, read from the file where they were too many to keep.
   * @param from first byte, within the value
   * @param length bytes wanted; not more than the value has
   * @throws PixelError `code` where the value is shorter
   */
  bytes(
    element: Element,
    from: number,
    { length, code }: { length: number; code: PixelErrorCode },
  ): Uint8Array {
    if (from + length > element.length) throw new PixelError(code);
    if (!element.deferred) return element.bytes.subarray(from, from + length);
    const { body, dataset } = this.file.layout;
    const start = (dataset.index.files[element.at] ?? 0) + from;
    if (start + length > body.size) throw new PixelError(code);
    const target = new Uint8Array(length);
    for (let at = 0; at < length; ) {
      const got = body.read(target, at, length - at, start + at);
      if (got <= 0) throw new PixelError(code);
      at += got;
    }
    return target;
  }

  /** Whole 16-bit words of a value in its byte order. @throws PixelError as {@link bytes} does */
  words(
    element: Element,
    from: number,
    { count, code }: { count: number; code: PixelErrorCode },
  ): Uint16Array {
    const bytes = this.bytes(element, 2 * from, { length: 2 * count, code });
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const { littleEndian } = element;
    return Uint16Array.from({ length: count }, (_, i) => view.getUint16(2 * i, littleEndian));
  }

  /** Doubles of a value in its byte order. @throws PixelError as {@link bytes} does */
  doubles(element: Element, { count, code }: { count: number; code: PixelErrorCode }): Float64Array {
    const bytes = this.bytes(element, 0, { length: 8 * count, code });
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const { littleEndian } = element;
    return Float64Array.from({ length: count }, (_, i) => view.getFloat64(8 * i, littleEndian));
  }
}
