import type { ByteSource } from '../../dicom/byte-source.js';
import type { Piece } from '../../dicom/rewrite/piece.js';
import type { FileSource } from '../../io/file-source.js';
import type { FileToCopy, Reason } from './copy-job.js';

export type { FileToCopy };

/** Makes what is to be written of one input file. One a thread; keeps its caches. */
export interface Maker<Work, Detail> {
  /**
   * @param name of the output, below the output folder
   * @throws Refusal for a file that is not to be written; any other error with a code in kebab case refuses it as well
   */
  make(source: FileSource, file: FileToCopy<Work>, name: string): Made<Detail> | Promise<Made<Detail>>;
  /** What the maker gathered of the copies that were placed since this was asked last. Plain data: it crosses threads. */
  gathered?(): unknown;
}

/** What an output consists of. Nothing is written yet. */
export interface Made<Detail> {
  readonly pieces: readonly Piece[];
  /** What the command's report tells of it; as JSON holds it. */
  readonly detail?: Detail;
  /**
   * Looks at what stands on the disk, before it gets its name. What it gives takes the place of `detail`.
   * @throws Refusal, then nothing stands
   */
  // biome-ignore lint/suspicious/noConfusingVoidType: most look and have nothing to add
  readonly inspect?: (written: ByteSource) => Detail | undefined | void;
  /** Told when the copy that was inspected has got its name. Never throws: the copy stands. */
  readonly placed?: () => void;
}

/** A file that is not written, with the reason. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly code: string,
    /** More of the reason, as JSON holds it; never a value of the file. */
    readonly detail?: unknown,
  ) {
    super(code);
  }
}

const CODE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Why a file is refused: the code of a typed error, which is in kebab case. */
export function reasonOf(error: unknown): Reason {
  if (error instanceof Refusal) {
    const { code, detail } = error;
    return detail === undefined ? { code } : { code, detail };
  }
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'changed-while-read') return { code: 'input-changed' };
  return { code: typeof code === 'string' && CODE.test(code) ? code : 'internal-error' };
}
