import type { DigestName } from '../../../io/checksum.js';
import { FileError } from '../../../io/file-source.js';
import type { ProgressSink } from '../../../report/progress.js';
import type { DeliveryFiles } from './delivery-files.js';
import { DigestReader } from './digests.js';
import type { Listed, Place } from './listed.js';
import type { Tally } from './tally.js';

/** What a {@link Prover} works with. */
export interface ProverOptions {
  readonly delivery: DeliveryFiles;
  readonly tally: Tally;
  readonly signal: AbortSignal;
  readonly progress: ProgressSink;
}

/** Holds listed files against their digests: SHA-256 from the scan, whatever else by reading. */
export class Prover {
  private readonly reader: DigestReader;
  private done = 0;

  constructor(private readonly options: ProverOptions) {
    this.reader = new DigestReader(options.signal);
  }

  /** The place of a file of the scan. */
  placeOf(file: number): Place {
    return { file, full: this.options.delivery.fullPath(file) };
  }

  /**
   * Proves one file and notes the outcome in the tally. The file counts as asked for.
   * @returns its size in bytes; undefined when it could not be read
   * @throws the signal's reason when it is aborted
   */
  async prove(listed: Listed, place: Place, total: number): Promise<number | undefined> {
    const { delivery, tally, signal, progress } = this.options;
    signal.throwIfAborted();
    if (++this.done % 64 === 0) await new Promise(setImmediate); // signals and progress get their turn
    progress.update(this.done, total, 'files verified');
    if (place.file !== undefined) delivery.take(place.file);
    try {
      const { bytes, digests } = await this.digests(listed, place);
      const wrong = listed.digests.find(({ name, hex }) => digests.get(name) !== hex);
      if (wrong) tally.changed(listed, place, { expected: wrong.hex, actual: digests.get(wrong.name) ?? '' });
      else tally.verified++;
      return bytes;
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      if (error.code === 'not-found') tally.missing(listed.name);
      else tally.unreadable(listed, place, error.code);
      return undefined;
    }
  }

  private async digests(listed: Listed, { file, full }: Place) {
    const wanted = new Set(listed.digests.map(({ name }) => name));
    const known = file === undefined ? undefined : this.options.delivery.scan.files.sha256(file);
    if (file === undefined || known === undefined) return this.reader.read(full, wanted);
    wanted.delete('sha256');
    const bytes = this.options.delivery.scan.files.bytes(file);
    if (wanted.size === 0) return { bytes, digests: new Map<DigestName, string>([['sha256', known]]) };
    const { digests } = await this.reader.read(full, wanted);
    return { bytes, digests: new Map<DigestName, string>([...digests, ['sha256', known]]) };
  }
}
