import type { ByteSource } from './byte-source.js';
import { DicomError } from './errors.js';

/** First read of a file: most headers fit (DESIGN §2.1). */
export const FIRST_WINDOW = 64 * 1024;

/** No header may need more memory than this. */
export const MAX_HEADER_BYTES = 256 * 1024 * 1024;

/**
 * The part of a file that is in memory: a buffer that grows from the front and from which large values are left
 * out. `delta` is how many bytes have been left out before the end of the buffer, so that the file offset of the
 * next byte is its buffer offset + `delta`.
 */
export class HeaderWindow {
  bytes: Uint8Array;
  view: DataView;
  filled = 0;
  delta = 0;

  /**
   * @param source the file
   * @param scratch a buffer to use while it is large enough; it must not be reused before the reader is done
   * @param step bytes of the first read
   */
  constructor(
    readonly source: ByteSource,
    scratch?: Uint8Array,
    private readonly step = FIRST_WINDOW,
  ) {
    const size = Math.max(16, Math.min(step, source.size));
    this.bytes = scratch && scratch.length >= size ? scratch : new Uint8Array(size);
    this.view = viewOf(this.bytes);
  }

  /** Makes buffer offsets up to `end` readable. @returns false when the file ends before. */
  ensure(end: number): boolean {
    if (end <= this.filled) return true;
    if (end + this.delta > this.source.size) {
      this.fill(Math.max(0, this.source.size - this.delta));
      return false;
    }
    this.fill(Math.min(Math.max(end, this.filled * 2, this.step), this.source.size - this.delta));
    return end <= this.filled;
  }

  /** Leaves `length` bytes from buffer offset `at` out of memory. Only valid where they are not all there yet. */
  skip(at: number, length: number): void {
    this.filled = at;
    this.delta += length;
  }

  private fill(end: number): void {
    if (end <= this.filled) return;
    if (end > MAX_HEADER_BYTES) throw new DicomError('header-too-large', this.filled + this.delta);
    if (end > this.bytes.length) {
      const grown = new Uint8Array(Math.min(Math.max(end, this.bytes.length * 2), MAX_HEADER_BYTES));
      grown.set(this.bytes.subarray(0, this.filled));
      this.bytes = grown;
      this.view = viewOf(grown);
    }
    while (this.filled < end) {
      const got = this.source.read(this.bytes, this.filled, end - this.filled, this.filled + this.delta);
      if (got <= 0) return;
      this.filled += got;
    }
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
