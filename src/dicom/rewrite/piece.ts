import type { ByteSource } from '../byte-source.js';

/** Bytes `from` to `to` (exclusive) of a source, to be copied as they are. */
export interface SourceSpan {
  readonly source: ByteSource;
  readonly from: number;
  readonly to: number;
}

/** A part of a file to be written: new bytes, or a span of an existing file. */
export type Piece = Uint8Array | SourceSpan;
