import { stringify } from 'csv-stringify/sync';
import { writeAtomically } from '../../io/atomic-write.js';
import type { Done } from './run-state.js';

/** What was released for what: it identifies, and stands in files of its own for the run's owner alone. */
export interface IdMaps {
  readonly uids: ReadonlyMap<string, string>;
  readonly patients: ReadonlyMap<string, string>;
}

/** The UIDs and Patient IDs of everything that stands in the output, sorted. */
export function mapsOf({
  sorted,
  outcome,
  who,
  found,
}: Pick<Done, 'sorted' | 'outcome' | 'who' | 'found'>): IdMaps {
  const uids = new Map<string, string>();
  const patients = new Map<string, string>();
  const released = new Set([...outcome.written.map(({ file }) => file), ...outcome.duplicates]);
  for (const { file, uids: own, work, ...given } of sorted.files) {
    if (!released.has(file)) continue;
    uids.set(given.studyUID, own.studyUID);
    uids.set(given.seriesUID, own.seriesUID);
    uids.set(given.sopInstanceUID, own.sopInstanceUID);
    const { id } = found.instances.header(found.files.instance(file) ?? 0).patient;
    patients.set(id, who.subjects[work.subject]?.id ?? '');
  }
  for (const { detail } of outcome.written)
    for (const [old, other] of detail?.uids ?? []) uids.set(old, other);
  return { uids: inOrder(uids), patients: inOrder(patients) };
}

function inOrder(map: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What every map begins with. */
export const MAP_TITLES = 'id_old,id_new';

/** As RFC 4180 has it. Values are written exactly: a program reads them, and a changed one would be a wrong one. */
export function mapText(map: ReadonlyMap<string, string>): string {
  return stringify([MAP_TITLES.split(','), ...map], { record_delimiter: '\r\n' });
}

/**
 * Writes the maps that were asked for, each whole or not at all, mode 0600.
 * @throws AtomicWriteError
 */
export async function writeMaps(done: Done): Promise<void> {
  const { uidMap, patientMap, signal, dryRun } = done.options;
  if (dryRun || (uidMap === undefined && patientMap === undefined)) return;
  const { uids, patients } = mapsOf(done);
  if (uidMap !== undefined) await writeAtomically(uidMap, [mapText(uids)], { mode: 0o600, signal });
  if (patientMap !== undefined)
    await writeAtomically(patientMap, [mapText(patients)], { mode: 0o600, signal });
}
