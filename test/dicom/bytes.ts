import { type ByteSource, MemorySource } from '../../src/dicom/byte-source.js';
import { DicomError, type DicomErrorCode } from '../../src/dicom/errors.js';
import { type DicomFile, type ReadOptions, readPart10 } from '../../src/dicom/part10.js';

/** Elements by hand, for bytes that no conforming writer makes. */

/** FFFFFFFF, the undefined length. */
export const UNDEFINED = 0xffffffff;

const LONG_FORM = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV']);

type Content = string | Uint8Array | readonly Uint8Array[];

/** Bytes of text (Latin-1), of bytes, or of parts one after the other. */
export function bytesOf(content: Content): Buffer {
  if (typeof content === 'string') return Buffer.from(content, 'latin1');
  return content instanceof Uint8Array ? Buffer.from(content) : Buffer.concat(content);
}

/** Tag and 32-bit length, little endian: the head of an item, a delimiter or an implicit element. */
export function head(tag: number, length: number): Buffer {
  const out = Buffer.alloc(8);
  out.writeUInt16LE(tag >>> 16, 0);
  out.writeUInt16LE(tag & 0xffff, 2);
  out.writeUInt32LE(length, 4);
  return out;
}

/** An element in explicit VR little endian. `length` overrides what its length field says. */
export function explicit(tag: number, vr: string, content: Content = '', length?: number): Buffer {
  const value = bytesOf(content);
  const says = length ?? value.length;
  const tagBytes = head(tag, 0).subarray(0, 4);
  const field = Buffer.alloc(4);
  field.writeUInt32LE(says);
  const isLong = LONG_FORM.has(vr) || !/^[A-Z]{2}$/.test(vr);
  const rest = isLong ? [Buffer.from(`${vr}\0\0`, 'latin1'), field] : [bytesOf(vr), field.subarray(0, 2)];
  return Buffer.concat([tagBytes, ...rest, value]);
}

/** An element in implicit VR little endian. */
export function implicit(tag: number, content: Content = '', length?: number): Buffer {
  const value = bytesOf(content);
  return Buffer.concat([head(tag, length ?? value.length), value]);
}

/** An item of defined length, or of undefined length with its delimiter. */
export function item(content: Content, kind: 'defined' | 'undefined' = 'defined'): Buffer {
  const value = bytesOf(content);
  if (kind === 'defined') return Buffer.concat([head(0xfffee000, value.length), value]);
  return Buffer.concat([head(0xfffee000, UNDEFINED), value, ITEM_END]);
}

/** (FFFE,E00D), the item delimiter. */
export const ITEM_END = head(0xfffee00d, 0);
/** (FFFE,E0DD), the sequence delimiter. */
export const SEQUENCE_END = head(0xfffee0dd, 0);

/** Preamble, prefix and file meta information that names a transfer syntax, and then the data set's bytes. */
export function file(content: Content, transferSyntax = '1.2.840.10008.1.2.1'): Buffer {
  const padded = transferSyntax.length % 2 === 0 ? transferSyntax : `${transferSyntax}\0`;
  const meta = explicit(0x00020010, 'UI', padded);
  return Buffer.concat([Buffer.alloc(128), bytesOf('DICM'), meta, bytesOf(content)]);
}

/** Reads bytes as a file. */
export function read(bytes: Uint8Array, options: ReadOptions = {}): DicomFile {
  return readPart10(new MemorySource(bytes), options);
}

/** Reads bytes as a file; a typed error gives its code, any other error is thrown on. */
export function codeOf(work: () => unknown): DicomErrorCode | 'read' {
  try {
    work();
    return 'read';
  } catch (error) {
    if (error instanceof DicomError) return error.code;
    throw error;
  }
}

/** A source that gives at most `most` bytes a call, and counts what it gave. */
export class ShortReads implements ByteSource {
  readonly size: number;
  given = 0;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly most = Number.POSITIVE_INFINITY,
  ) {
    this.size = bytes.length;
  }

  read(target: Uint8Array, at: number, length: number, position: number): number {
    const part = this.bytes.subarray(position, position + Math.min(length, this.most));
    target.set(part, at);
    this.given += part.length;
    return part.length;
  }
}

/** A source of any size that is zeros but for a few places: files of gigabytes without their bytes. */
export class SparseSource implements ByteSource {
  given = 0;

  constructor(
    readonly size: number,
    private readonly places: readonly { readonly at: number; readonly bytes: Uint8Array }[],
  ) {}

  read(target: Uint8Array, at: number, length: number, position: number): number {
    const count = Math.max(0, Math.min(length, this.size - position));
    target.fill(0, at, at + count);
    for (const place of this.places) {
      const from = Math.max(position, place.at);
      const to = Math.min(position + count, place.at + place.bytes.length);
      if (from < to) target.set(place.bytes.subarray(from - place.at, to - place.at), at + from - position);
    }
    this.given += count;
    return count;
  }
}
