import type { ByteSource } from '../byte-source.js';
import { FLAG } from '../element-index.js';
import type { ElementTable } from '../part10.js';
import type { Piece } from './piece.js';

/** Longer pieces are not copied once more. */
const LARGEST = 64 * 1024;

/** The front of a source that is in memory. */
export interface HeldFront {
  readonly source: ByteSource;
  /** Its bytes from the first on. */
  readonly bytes: Uint8Array;
  /** Offset after the last byte that is there. */
  readonly end: number;
}

/** The front of a file that was parsed in place: everything before the first value that was left out of memory. */
export function heldFront(source: ByteSource, { index, bytes }: ElementTable): HeldFront {
  let end = 0;
  for (let at = 0; at < index.size; at++) {
    const start = index.files[at] ?? 0;
    if ((index.values[at] ?? -1) < 0) return { source, bytes, end: start };
    const isOpen = ((index.flags[at] ?? 0) & FLAG.sequence) !== 0;
    end = Math.max(end, isOpen ? start : start + (index.lengths[at] ?? 0));
  }
  return { source, bytes, end };
}

/**
 * Joins neighbours that are small into one piece of new bytes, spans that are in memory among them: a header that was
 * edited in a hundred places is written at once, and not read again.
 */
export function joinPieces(pieces: readonly Piece[], held: HeldFront): Piece[] {
  const out: Piece[] = [];
  for (let first = 0; first < pieces.length; ) {
    let size = 0;
    let after = first;
    for (let piece = pieces[after]; piece && isSmall(piece, held); piece = pieces[++after])
      size += lengthOf(piece);
    const piece = pieces[first];
    if (after - first > 1) out.push(joined(pieces, { first, after, size }, held.bytes));
    else if (piece) out.push(piece);
    first = Math.max(after, first + 1);
  }
  return out;
}

function joined(
  pieces: readonly Piece[],
  { first, after, size }: { first: number; after: number; size: number },
  held: Uint8Array,
): Uint8Array {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (let i = first; i < after; i++) {
    const piece = pieces[i];
    if (!piece) break;
    at =
      'source' in piece
        ? copied(bytes, at, held, piece)
        : copied(bytes, at, piece, { from: 0, to: piece.length });
  }
  return bytes;
}

/** Most pieces are of a few bytes, where a loop is quicker than a view. */
const FEW = 32;

function copied(
  target: Uint8Array,
  at: number,
  from: Uint8Array,
  span: { readonly from: number; readonly to: number },
): number {
  const length = span.to - span.from;
  if (length > FEW) target.set(from.subarray(span.from, span.to), at);
  else for (let i = 0; i < length; i++) target[at + i] = from[span.from + i] ?? 0;
  return at + length;
}

function isSmall(piece: Piece, { source, end }: HeldFront): boolean {
  return lengthOf(piece) <= LARGEST && (!('source' in piece) || (piece.source === source && piece.to <= end));
}

function lengthOf(piece: Piece): number {
  return 'source' in piece ? piece.to - piece.from : piece.length;
}
