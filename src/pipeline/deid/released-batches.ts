import type { SeriesHeader } from '../../study/series-header.js';
import type { CopyResult } from '../copies/copy-job.js';
import type { BatchPlace } from '../scan/reordered.js';
import type { ScanResult } from '../scan/scan-job.js';

/** What the threads of a run gathered of what they have written: batches in the order of the work. */
export class ReleasedBatches {
  private readonly places = new Map<number, BatchPlace>();
  private readonly headers = new Map<string, SeriesHeader>();
  private readonly texts = new Map<string, string>();

  /** Adds a batch; one of which not everything is known is left out. */
  take({ files, gathered }: CopyResult<unknown>): void {
    if (gathered === undefined) return;
    // It crossed threads as `ReleasedFiles` gave it.
    const result = this.shared(gathered as ScanResult);
    const written = files.filter(({ kind }) => kind === 'written');
    if (written.length !== result.files.length) return;
    for (const [i, { file }] of written.entries()) this.places.set(file, { result, file: i });
  }

  /** Where a file stands among the batches, by its number in the input; undefined when that is not known. */
  placeOf(file: number): BatchPlace | undefined {
    return this.places.get(file);
  }

  /** A batch is of a few files: over a delivery they hold the same headers and texts thousands of times. */
  private shared({ files, batch, probed }: ScanResult): ScanResult {
    const headers = batch.headers.map((header) => once(this.headers, JSON.stringify(header), header));
    const texts = batch.texts.map((text) => once(this.texts, text, text));
    const readings = probed?.readings.map((text) => once(this.texts, text, text));
    return {
      files,
      batch: { ...batch, headers, texts },
      ...(probed && readings && { probed: { ...probed, readings } }),
    };
  }
}

function once<T>(known: Map<string, T>, key: string, value: T): T {
  const first = known.get(key);
  if (first !== undefined) return first;
  known.set(key, value);
  return value;
}
