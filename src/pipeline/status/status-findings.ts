import { type Finding, finding } from '../../findings/finding.js';
import { groupBy } from '../../findings/group-by.js';
import { worst } from '../../findings/outcome.js';
import type { LedgerEvent } from '../../identity/ledger/event.js';
import { needsPerson } from '../../identity/ledger/work-items.js';
import type { ReconciliationRow, WorklistRow } from '../../report/ledger-sections.js';
import type { PlacedItem } from './occasions.js';
import type { VisitStanding } from './visits.js';

/** What a status is judged by. */
export interface Judged {
  readonly items: readonly PlacedItem[];
  readonly standings: readonly VisitStanding[];
  readonly worklist: readonly WorklistRow[];
  readonly differences: readonly ReconciliationRow[];
  /** Of the trial, all of them. */
  readonly events: readonly LedgerEvent[];
}

/**
 * What is not as it should be: each visit, or delivery, with something to decide, each query that the site has not
 * answered in time, each visit that came and has not been through the pipeline, that is overdue or was missed without an excuse, each difference from the site's list,
 * each run that has not ended, whatever is asked for.
 */
export function statusFindings({ items, standings, worklist, differences, events }: Judged): Finding[] {
  const open = items.filter(({ item }) => needsPerson(item));
  const groups = groupBy(open, (placed) => whoOf(placed));
  return [
    ...[...groups].map(([who, of]) =>
      finding('status-needs-person', {
        subject: { name: of[0]?.place.subject?.id ?? who },
        outcome: worst(of.map(({ item }) => item.problem.outcome)),
        params: { who, count: of.length },
      }),
    ),
    ...standings.flatMap(unfinishedVisit),
    ...worklist.flatMap(taskFinding),
    ...differences.map(differenceFinding),
    ...unfinishedRuns(events),
  ];
}

/** As after a correction of its ID: what was released bears the wrong one. Of parts it is told how much is through. */
function unfinishedVisit({ row: { state, subject, visit }, unfinished }: VisitStanding): Finding[] {
  if (state !== 'received') return [];
  const who = namesOf([subject, visit]);
  return [
    finding('status-visit-unfinished', {
      subject: { name: subject },
      params: { who },
      ...(unfinished && { expected: unfinished.instances, actual: unfinished.through, unit: 'instances' }),
    }),
  ];
}

/** Runs that are at work, or were interrupted: of whom their deliveries are, nobody knows before they are looked at. */
function unfinishedRuns(events: readonly LedgerEvent[]): Finding[] {
  const ended = new Set(events.flatMap(({ kind, run }) => (kind === 'ended' ? [run] : [])));
  return events.flatMap((event) => {
    if (event.kind !== 'begun' || ended.has(event.run)) return [];
    const { length } = event.details.inputs;
    const deliveries = length === 1 ? '1 delivery' : `${length} deliveries`;
    const subject = { name: `run ${event.run ?? ''}` };
    return [finding('status-run-unfinished', { subject, params: { at: event.at, deliveries } })];
  });
}

/** `01-0007-K, V2`; of what is nobody's, the delivery. */
function whoOf({ item: { run, delivery }, place: { site, subject, visit } }: PlacedItem): string {
  if (subject) return namesOf([subject.id, visit]);
  if (run === undefined) return 'what is of no delivery';
  const what = delivery === undefined ? 'all deliveries' : `delivery ${delivery}`;
  return namesOf([site === null ? null : `site ${site}`, `${what} of run ${run}`]);
}

function namesOf(names: readonly (string | null)[]): string {
  return names.filter((name) => name !== null).join(', ');
}

function taskFinding({ what, item, site, subject, visit, days }: WorklistRow): Finding[] {
  const who =
    subject === null ? namesOf([site === null ? null : `site ${site}`, item]) : namesOf([subject, visit]);
  const about = { subject: { name: subject ?? who } };
  if (what === 'query-overdue') return [finding('status-query-overdue', { ...about, params: { who, days } })];
  if (what === 'visit-missed') return [finding('status-visit-missed', { ...about, params: { who } })];
  if (what === 'visit-overdue') return [finding('status-visit-overdue', { ...about, params: { who } })];
  return [];
}

const DIFFERENCES: Readonly<Record<ReconciliationRow['kind'], string>> = {
  'not-received': 'listed, and nothing came',
  'not-listed': 'came, and is not listed',
  'other-date': 'another day than listed',
  'other-visit': 'another visit than listed',
  'other-modality': 'another modality than listed',
  'other-count': 'another number of series than listed',
  'other-site': 'another site than listed',
};

function differenceFinding(row: ReconciliationRow): Finding {
  const { line, kind, subject, visit, modality, listed, received } = row;
  const place = line === null ? null : `line ${line}`;
  return finding('reconcile-differs', {
    subject: { name: subject },
    ...(listed !== null && { expected: listed }),
    ...(received !== null && { actual: received }),
    params: { who: namesOf([place, subject, visit, modality]), what: DIFFERENCES[kind] },
  });
}
