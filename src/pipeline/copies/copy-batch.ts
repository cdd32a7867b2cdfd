import { workerData } from 'node:worker_threads';
import { AtomicWriteError, endsRun } from '../../io/write-file-error.js';
import { type Batch, copyFile } from './copy-file.js';
import type { CopiedFile, CopyGroup, CopyJob, CopyResult, SharedWork } from './copy-job.js';
import type { Maker } from './maker.js';
import { quarantined } from './quarantine-file.js';

/** Bytes of the buffer that a thread copies through. */
const BLOCK = 1024 * 1024;

/** Handles one batch after the other; the default export of a worker module. */
export type Copier<Shared extends SharedWork, Work, Detail> = (
  job: CopyJob<Shared, Work>,
) => Promise<CopyResult<Detail>>;

/**
 * A copier of batches that uses its buffer again and again, and its maker as long as what is shared stays the same.
 * @param makerOf is called where the maker is needed first: on the thread
 */
export function copier<Shared extends SharedWork, Work, Detail>(
  makerOf: (shared: Shared) => Maker<Work, Detail>,
): Copier<Shared, Work, Detail> {
  const buffer = new Uint8Array(BLOCK);
  let made: { readonly id: string; readonly maker: Maker<Work, Detail> } | undefined;
  return (job) => {
    const shared = job.shared ?? (workerData as Shared);
    if (made?.id !== shared.id) made = { id: shared.id, maker: makerOf(shared) };
    return copyBatch({ job, buffer, maker: made.maker });
  };
}

/**
 * Writes the copies of a batch, each whole or not at all. Never fails for what is wrong with a file; a disk that fails
 * ends the batch.
 */
export async function copyBatch<Work, Detail>(batch: Batch<Work, Detail>): Promise<CopyResult<Detail>> {
  const files: CopiedFile<Detail>[] = [];
  const { groups, refused = [] } = batch.job;
  // What a batch that failed has left behind is none of this one's.
  batch.maker.gathered?.();
  try {
    for (const group of groups) await copyGroup(group, batch, files);
    for (const { file, path, ...reason } of refused)
      files.push({ file, ...quarantined(path, reason, batch.job.quarantine, batch.buffer) });
    const gathered = batch.maker.gathered?.();
    return gathered === undefined ? { files } : { files, gathered };
  } catch (error) {
    if (error instanceof AtomicWriteError && endsRun(error.code)) {
      const { code, path } = error;
      return { files, stopped: { code, path } };
    }
    throw error;
  }
}

/** The first file that can be copied has the name; the others are the same, or refused. */
async function copyGroup<Work, Detail>(
  group: CopyGroup<Work>,
  batch: Batch<Work, Detail>,
  files: CopiedFile<Detail>[],
): Promise<void> {
  const { name, stood = false } = group;
  let standing = group.proven;
  for (const toCopy of group.files) {
    const copied = await copyFile(toCopy, { ...batch, name, standing, stood });
    if (copied.kind === 'written') standing = copied.sha256;
    files.push(copied);
  }
}
