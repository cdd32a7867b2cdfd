import { randomUUID } from 'node:crypto';
import { deriveKey } from '../../identity/project-key.js';
import { digestOf } from '../../io/checksum.js';
import type { JournalOutput } from '../../io/journal-entry.js';
import type { PathBytes } from '../../io/path-bytes.js';
import { thisTool } from '../../report/tool.js';
import { UidSet } from '../../rules/deid/known/uid-set.js';
import { copyFile } from '../copies/copy-file.js';
import type { Reason } from '../copies/copy-job.js';
import type { Maker } from '../copies/maker.js';
import type { WantedCopy } from '../copies/results.js';
import { FileDeid } from './deid-file.js';
import type { DeidDetail, DeidWork } from './deid-job.js';
import type { LoadedProfile } from './load-profile.js';
import type { QuarantineRecord } from './quarantine-record.js';

/** A quarantined file that is to be released. */
export interface FileToRelease {
  /** Its copy in the quarantine. */
  readonly path: PathBytes;
  /** Bytes. */
  readonly size: number;
  /** What the run would have made of it. */
  readonly wanted: WantedCopy;
  /** What a person vouches for. */
  readonly vouched: Pick<DeidWork, 'released' | 'accepted'>;
  /** The output folder. */
  readonly out: PathBytes;
  /** Told that the output is verified, before it gets its name. */
  readonly verified: (output: JournalOutput) => void;
}

/** Bytes of the buffer that files are copied through. */
const BLOCK = 1024 * 1024;

/** De-identifies single files as a run has done it with the rest of its delivery. */
export class OneFileRelease {
  private readonly maker: FileDeid;
  private readonly buffer = new Uint8Array(BLOCK);

  constructor(
    { profile, lists, recipients }: LoadedProfile,
    record: QuarantineRecord,
    projectKey: Uint8Array,
  ) {
    const { subjects, known, uids } = record;
    this.maker = new FileDeid({
      id: randomUUID(),
      ...{ profile, lists, recipients, subjects, known },
      uidKey: deriveKey(projectKey, 'uid'),
      uids: UidSet.of(uids).buffer,
      exempt: [...new Set(subjects.map(({ id }) => id))],
      version: thisTool().version,
      ...{ wantsReview: false, showsValues: false, wantsUids: false },
    });
  }

  /**
   * Writes the output, whole and verified or not at all; one that stands there, byte for byte the same, will do.
   * @returns undefined, or why not
   * @throws AtomicWriteError for a disk that fails; what `verified` throws
   */
  async release({ path, size, wanted, vouched, out, verified }: FileToRelease): Promise<Reason | undefined> {
    let failed: unknown;
    const noted = (output: JournalOutput): void => {
      try {
        verified(output);
      } catch (error) {
        failed = error;
        throw error;
      }
    };
    const { name, uids, patientID } = wanted;
    const work = { ...(wanted.work as DeidWork), ...vouched };
    const copied = await copyFile(
      { file: 0, path, size, uids, ...(patientID !== undefined && { patientID }), work },
      {
        job: { out, groups: [] },
        maker: telling(this.maker, { path: name, noted }),
        ...{ buffer: this.buffer, name, standing: undefined, stood: true },
      },
    );
    if (failed !== undefined) throw failed;
    if (copied.kind === 'written' || copied.kind === 'duplicate') return undefined;
    const { code, detail } = copied;
    return { code, ...(detail !== undefined && { detail }) };
  }
}

/** A maker whose outputs are told of once they were looked at. */
function telling(
  maker: FileDeid,
  { path, noted }: { readonly path: string; readonly noted: (output: JournalOutput) => void },
): Maker<DeidWork, DeidDetail> {
  return {
    make: async (source, toCopy) => {
      const made = await maker.make(source, toCopy);
      return {
        ...made,
        inspect: (written) => {
          const detail = made.inspect?.(written);
          noted({ path, size: written.size, sha256: digestOf(written) });
          return detail;
        },
      };
    },
  };
}
