import type { ByteSource } from './byte-source.js';
import { DicomError } from './errors.js';

const ITEM = 0xfffee000;
const SEQUENCE_END = 0xfffee0dd;
const UNDEFINED = 0xffffffff;

/** Bytes read at once: heads of small fragments come together, large fragments are not read. */
const READ_AHEAD = 4096;

/** Where encapsulated fragments lie. All offsets are file offsets. */
export interface FragmentExtent {
  /** After the sequence delimiter. */
  readonly end: number;
  /** Where the sequence delimiter begins. */
  readonly contentEnd: number;
  /** Number of items, the offset table included. */
  readonly fragments: number;
}

/** The heads of items, read by file offset through one small buffer, so that any number of fragments costs no memory. */
class HeadReader {
  private readonly bytes = new Uint8Array(READ_AHEAD);
  private readonly view = new DataView(this.bytes.buffer);
  private base = 0;
  private filled = 0;

  constructor(
    private readonly source: ByteSource,
    private readonly littleEndian: boolean,
  ) {}

  /** Tag and length at a file offset; undefined where the file ends before. */
  at(offset: number): { tag: number; length: number } | undefined {
    if (offset < this.base || offset + 8 > this.base + this.filled) this.load(offset);
    if (this.filled < 8) return undefined;
    const at = offset - this.base;
    const { view, littleEndian } = this;
    const tag = view.getUint16(at, littleEndian) * 0x10000 + view.getUint16(at + 2, littleEndian);
    return { tag, length: view.getUint32(at + 4, littleEndian) };
  }

  private load(offset: number): void {
    this.base = offset;
    this.filled = 0;
    for (;;) {
      const got = this.source.read(this.bytes, this.filled, READ_AHEAD - this.filled, offset + this.filled);
      if (got <= 0) return;
      this.filled += got;
      if (this.filled >= 8) return;
    }
  }
}

/** What {@link walkFragments} needs to know. */
export interface WalkOptions {
  readonly littleEndian: boolean;
  /** File offset that the fragments may not pass: the end of the enclosing item, or (default) of the file. */
  readonly limit?: number;
  /** Told of every item, the offset table included: file offset and length of its value. */
  readonly visit?: (offset: number, length: number) => void;
}

/**
 * Walks over encapsulated fragments (PS3.5 A.4) without reading them.
 * @param start file offset of the first item
 * @throws DicomError `truncated-pixel-data` when the file ends before the delimiter, `damaged-sequence` when an
 * item is not one or passes `limit`.
 */
export function walkFragments(source: ByteSource, start: number, options: WalkOptions): FragmentExtent {
  const heads = new HeadReader(source, options.littleEndian);
  const limit = options.limit ?? source.size;
  let at = start;
  for (let fragments = 0; ; fragments++) {
    const head = at + 8 <= source.size ? heads.at(at) : undefined;
    if (!head) throw new DicomError('truncated-pixel-data', at);
    const end = at + 8 + (head.tag === SEQUENCE_END ? 0 : head.length);
    if (head.tag !== SEQUENCE_END && (head.tag !== ITEM || head.length === UNDEFINED)) {
      throw new DicomError('damaged-sequence', at);
    }
    if (end > source.size) throw new DicomError('truncated-pixel-data', at);
    if (end > limit) throw new DicomError('damaged-sequence', at);
    if (head.tag === SEQUENCE_END) return { end, contentEnd: at, fragments };
    options.visit?.(at + 8, head.length);
    at = end;
  }
}
