import type { ByteSource } from '../byte-source.js';
import type { Piece } from './piece.js';

/** Pieces of a file in the making; adjoining spans are joined. */
export class PieceList {
  readonly pieces: Piece[] = [];
  /** Total bytes. */
  size = 0;

  /** Adds bytes `from` to `to` of a source. */
  copy(source: ByteSource, from: number, to: number): void {
    if (to <= from) return;
    this.size += to - from;
    const last = this.pieces.at(-1);
    if (last && 'source' in last && last.source === source && last.to === from) {
      this.pieces[this.pieces.length - 1] = { source, from: last.from, to };
    } else {
      this.pieces.push({ source, from, to });
    }
  }

  /** Adds new bytes. */
  push(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.size += bytes.length;
    this.pieces.push(bytes);
  }

  /** Adds all pieces of another list. */
  append(other: PieceList): void {
    for (const piece of other.pieces) {
      if ('source' in piece) this.copy(piece.source, piece.from, piece.to);
      else this.push(piece);
    }
  }
}
