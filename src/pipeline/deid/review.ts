import { FileSource } from '../../io/file-source.js';
import type { DeidExample, DeidReviewRow } from '../../report/deid-sections.js';
import type { ProgressSink } from '../../report/progress.js';
import type { FileForCopy } from '../copies/copies.js';
import type { FileToCopy } from '../copies/copy-job.js';
import { reasonOf } from '../copies/maker.js';
import { FileDeid } from './deid-file.js';
import type { DeidShared, DeidWork, ReviewEntry } from './deid-job.js';
import type { Quarantined } from './outcome.js';

/** What a review is made of. */
export interface ReviewInput {
  readonly files: readonly FileForCopy<DeidWork>[];
  readonly shared: DeidShared;
  readonly signal: AbortSignal;
  readonly progress: ProgressSink;
}

/** What would be done. */
export interface Review {
  /** Files that would be released, but for what only the look at what was written finds. */
  readonly planned: readonly FileForCopy<DeidWork>[];
  readonly quarantined: readonly Quarantined[];
  readonly rows: readonly DeidReviewRow[];
}

/** Files that are looked at before signals and progress get their turn. */
const FILES_PER_TURN = 16;

/**
 * Plans every file and writes none. What is done alike in files of a series is one row.
 * @throws the signal's reason when it is aborted
 */
export async function reviewFiles({ files, shared, signal, progress }: ReviewInput): Promise<Review> {
  const maker = new FileDeid(shared);
  const series = new Map<string, SeriesReview>();
  const planned: FileForCopy<DeidWork>[] = [];
  const quarantined: Quarantined[] = [];
  for (const [i, file] of files.entries()) {
    if (i % FILES_PER_TURN === 0) {
      await new Promise(setImmediate);
      signal.throwIfAborted();
      progress.update(i, files.length, 'files');
    }
    const looked = entriesOf(maker, file);
    if ('code' in looked) {
      quarantined.push({ ...looked, file: file.file });
      continue;
    }
    planned.push(file);
    const { seriesUID } = file.uids;
    const own = series.get(seriesUID) ?? new SeriesReview(seriesUID);
    series.set(seriesUID, own);
    own.add(looked.entries);
  }
  return { planned, quarantined, rows: [...series.values()].flatMap((own) => own.rows()) };
}

function entriesOf(
  maker: FileDeid,
  file: FileForCopy<DeidWork>,
): { readonly entries: readonly ReviewEntry[] } | ReturnType<typeof reasonOf> {
  let source: FileSource | undefined;
  try {
    source = new FileSource(file.full);
    return { entries: maker.review(source, toCopy(file)).review ?? [] };
  } catch (error) {
    return reasonOf(error);
  } finally {
    source?.close();
  }
}

function toCopy(file: FileForCopy<DeidWork>): FileToCopy<DeidWork> {
  const { studyUID, seriesUID, sopInstanceUID, patientID, work } = file;
  const uids = { studyUID, seriesUID, sopInstanceUID };
  const common = { file: file.file, path: file.full, size: file.bytes, uids, work };
  return patientID === undefined ? common : { ...common, patientID };
}

/** Values that a row shows of an attribute. */
const MOST_EXAMPLES = 3;

interface Group {
  readonly entry: ReviewEntry;
  files: number;
  /** Number of the file that was counted last: an attribute may stand in many items of one file. */
  last: number;
  readonly examples: DeidExample[];
}

/** What is done in the files of one series, equal decisions together, in the order in which they are met. */
class SeriesReview {
  private readonly groups = new Map<string, Group>();
  private files = 0;

  constructor(private readonly seriesUID: string) {}

  add(entries: readonly ReviewEntry[]): void {
    this.files++;
    for (const entry of entries) {
      const { path, action, rule, source } = entry;
      const key = `${path}\n${action}\n${rule}\n${source}`;
      const group = this.groups.get(key) ?? { entry, files: 0, last: 0, examples: [] };
      this.groups.set(key, group);
      if (group.last !== this.files) group.files++;
      group.last = this.files;
      addExample(group.examples, entry);
    }
  }

  rows(): DeidReviewRow[] {
    return [...this.groups.values()].map(({ entry: { path, action, rule, source }, files, examples }) => ({
      seriesUID: this.seriesUID,
      ...{ path, action, rule, source, files },
      ...(examples.length > 0 && { examples }),
    }));
  }
}

function addExample(examples: DeidExample[], { before, after }: ReviewEntry): void {
  if (before === undefined || after === undefined || examples.length >= MOST_EXAMPLES) return;
  if (!examples.some((one) => one.before === before && one.after === after)) examples.push({ before, after });
}
