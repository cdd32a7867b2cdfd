import type { Reader } from '../../identity/crosswalk/contract.js';
import { eventsOf } from '../../identity/ledger/ledger.js';
import { itemsOfProblems } from '../../identity/ledger/work-items.js';
import { digestOf } from '../../io/checksum.js';
import { FileSource } from '../../io/file-source.js';
import type { PathBytes } from '../../io/path-bytes.js';
import { deidReportPath } from '../run/run-places.js';

/** The item of the worklist for what is held of a study, by the UID that was delivered, by a quarantine code. */
type HeldItem = (studyUID: string, code: string) => string | undefined;

/**
 * What the files of a delivery's quarantine are on the worklist. The ledger names the report of `deid` that it was told by,
 * and that report lies beside the quarantine: where it does not, or is another, no item is certain. Nor is it where a
 * re-send said again what an earlier delivery's item stands for: the files of that one lie in another quarantine.
 * @param state of `deid`, absolute
 */
export function heldItems(reader: Reader, trial: number, state: PathBytes): HeldItem {
  const sha256 = digestOfReport(state);
  if (sha256 === undefined) return () => undefined;
  const events = eventsOf(reader, trial);
  const byProblem = itemsOfProblems(events);
  const items = new Map<string, string>();
  for (const event of events) {
    if (event.kind !== 'quarantined' || event.report !== sha256) continue;
    const id = `${event.id}.1`;
    if (byProblem.get(id)?.id === id) items.set(keyOf(event.studyUID ?? '', event.details.code), id);
  }
  return (studyUID, code) => items.get(keyOf(studyUID, code));
}

function keyOf(studyUID: string, code: string): string {
  return JSON.stringify([studyUID, code]);
}

function digestOfReport(state: PathBytes): string | undefined {
  let source: FileSource | undefined;
  try {
    source = new FileSource(deidReportPath(state));
    return digestOf(source);
  } catch {
    // Gone, or not to be read: a release does not need it.
    return undefined;
  } finally {
    source?.close();
  }
}
