import { MemorySource } from '../../src/dicom/byte-source.js';
import { DicomError } from '../../src/dicom/errors.js';
import { readPart10 } from '../../src/dicom/part10.js';
import { bytesOf } from '../../src/dicom/rewrite/rewrite.js';
import { PieceSource } from '../../src/pipeline/copies/piece-source.js';
import type { FileDeid } from '../../src/pipeline/deid/deid-file.js';
import type { DeidShared } from '../../src/pipeline/deid/deid-job.js';
import { loadProfile } from '../../src/pipeline/deid/load-profile.js';
import { knownOfDataset } from '../../src/rules/deid/known/known-values.js';
import { UidSet } from '../../src/rules/deid/known/uid-set.js';

/** One damage of a file: what is done, where (a share of the reach), and with which bytes. */
export type Damage =
  | { readonly kind: 'flip' | 'overwrite' | 'insert'; readonly at: number; readonly bytes: Uint8Array }
  | {
      readonly kind: 'cut' | 'delete' | 'swap';
      readonly at: number;
      readonly length: number;
      readonly to: number;
    };

/** The file with one damage more. Places are shares of `reach`, which keeps them in the header. */
export function damaged(file: Buffer, damage: Damage, reach: number): Buffer {
  const end = Math.min(file.length, reach);
  const at = Math.floor(damage.at * end);
  switch (damage.kind) {
    case 'flip': {
      const out = Buffer.from(file);
      damage.bytes.forEach((mask, i) => {
        if (at + i < out.length) out[at + i] = (out[at + i] ?? 0) ^ mask;
      });
      return out;
    }
    case 'overwrite': {
      const out = Buffer.from(file);
      out.set(damage.bytes.subarray(0, Math.max(0, out.length - at)), at);
      return out;
    }
    case 'insert':
      return Buffer.concat([file.subarray(0, at), damage.bytes, file.subarray(at)]);
    case 'cut':
      return Buffer.from(file.subarray(0, at));
    case 'delete':
      return Buffer.concat([file.subarray(0, at), file.subarray(at + damage.length)]);
    case 'swap':
      return swapped(file, at, Math.floor(damage.to * end), damage.length);
  }
}

function swapped(file: Buffer, a: number, b: number, length: number): Buffer {
  const [first, second] = a < b ? [a, b] : [b, a];
  const size = Math.min(length, second - first, file.length - second);
  const out = Buffer.from(file);
  file.copy(out, first, second, second + size);
  file.copy(out, second, first, first + size);
  return out;
}

/** What every file is de-identified with, where the delivery is the file `known` and others that are as good as it. */
export async function sharedFor(profile: string, known: Buffer | undefined): Promise<DeidShared> {
  const loaded = await loadProfile(profile);
  const dataset = known && readPart10(new MemorySource(known)).dataset;
  return {
    id: profile,
    ...{ profile: loaded.profile, lists: loaded.lists, recipients: [], version: '0' },
    uidKey: Buffer.alloc(32, 1),
    subjects: [{ id: 'P7QXW', shiftDays: -700, generation: 0 }],
    known: dataset ? knownOfDataset(dataset, () => false) : [],
    uids: UidSet.of([]).buffer,
    exempt: ['P7QXW'],
    ...{ wantsReview: false, showsValues: false, wantsUids: false },
  };
}

/** The bytes that would be released of a file; undefined where it would be quarantined. @throws Error without a code */
export async function releasedFrom(deid: FileDeid, bytes: Buffer): Promise<Buffer | undefined> {
  try {
    const source = new MemorySource(bytes);
    const { dataset } = readPart10(source);
    const uids = {
      studyUID: dataset.string('StudyInstanceUID') ?? '',
      seriesUID: dataset.string('SeriesInstanceUID') ?? '',
      sopInstanceUID: dataset.string('SOPInstanceUID') ?? '',
    };
    const toCopy = { file: 0, path: Buffer.from('x'), size: bytes.length, uids, work: { subject: 0 } };
    // Files and bytes in memory are read alike.
    const { pieces, inspect } = await deid.make(source as Parameters<FileDeid['make']>[0], toCopy);
    inspect?.(new PieceSource(pieces));
    return bytesOf(pieces);
  } catch (error) {
    if (error instanceof DicomError || (error instanceof Error && 'code' in error)) return undefined;
    throw error;
  }
}
