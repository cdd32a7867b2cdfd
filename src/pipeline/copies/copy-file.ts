import type { Piece } from '../../dicom/rewrite/piece.js';
import { digestOf } from '../../io/checksum.js';
import { FileSource } from '../../io/file-source.js';
import { joinPath, type PathBytes } from '../../io/path-bytes.js';
import { writePieces } from '../../io/write-file.js';
import { AtomicWriteError, endsRun } from '../../io/write-file-error.js';
import type { CopiedFile, CopyJob, FileToCopy, SharedWork } from './copy-job.js';
import { type Made, type Maker, Refusal, reasonOf } from './maker.js';
import { PieceSource } from './piece-source.js';
import { quarantined } from './quarantine-file.js';

/** A batch, and what it is done with. */
export interface Batch<Work, Detail> {
  readonly job: Omit<CopyJob<SharedWork, Work>, 'shared'>;
  readonly maker: Maker<Work, Detail>;
  readonly buffer: Uint8Array;
}

/** One file of a batch. */
export interface One<Work, Detail> extends Batch<Work, Detail> {
  /** Of the output. */
  readonly name: string;
  /** SHA-256 of what this run has written under the name. */
  readonly standing: string | undefined;
  /** Whether something stood there before the run began. */
  readonly stood: boolean;
}

/** Makes the output of a file and writes it; refused ones go into the quarantine. @throws AtomicWriteError that ends the run */
export async function copyFile<Work, Detail>(
  toCopy: FileToCopy<Work>,
  one: One<Work, Detail>,
): Promise<CopiedFile<Detail>> {
  const { file, path } = toCopy;
  let source: FileSource | undefined;
  try {
    source = new FileSource(Buffer.from(path));
    refuseChanged(source, toCopy, one.buffer);
    const making = one.maker.make(source, toCopy, one.name);
    const made = making instanceof Promise ? await making : making;
    return { file, ...placed(source, made, one) };
  } catch (error) {
    if (error instanceof AtomicWriteError && endsRun(error.code)) throw error;
    return { file, ...quarantined(path, reasonOf(error), one.job.quarantine, one.buffer) };
  } finally {
    source?.close();
  }
}

/** What is released is what was looked at: a scratched disc may read otherwise the second time. @throws Refusal */
function refuseChanged(
  source: FileSource,
  { size, sha256 }: Pick<FileToCopy<unknown>, 'size' | 'sha256'>,
  buffer: Uint8Array,
): void {
  const isSame =
    source.size === size && (sha256 === undefined || digestOf(source, 'sha256', buffer) === sha256);
  if (!isSame) throw new Refusal('input-changed');
}

type Written<Detail> = {
  readonly kind: 'written';
  readonly size: number;
  readonly sha256: string;
  readonly detail?: Detail;
};
type Placed<Detail> = Written<Detail> | { readonly kind: 'duplicate' };

function placed<Work, Detail>(
  source: FileSource,
  made: Made<Detail>,
  { job, name, standing, stood, buffer }: One<Work, Detail>,
): Placed<Detail> {
  if (standing !== undefined) return same(standing, source, made);
  const path = joinPath(job.out, Buffer.from(name));
  let { detail } = made;
  const inspect = (temporary: PathBytes): void => {
    if (made.inspect) detail = inspected(temporary, made.inspect) ?? detail;
  };
  try {
    const options = { mode: 0o644, digest: true, buffer, inspect };
    const { size, sha256 = '' } = writePieces(path, thenUnchanged(source, made.pieces), options);
    made.placed?.();
    return writtenAs({ size, sha256 }, detail);
  } catch (error) {
    if (!(error instanceof AtomicWriteError) || error.code !== 'exists') throw error;
  }
  const standsThere = digestAt(path);
  // What the thread wrote that died is this run's, and no other could have written there.
  const isOwn = job.again === true && !stood;
  try {
    const found = same(standsThere, source, made);
    if (!isOwn) return found;
  } catch (error) {
    if (!isOwn || !(error instanceof Refusal) || error.code !== 'name-conflict') throw error;
  }
  return writtenAs({ size: new PieceSource(made.pieces).size, sha256: standsThere }, detail);
}

function writtenAs<Detail>(
  file: { readonly size: number; readonly sha256: string },
  detail: Detail | undefined,
): Written<Detail> {
  return { kind: 'written', ...file, ...(detail !== undefined && { detail }) };
}

/** The pieces, and after the last one a look whether their file changed meanwhile: then no copy appears. */
export function* thenUnchanged(source: FileSource, pieces: readonly Piece[]): Generator<Piece> {
  yield* pieces;
  source.assertUnchanged();
}

/** What stands there already is looked at like what would be written: by now more may be known that it must not hold. */
function same<Detail>(sha256: string, source: FileSource, { pieces, inspect }: Made<Detail>): Placed<Detail> {
  const copy = new PieceSource(pieces);
  const own = digestOf(copy);
  source.assertUnchanged();
  if (own !== sha256) throw new Refusal('name-conflict');
  inspect?.(copy);
  return { kind: 'duplicate' };
}

function inspected<Detail>(
  path: PathBytes,
  inspect: NonNullable<Made<Detail>['inspect']>,
): Detail | undefined {
  const written = new FileSource(path);
  try {
    return inspect(written) ?? undefined;
  } finally {
    written.close();
  }
}

function digestAt(path: PathBytes): string {
  const source = new FileSource(path);
  try {
    return digestOf(source);
  } finally {
    source.close();
  }
}
