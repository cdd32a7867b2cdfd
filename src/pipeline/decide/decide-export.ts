import type { Reader } from '../../identity/crosswalk/contract.js';
import type { LedgerEvent, NewEvent } from '../../identity/ledger/event.js';
import { findSubject } from '../../identity/registry/subjects.js';
import type { Decider } from './decide-items.js';
import type { ExportOrder } from './order.js';
import { type OrRefusal, refused } from './refusal.js';
import type { ToldByReport } from './told-by-report.js';

/** Where to look for what a report tells of. */
interface ExportSource {
  readonly reader: Reader;
  /** Row of the trial. */
  readonly trial: number;
  readonly protocol: string;
  /** All of the trial. */
  readonly events: readonly LedgerEvent[];
}

type Released = Extract<LedgerEvent, { readonly kind: 'released' }>;

/**
 * The events of what left: one for each study of the trial that the report tells of by the UID that was released, and one
 * for each further subject that it names. Or why there are none.
 */
export function exportEvents(
  { reader, trial, protocol, events }: ExportSource,
  told: ToldByReport,
  { order, decider }: { readonly order: ExportOrder; readonly decider: Decider },
): OrRefusal<readonly NewEvent[]> {
  if (told.protocol !== undefined && told.protocol !== protocol)
    return refused(
      'report-other-trial',
      `the report is of another trial than ${protocol}: name that trial’s file`,
    );
  const key = reader.row('trials', 'id = ?', trial)?.project_key;
  if (told.keyFingerprint !== undefined && told.keyFingerprint !== key)
    return refused('report-other-trial', 'the report was made with another project key than this trial’s');
  const studies = releasedStudies(events, told);
  const covered = new Set(studies.map(({ subject }) => subject));
  const subjects = [...told.subjects].flatMap((id) => findSubject(reader, trial, id) ?? []);
  const further = subjects.filter(({ row }) => !covered.has(row)).sort((a, b) => a.row - b.row);
  if (studies.length + further.length === 0)
    return refused('nothing-exported', 'the report tells of no study and no subject of this trial');
  const { at, osUser, operator } = decider;
  const base = {
    kind: 'exported',
    at,
    osUser,
    operator,
    command: told.command,
    report: told.sha256,
  } as const;
  const { to, why } = order;
  return [
    ...studies.map(({ site, subject, studyUID, visit, details }): NewEvent => {
      const files = told.studies.get(details.releasedUID) ?? 0;
      return {
        ...base,
        details: { to, files, why },
        ...(site !== undefined && { site }),
        ...(subject !== undefined && { subject }),
        ...(studyUID !== undefined && { studyUID }),
        ...(visit !== undefined && { visit }),
      };
    }),
    ...further.map(({ row, site }): NewEvent => {
      return { ...base, details: { to, files: 0, why }, site, subject: row };
    }),
  ];
}

/** Each study once, as it was released last, in the order of first releases. */
function releasedStudies(events: readonly LedgerEvent[], { studies }: ToldByReport): Released[] {
  const last = new Map<string, Released>();
  for (const event of events) {
    if (event.kind !== 'released') continue;
    if (studies.has(event.details.releasedUID)) last.set(event.details.releasedUID, event);
  }
  return [...last.values()];
}
