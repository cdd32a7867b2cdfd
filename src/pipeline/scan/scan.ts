import type { DirectoryEntry } from '../../dicom/directory.js';
import type { PixelFault } from '../../dicom/pixel-length.js';
import type { FileType } from '../../io/file-type.js';
import { inOrder, openPool, type Pool, type SharedPool } from '../../io/pool.js';
import type { WalkProblem } from '../../io/walk.js';
import type { ProgressSink } from '../../report/progress.js';
import type { InstanceTable } from '../../study/instance-table.js';
import type { Probe } from '../../study/probe/probe.js';
import type { ProbeTable } from '../../study/probe/probe-table.js';
import type { FileTable } from './file-table.js';
import { Gatherer, LOST } from './gatherer.js';
import type { InputFile, Inputs } from './inputs.js';
import type { ScannedFile, UnreadableReason } from './scan-file.js';
import { packPaths, type ScanJob, type ScanResult } from './scan-job.js';

/** Why a file of a delivery could not be used. */
export type Unreadable = UnreadableReason | WalkProblem | 'not-found';

/** Everything a scan found out. Files are named by their numbers in `files`. */
export interface Scan {
  readonly files: FileTable;
  readonly instances: InstanceTable;
  /** What the options' probes found, by the numbers of `instances`; there when the options have probes. */
  readonly probes?: ProbeTable;
  readonly unreadable: ReadonlyMap<number, Unreadable>;
  readonly notDicom: ReadonlyMap<number, FileType>;
  readonly directories: ReadonlyMap<number, readonly DirectoryEntry[]>;
  /** Files with less pixel data than their header says. */
  readonly pixelFaults: ReadonlyMap<number, PixelFault>;
  /** Links to folders that were walked already: nothing is lost, but the link is not followed again. */
  readonly skippedLinks: readonly {
    readonly root: number;
    readonly path: Buffer;
    readonly problem: WalkProblem;
  }[];
}

/** Options of {@link scan}. */
export interface ScanOptions {
  readonly checksums: boolean;
  /** Attributes that series headers hold besides, as `readSeriesHeader` takes them. */
  readonly further?: readonly string[];
  /** What to read of every instance besides. */
  readonly probes?: readonly Probe[];
  /** Threads to read on. */
  readonly jobs: number;
  readonly signal: AbortSignal;
  readonly progress: ProgressSink;
  /** Threads that do other work besides, in place of the scan's own; they know a {@link ScanJob} by its `paths`. */
  readonly pool?: SharedPool;
  /** Module that reads batches on a thread; this project's own unless a test brings one. */
  readonly worker?: URL;
}

/** Files per job: large enough that passing messages costs little, small enough for progress and even loads. */
const BATCH_FILES = 128;
/** Files that the main thread reads before it looks at signals. */
const FILES_PER_TURN = 16;
/** Fewer files than this are read on the main thread: starting threads would take longer. */
const POOL_FROM_FILES = 512;

/**
 * Reads the headers of all input files. Results do not depend on the number of threads.
 * @throws the signal's reason when it is aborted
 */
export async function scan(inputs: Inputs, options: ScanOptions): Promise<Scan> {
  const gatherer = new Gatherer(options.probes);
  const batches = batchesOf(inputs.files, gatherer);
  const reader = await openReader(batches, options);
  try {
    for await (const { files, result } of reader.results) {
      options.signal.throwIfAborted();
      gatherer.take(files, result);
      options.progress.update(gatherer.files.size, inputs.total, 'files');
    }
  } finally {
    await reader.close();
  }
  return gatherer;
}

interface Reader {
  readonly results: AsyncIterable<{ files: readonly InputFile[]; result: ScanResult }>;
  close(): Promise<void>;
}

/** Looks at the first batches to decide whether threads are worth starting. */
async function openReader(batches: Iterator<readonly InputFile[]>, options: ScanOptions): Promise<Reader> {
  const first: (readonly InputFile[])[] = [];
  let count = 0;
  while (count < POOL_FROM_FILES) {
    const next = batches.next();
    if (next.done) break;
    first.push(next.value);
    count += next.value.length;
  }
  const all = chain(first, batches);
  if (count < POOL_FROM_FILES || options.jobs < 2) {
    return { results: onThisThread(all, options), close: async () => undefined };
  }
  const pool = await threadsOf(options);
  const run = async (files: readonly InputFile[]) => {
    const readable = files.filter(isReadable);
    const result = pool.run(jobOf(readable, options)).catch(() => {
      options.signal.throwIfAborted();
      return oneByOne(readable, options, pool.run);
    });
    return { files, result: withUnreadable(files, await result) };
  };
  // An interrupt does not wait for the batches that are being read.
  const stop = (): void => void (options.pool ?? pool).close();
  options.signal.addEventListener('abort', stop, { once: true });
  const close = (): Promise<void> => {
    options.signal.removeEventListener('abort', stop);
    return pool.close();
  };
  return { results: inOrder(all, run, options.jobs * 3), close };
}

function threadsOf({ pool, worker, jobs }: ScanOptions): Promise<Pool<ScanJob, ScanResult>> {
  if (pool) return pool.lend();
  return openPool(worker ?? new URL('./scan-worker.js', import.meta.url), jobs);
}

function isReadable({ problem }: InputFile): boolean {
  return problem === undefined;
}

/** Puts what cannot be read back in its place. It was not opened: opening a pipe or a device has effects. */
function withUnreadable(files: readonly InputFile[], result: ScanResult): ScanResult {
  if (files.every(isReadable)) return result;
  const found = result.files.values();
  const blocked: ScannedFile = { kind: 'unreadable', bytes: 0, reason: 'io-error' };
  return {
    ...result,
    files: files.map((file) => (isReadable(file) ? (found.next().value ?? LOST) : blocked)),
  };
}

function jobOf(files: readonly InputFile[], options: ScanOptions): ScanJob {
  const { checksums, further, probes } = options;
  const paths = packPaths(files.map(({ full }) => full));
  return { paths, checksums, ...(further && { further }), ...(probes && { probes }) };
}

/** A batch whose thread died is read again file by file, so that only the file that killed it is lost to view. */
async function oneByOne(
  files: readonly InputFile[],
  options: ScanOptions,
  run: (job: ScanJob) => Promise<ScanResult>,
): Promise<ScanResult> {
  const lone: (readonly [InputFile, ScanResult | undefined])[] = [];
  for (const file of files) lone.push([file, await run(jobOf([file], options)).catch(() => undefined)]);
  const readable = lone.flatMap(([file, result]) => (result ? [file] : []));
  const { scanBatch } = await import('./scan-batch.js');
  const together = scanBatch(jobOf(readable, options));
  const found = together.files[Symbol.iterator]();
  return { ...together, files: lone.map(([, result]) => (result ? (found.next().value ?? LOST) : LOST)) };
}

async function* onThisThread(batches: Iterable<readonly InputFile[]>, options: ScanOptions) {
  // The reader is loaded with the first file: an empty folder needs none, and start-up time counts.
  let scanJob: ((job: ScanJob) => ScanResult) | undefined;
  for (const batch of batches) {
    scanJob ??= (await import('./scan-batch.js')).scanner();
    for (let at = 0; at < batch.length; at += FILES_PER_TURN) {
      const files = batch.slice(at, at + FILES_PER_TURN);
      const result = scanJob(jobOf(files.filter(isReadable), options));
      yield { files, result: withUnreadable(files, result) };
      await new Promise(setImmediate); // signals and progress get their turn
    }
  }
}

function* chain<T>(first: readonly T[], rest: Iterator<T>): Generator<T> {
  yield* first;
  for (let next = rest.next(); !next.done; next = rest.next()) yield next.value;
}

/** Cuts the input into batches of readable files; what cannot be read at all rides along in its place. */
function* batchesOf(files: Iterable<InputFile>, gatherer: Gatherer): Generator<readonly InputFile[]> {
  let batch: InputFile[] = [];
  for (const file of files) {
    if (file.problem === 'link-loop' || file.problem === 'seen-elsewhere') {
      gatherer.skippedLinks.push({ root: file.root, path: file.path, problem: file.problem });
      continue;
    }
    batch.push(file);
    if (batch.length === BATCH_FILES) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
