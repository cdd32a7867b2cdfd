import type { ByteSource } from '../byte-source.js';
import { DicomError } from '../errors.js';
import { walkFragments } from '../fragments.js';
import { MAX_FRAME_BYTES } from './description.js';
import { PixelError } from './pixel-error.js';

/** More fragments than whole-slide images have frames; their places take 200 MB. */
const MAX_FRAGMENTS = 2 ** 24;
const FIRST_CAPACITY = 256;

/** Where the fragments of encapsulated pixel data lie: 12 bytes each, the basic offset table apart. PS3.5 A.4. */
export class FragmentList {
  /** File offset and length of the basic offset table's value; empty where there is none. */
  table = { offset: 0, length: 0 };
  /** Number of fragments. */
  size = 0;
  private offsets = new Float64Array(FIRST_CAPACITY);
  private sizes = new Uint32Array(FIRST_CAPACITY);

  /**
   * Walks from the first item to the sequence delimiter.
   * @throws PixelError `fragments-damaged`
   */
  constructor(
    readonly source: ByteSource,
    start: number,
    littleEndian: boolean,
  ) {
    let items = 0;
    try {
      walkFragments(source, start, {
        littleEndian,
        visit: (offset, length) => {
          // PS3.5 A.4: the first item is the basic offset table, which may be empty.
          if (items++ === 0) this.table = { offset, length };
          else this.add(offset, length);
        },
      });
    } catch (error) {
      if (!(error instanceof DicomError)) throw error;
      throw new PixelError('fragments-damaged', {}, { cause: error });
    }
  }

  /** File offset of a fragment's value. */
  offsetOf(fragment: number): number {
    return this.offsets[fragment] ?? 0;
  }

  /** Length of a fragment's value. */
  lengthOf(fragment: number): number {
    return this.sizes[fragment] ?? 0;
  }

  /** What offset tables say of a fragment: from the first byte after the basic offset table to its item tag. PS3.5 A.4. */
  tableOffsetOf(fragment: number): number {
    return this.offsetOf(fragment) - this.offsetOf(0);
  }

  /** Copies up to `target.length` bytes from a fragment's beginning. @returns the number of bytes. */
  readHead(fragment: number, target: Uint8Array): number {
    const length = Math.min(target.length, this.lengthOf(fragment));
    return readFully(this.source, target.subarray(0, length), this.offsetOf(fragment));
  }

  /**
   * The bytes of the fragments from `first` to before `end`, joined.
   * @param reuse memory to take where it is large enough
   * @throws PixelError `frame-too-large`, `fragments-damaged`
   */
  join(first: number, end: number, reuse: Uint8Array): Uint8Array {
    let total = 0;
    for (let i = first; i < end; i++) total += this.lengthOf(i);
    if (total > MAX_FRAME_BYTES) throw new PixelError('frame-too-large');
    const bytes = reuse.length >= total ? reuse.subarray(0, total) : new Uint8Array(total);
    for (let i = first, at = 0; i < end; i++) {
      const part = bytes.subarray(at, at + this.lengthOf(i));
      if (readFully(this.source, part, this.offsetOf(i)) < part.length) {
        throw new PixelError('fragments-damaged');
      }
      at += part.length;
    }
    return bytes;
  }

  private add(offset: number, length: number): void {
    if (this.size === MAX_FRAGMENTS) throw new PixelError('fragments-damaged');
    if (this.size === this.offsets.length) this.grow();
    this.offsets[this.size] = offset;
    this.sizes[this.size++] = length;
  }

  private grow(): void {
    const offsets = new Float64Array(this.size * 2);
    offsets.set(this.offsets);
    this.offsets = offsets;
    const sizes = new Uint32Array(this.size * 2);
    sizes.set(this.sizes);
    this.sizes = sizes;
  }
}

/** Fills `target` from a file offset. @returns fewer bytes than asked for only where the file ends. */
export function readFully(source: ByteSource, target: Uint8Array, offset: number): number {
  let filled = 0;
  while (filled < target.length) {
    const got = source.read(target, filled, target.length - filled, offset + filled);
    if (got <= 0) break;
    filled += got;
  }
  return filled;
}
