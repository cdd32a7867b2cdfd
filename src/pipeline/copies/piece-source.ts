import type { ByteSource } from '../../dicom/byte-source.js';
import type { Piece } from '../../dicom/rewrite/piece.js';

/** A file that is not written yet as a source: a copy is read and judged before it stands anywhere. */
export class PieceSource implements ByteSource {
  readonly size: number;
  /** Where each piece begins. */
  private readonly starts: number[] = [];

  constructor(private readonly pieces: readonly Piece[]) {
    let size = 0;
    for (const piece of pieces) {
      this.starts.push(size);
      size += lengthOf(piece);
    }
    this.size = size;
  }

  read(target: Uint8Array, at: number, length: number, position: number): number {
    let done = 0;
    for (let i = this.pieceAt(position); done < length; i++) {
      const piece = this.pieces[i];
      if (!piece) break;
      const from = position + done - (this.starts[i] ?? 0);
      const wanted = Math.min(length - done, lengthOf(piece) - from);
      const got = readPiece(piece, { target, at: at + done, length: wanted, from });
      done += got;
      if (got < wanted) break;
    }
    return done;
  }

  /** The last piece that begins at or before a position. */
  private pieceAt(position: number): number {
    let low = 0;
    let high = this.starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] ?? 0) <= position) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }
}

function lengthOf(piece: Piece): number {
  return piece instanceof Uint8Array ? piece.length : piece.to - piece.from;
}

function readPiece(
  piece: Piece,
  { target, at, length, from }: { target: Uint8Array; at: number; length: number; from: number },
): number {
  if (length <= 0) return 0;
  if (!(piece instanceof Uint8Array)) return piece.source.read(target, at, length, piece.from + from);
  target.set(piece.subarray(from, from + length), at);
  return length;
}
