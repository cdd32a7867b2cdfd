import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { LedgerEvent } from '../../../identity/ledger/event.js';
import { eventsOf } from '../../../identity/ledger/ledger.js';
import { studiesWithUid } from '../../../identity/registry/studies.js';
import { subjectInRow } from '../../../identity/registry/subjects.js';
import type { FileEntry, Report, Root } from '../../../report/envelope.js';
import type { MeasurementRow, SourceRow } from '../../../report/measure-export-sections.js';
import type { RunContext } from '../run-context.js';
import { reportChanged } from '../run-error.js';
import { reportPathOf } from '../run-places.js';
import { stateOfRuns } from '../states-of-runs.js';

/** A report of `measure-export` as JSON has it. */
export type MeasuredReport = Omit<Report, 'sections' | 'files'> & {
  readonly rows: readonly MeasurementRow[];
  readonly sources: readonly SourceRow[];
  readonly files: readonly FileEntry[];
  readonly roots: readonly Root[];
};

/** A row, and where its object lies. */
export interface KeptRow {
  readonly row: MeasurementRow;
  /** The file of its object, and the folder that it lies in: absolute. */
  readonly file: FileEntry;
  readonly folder: string;
  /** Number of the report that it is of. */
  readonly report: number;
}

/** Every row of the trial that counts, once. */
export interface KeptRows {
  readonly reports: readonly MeasuredReport[];
  readonly rows: readonly KeptRow[];
}

/** Whose a released study is. */
interface Owner {
  readonly subject: string;
  readonly site: string;
  readonly visit: string | null;
}

/**
 * The rows of all measurements of the trial: each study's as it was measured last, whose the crosswalk says it is now. What
 * was released before a correction, and what was recorded as destroyed, does not count.
 * @throws RunError `report-changed` when a report is not the one that the ledger names
 */
export function keptRows(context: RunContext): KeptRows {
  const owners = ownersOf(context);
  const reports = reportsOf(context);
  const lastOf = new Map<string, number>();
  for (const [number, { files }] of reports.entries())
    for (const { studyUID } of files) if (studyUID !== undefined) lastOf.set(studyUID, number);
  const rows = reports.flatMap((report, number) => {
    const folders = new Map(report.roots.map(({ id, path }) => [id, path]));
    return report.rows.flatMap((row): KeptRow[] => {
      const studyUID = row.source.studyUID || (row.image?.studyUID ?? '');
      const owner = owners.get(studyUID);
      const file = report.files[row.source.file];
      if (!owner || !file || lastOf.get(studyUID) !== number) return [];
      const folder = folders.get(file.root) ?? '';
      return [{ row: { ...row, ...owner }, file, folder, report: number }];
    });
  });
  return { reports, rows };
}

type Released = Extract<LedgerEvent, { kind: 'released' }>;

/** By the UID that is released now. */
function ownersOf({ crosswalk, trial }: RunContext): ReadonlyMap<string, Owner> {
  const events = eventsOf(crosswalk, trial, { kinds: ['released', 'destroyed'] });
  const gone = new Map(
    events.flatMap(({ kind, subject, id }) => (kind === 'destroyed' ? [[subject, id]] : [])),
  );
  const last = new Map<string, Released>();
  for (const event of events)
    if (event.kind === 'released') last.set(event.studyUID ?? event.details.releasedUID, event);
  const owners = new Map<string, Owner>();
  for (const { id, studyUID = '', subject: then, details } of last.values()) {
    if ((gone.get(then) ?? 0) > id) continue;
    const known = studiesWithUid(crosswalk, studyUID).map((study) => ({
      ...{ visit: study.visit, owner: subjectInRow(crosswalk, study.subject) },
    }));
    const own = known.find(({ owner }) => owner.trial === trial);
    if (own)
      owners.set(details.releasedUID, { subject: own.owner.id, site: own.owner.site, visit: own.visit });
  }
  return owners;
}

/** In the order in which they were made. */
function reportsOf({ crosswalk, trial }: RunContext): MeasuredReport[] {
  const states = stateOfRuns(crosswalk, trial);
  return eventsOf(crosswalk, trial, { kinds: ['reported'], command: 'measure-export' }).flatMap((event) => {
    const state = states.get(event.run ?? '') ?? '';
    const path = reportPathOf(state, event);
    // What did not apply has no report.
    if (path === undefined || event.report === undefined) return [];
    return [reportAt(path, { sha256: event.report, name: relative(state, path) })];
  });
}

function reportAt(
  path: string,
  { sha256, name }: { readonly sha256: string; readonly name: string },
): MeasuredReport {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    throw reportChanged(name);
  }
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw reportChanged(name);
  // Its bytes are those that were written: nothing has to be proven of its form.
  return JSON.parse(bytes.toString('utf8')) as MeasuredReport;
}

/** Absolute path of a row's object. */
export function objectOf({ folder, file }: KeptRow): string {
  return join(folder, file.path);
}
