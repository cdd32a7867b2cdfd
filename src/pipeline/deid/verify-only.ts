import { directoryEntries } from '../../dicom/directory.js';
import { DicomError } from '../../dicom/errors.js';
import { type DicomFile, ReadScratch, readPart10 } from '../../dicom/part10.js';
import { FileError, FileSource } from '../../io/file-source.js';
import { joinPath, pathToText, textToPath } from '../../io/path-bytes.js';
import type { ProgressSink } from '../../report/progress.js';
import { UidSet } from '../../rules/deid/known/uid-set.js';
import type { KnownValue } from '../../rules/deid/known-value.js';
import { type BetrayalCode, betrayals } from '../../rules/deid/verify/betrayals.js';
import type { Hit } from '../../rules/deid/verify/hit.js';
import { Searcher } from '../../rules/deid/verify/searcher.js';
import type { Inputs } from '../scan/inputs.js';
import { type Scan, scan } from '../scan/scan.js';

/** What is wrong with a file of a released folder, but for known values in it. */
export type VerifyProblemCode = BetrayalCode | 'dicomdir' | 'not-dicom' | 'unreadable';

/** A problem, and where: a path of an element, or the reader's code. */
export interface VerifyProblem {
  readonly code: VerifyProblemCode;
  readonly where?: string;
}

/** What was found in one file. */
export interface VerifiedFile {
  /** Its number in the scan's `files`. */
  readonly file: number;
  readonly hits: readonly Hit[];
  readonly problems: readonly VerifyProblem[];
}

/** Options of {@link verifyFolder}. */
export interface VerifyFolderOptions {
  readonly inputs: Inputs;
  /** What must not be there; without it, files are searched for what they betray themselves. */
  readonly known?: { readonly known: readonly KnownValue[]; readonly uids: readonly string[] };
  readonly jobs: number;
  readonly signal: AbortSignal;
  readonly progress: ProgressSink;
}

/** What {@link verifyFolder} found. */
export interface VerifiedFolder {
  readonly scan: Scan;
  /** Every file of the scan, in its order; those without fault have no hits and no problems. */
  readonly files: readonly VerifiedFile[];
  /** Number of values and UIDs that were searched for in every file. */
  readonly searched: { readonly values: number; readonly uids: number };
}

/** Files between two looks at signals. */
const FILES_PER_TURN = 16;

/**
 * Searches every file of a folder, and holds it against what a de-identified file must be. Nothing is changed.
 * @throws the signal's reason when it is aborted
 */
export async function verifyFolder(options: VerifyFolderOptions): Promise<VerifiedFolder> {
  const { inputs, known, jobs, signal, progress } = options;
  const scanned = await scan(inputs, { checksums: false, jobs, signal, progress });
  const searcher = new Searcher(known?.known ?? [], UidSet.of(known?.uids ?? []), []);
  const roots = new Map(inputs.roots.map((root) => [root.id, textToPath(root)]));
  const verifier = new FileVerifier(searcher);
  const files: VerifiedFile[] = [];
  for (let file = 0; file < scanned.files.size; file++) {
    if (file % FILES_PER_TURN === 0) await new Promise(setImmediate);
    signal.throwIfAborted();
    const path = scanned.files.path(file);
    const full = joinPath(roots.get(scanned.files.root(file)) ?? Buffer.alloc(0), path);
    const name = searcher.searchName(pathToText(path).path);
    const { hits, problems } = verifier.verify(full, scanned.files.kind(file), scanned.unreadable.get(file));
    files.push({ file, hits: [...name, ...hits], problems });
    progress.update(file + 1, scanned.files.size, 'files');
  }
  return { scan: scanned, files, searched: searcher.summary };
}

type Found = Omit<VerifiedFile, 'file'>;

/** Reads and searches files, with memory that is used again. */
class FileVerifier {
  private readonly scratch = new ReadScratch();

  constructor(private readonly searcher: Searcher) {}

  verify(path: Buffer, kind: ReturnType<Scan['files']['kind']>, reason: string | undefined): Found {
    if (kind === 'not-dicom') return { hits: [], problems: [{ code: 'not-dicom' }] };
    if (kind === 'unreadable') return unreadable(reason ?? 'io-error');
    let source: FileSource | undefined;
    try {
      source = new FileSource(path);
      const file = readPart10(source, { toEnd: true, scratch: this.scratch });
      const isDirectory = kind === 'dicomdir' || directoryEntries(file.dataset).length > 0;
      const found = verifyOne(file, this.searcher);
      return isDirectory ? { ...found, problems: [{ code: 'dicomdir' }, ...found.problems] } : found;
    } catch (error) {
      if (error instanceof DicomError || error instanceof FileError) return unreadable(error.code);
      throw error;
    } finally {
      source?.close();
    }
  }
}

function unreadable(where: string): Found {
  return { hits: [], problems: [{ code: 'unreadable', where }] };
}

/**
 * What is found in one file: known values, and what it betrays by itself.
 * @param file read `toEnd`
 */
export function verifyOne(file: DicomFile, searcher: Searcher): Found {
  return { hits: searcher.search(file, { known: [], uids: [] }), problems: betrayals(file) };
}
