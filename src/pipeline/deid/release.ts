import { createHash, randomUUID } from 'node:crypto';
import { deriveKey } from '../../identity/project-key.js';
import type { SharedPool } from '../../io/pool.js';
import { thisTool } from '../../report/tool.js';
import { writeCopies } from '../copies/write-copies.js';
import type { DeidDetail, DeidShared, DeidWork } from './deid-job.js';
import type { DeidOutcome, Quarantined } from './outcome.js';
import { type PackedShared, packed } from './packed-shared.js';
import type { Places, Prepared } from './prepare.js';
import { writeQuarantineRecord } from './quarantine-record.js';
import { ReleasedBatches } from './released-batches.js';
import type { Planned } from './run-state.js';

/** Threads that scan and de-identify. */
export const DEID_WORKER = new URL('./deid-worker.js', import.meta.url);

/** What every file is de-identified with. */
export function sharedOf({ options, prepared, who, known }: Omit<Planned, 'sorted'>): DeidShared {
  const { profile, lists, recipients } = prepared.loaded;
  return {
    id: randomUUID(),
    ...{ profile, lists, recipients },
    uidKey: deriveKey(prepared.projectKey, 'uid'),
    subjects: who.subjects,
    known: known.values,
    uids: known.uids.buffer,
    exempt: [...new Set(who.subjects.map(({ id }) => id))],
    version: thisTool().version,
    wantsReview: options.dryRun,
    showsValues: options.identifiers,
    wantsUids: options.uidMap !== undefined,
    ...(options.releasedNeeds && { releasedNeeds: options.releasedNeeds }),
  };
}

/**
 * Writes what may be released, and copies everything else into the quarantine.
 * @throws StateError, CopiesError; what was written stands in the journal, for `--resume`
 */
export async function release(planned: Planned, places: Places, pool?: SharedPool): Promise<DeidOutcome> {
  const { options, sorted, prepared, who } = planned;
  const { jobs, signal, progress, operator } = options;
  // No folder is made, and no state, where there is nothing to put into it.
  if (sorted.files.length + sorted.refused.length === 0) return NOTHING;
  const batches = options.releasedNeeds && new ReleasedBatches();
  const copies = await writeCopies<PackedShared, DeidWork, DeidDetail>({
    files: sorted.files,
    refusedBefore: sorted.refused,
    shared: packed(sharedOf(planned)),
    worker: DEID_WORKER,
    ...(pool && { pool }),
    ...(batches && { onBatch: (result) => batches.take(result) }),
    ...places,
    run: digestOf(prepared, { subjects: who.subjects, sorted, wantsUids: options.uidMap !== undefined }),
    quarantine: true,
    noteQuarantine: (journalPath) => writeQuarantineRecord(journalPath, planned),
    ...(operator !== undefined && { operator }),
    ...{ jobs, signal, progress },
  });
  return {
    written: copies.written,
    duplicates: copies.duplicates.map(({ file }) => file),
    quarantined: [
      ...copies.quarantined.map(({ output, ...reason }) => ({ ...reason, isKept: output !== undefined })),
      ...copies.refused.map((reason): Quarantined => ({ ...reason, isKept: false })),
    ],
    planned: [],
    ...(batches && { batches }),
  };
}

const NOTHING: DeidOutcome = { written: [], duplicates: [], quarantined: [], planned: [] };

/** Tells one run from another: a run is resumed only with the profile, the key, the subjects and the files it began with. */
function digestOf(
  { loaded, keyFingerprint }: Prepared,
  {
    subjects,
    sorted,
    wantsUids,
  }: Pick<Planned['who'], 'subjects'> & { sorted: Planned['sorted']; wantsUids: boolean },
): string {
  const head = [thisTool().version, loaded.sha256, keyFingerprint, subjects, wantsUids];
  const hash = createHash('sha256').update(JSON.stringify(head));
  for (const { root, path, name } of sorted.files) hash.update(JSON.stringify([root, name])).update(path);
  for (const { root, path, code } of sorted.refused) hash.update(JSON.stringify([root, code])).update(path);
  return hash.digest('hex');
}
