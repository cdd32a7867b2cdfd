import { deflateRawSync } from 'node:zlib';
import type { CharacterSet } from '../charset/character-set.js';
import type { DicomFile } from '../part10.js';
import type { EditPlan } from './edit-plan.js';
import { OutsideCharacterSet } from './encode-value.js';
import { type Implementation, keptMeta, newMeta } from './file-meta.js';
import { heldFront, joinPieces } from './join-pieces.js';
import type { Piece } from './piece.js';
import { PieceList } from './piece-list.js';
import { RewriteError } from './rewrite-error.js';
import { SpanRewriter } from './span-rewriter.js';
import { switchedToUtf8, UTF8 } from './to-utf8.js';

/** Options of {@link rewrite}. */
export interface RewriteOptions {
  /**
   * Replaces preamble and file meta information by new ones that name this implementation. Without it they are kept,
   * their SOP Class and Instance UID in step with the data set.
   */
  readonly newMeta?: Implementation;
}

/** A file with a plan applied, not written yet. */
export interface Rewritten {
  /** What the new file consists of, in order. Spans point into the old file, which must not change meanwhile. */
  readonly pieces: readonly Piece[];
  readonly size: number;
  /** True when a text did not fit the file's character set, so that all texts are now in UTF-8. */
  readonly switchedToUtf8: boolean;
}

/** A data set of more bytes is not deflated in memory. */
const MAX_DEFLATE_BYTES = 256 * 1024 * 1024;

/**
 * Applies a plan to a file. What no edit touches is copied byte for byte; lengths of enclosing sequences and groups
 * are put right; new values are coded as their surroundings are. Where a text does not fit the file's character set,
 * the whole file is switched to ISO_IR 192. With an empty plan and without `newMeta` the new file is the old one.
 * @param file read with `toEnd`, without `scratch` that has been used again since
 * @throws RewriteError
 */
export function rewrite(file: DicomFile, plan: EditPlan, options: RewriteOptions = {}): Rewritten {
  if (!file.layout.toEnd) throw new RangeError('only a file that was read to its end can be rewritten');
  const meta = options.newMeta ? newMeta(file, plan, options.newMeta) : keptMeta(file, plan);
  const { pieces, isUtf8 } = rewrittenBody(file, plan);
  meta.append(pieces);
  // A deflated data set is not what its file holds.
  const { file: source, dataset, body } = file.layout;
  const joined = body === source ? joinPieces(meta.pieces, heldFront(source, dataset)) : meta.pieces;
  return { pieces: joined, size: meta.size, switchedToUtf8: isUtf8 };
}

function rewrittenBody(file: DicomFile, plan: EditPlan): { pieces: PieceList; isUtf8: boolean } {
  const { layout } = file;
  if (plan.isEmpty) {
    // Also what was deflated stays as it was deflated.
    const pieces = new PieceList();
    pieces.copy(layout.file, layout.metaEnd, layout.file.size);
    return { pieces, isUtf8: false };
  }
  const { characterSet } = file.dataset;
  try {
    return { pieces: coded(file, edited(file, plan, { characterSet, isFixed: false })), isUtf8: false };
  } catch (error) {
    if (!(error instanceof OutsideCharacterSet)) throw error;
  }
  const job = { dataset: file.dataset, table: layout.dataset, source: layout.body, plan };
  const inUtf8 = edited(file, switchedToUtf8(job), { characterSet: UTF8, isFixed: true });
  return { pieces: coded(file, inUtf8), isUtf8: true };
}

function edited(
  { layout, transferSyntax }: DicomFile,
  plan: EditPlan,
  set: { characterSet: CharacterSet; isFixed: boolean },
): PieceList {
  const rewriter = new SpanRewriter({
    table: layout.dataset,
    source: layout.body,
    plan,
    coding: transferSyntax,
    characterSet: set.characterSet,
    isCharacterSetFixed: set.isFixed,
  });
  return rewriter.rewrite(layout.bodyStart, layout.body.size);
}

/** The data set as it stands in the file: deflated where the transfer syntax says so. */
function coded({ transferSyntax }: DicomFile, body: PieceList): PieceList {
  if (!transferSyntax.deflated) return body;
  if (body.size > MAX_DEFLATE_BYTES) throw new RewriteError('too-large-to-deflate');
  const deflated = deflateRawSync(bytesOf(body.pieces));
  const out = new PieceList();
  out.push(deflated);
  // PS3.5 A.5: one NUL makes the length of the deflated data set even.
  if (deflated.length % 2 === 1) out.push(new Uint8Array(1));
  return out;
}

/**
 * All bytes of pieces, in memory.
 * @throws RewriteError `source-changed` when a source ends before
 */
export function bytesOf(pieces: readonly Piece[]): Buffer {
  return Buffer.concat(pieces.map((piece) => ('source' in piece ? readSpan(piece) : piece)));
}

function readSpan({ source, from, to }: Exclude<Piece, Uint8Array>): Uint8Array {
  const bytes = new Uint8Array(to - from);
  for (let filled = 0; filled < bytes.length; ) {
    const got = source.read(bytes, filled, bytes.length - filled, from + filled);
    if (got <= 0) throw new RewriteError('source-changed');
    filled += got;
  }
  return bytes;
}
