import { groupBy } from '../../findings/group-by.js';
import { needsPerson } from '../../identity/ledger/work-items.js';
import type {
  StatusCounts,
  StatusSiteRow,
  StatusSubjectRow,
  StatusVisitRow,
  VisitState,
} from '../../report/ledger-sections.js';
import { twoDecimals } from './clock.js';
import type { StatusFacts } from './facts.js';
import type { PlacedItem } from './occasions.js';
import type { PlacedEvent } from './placed-events.js';
import { isWanted } from './places.js';

const NAMES: Readonly<Record<VisitState, keyof StatusCounts>> = {
  expected: 'expected',
  due: 'due',
  overdue: 'overdue',
  missed: 'missed',
  excused: 'excused',
  received: 'received',
  passed: 'passed',
  'needs-person': 'needsPerson',
  queried: 'queried',
  rejected: 'rejected',
};

/** How many visits are in each state. */
export function countsOf(visits: readonly StatusVisitRow[]): StatusCounts {
  const counts: { -readonly [Name in keyof StatusCounts]: number } = {
    ...{ expected: 0, due: 0, overdue: 0, missed: 0, excused: 0 },
    ...{ received: 0, passed: 0, needsPerson: 0, queried: 0, rejected: 0 },
  };
  for (const { state } of visits) counts[NAMES[state]]++;
  return counts;
}

/** Everything that is counted. */
export interface Counted {
  readonly visits: readonly StatusVisitRow[];
  readonly items: readonly PlacedItem[];
  readonly events: readonly PlacedEvent[];
}

/** The subjects that are asked for, by ID; also those who were corrected away, and phantoms, without visits. */
export function subjectRows(facts: StatusFacts, { visits, items }: Counted): StatusSubjectRow[] {
  const { site, subject: only } = facts.filter;
  const byId = groupBy(visits, ({ subject }) => subject);
  const bySubject = groupBy(items, ({ place }) => place.subject?.row);
  return facts.subjects
    .filter((subject) =>
      isWanted(
        { ...(site !== undefined && { site }), ...(only !== undefined && { subject: only }) },
        { site: subject.site, subject, visit: null },
      ),
    )
    .map(({ row, site: own, id, kind, status }) => ({
      site: own,
      subject: id,
      kind,
      status,
      ...countsOf(byId.get(id) ?? []),
      openItems: (bySubject.get(row) ?? []).filter(({ item }) => needsPerson(item)).length,
    }));
}

/** The sites that are asked for: those of the trial in its order, then others that something came from. */
export function siteRows(
  { sites, filter }: StatusFacts,
  counted: Counted,
  subjects: readonly StatusSubjectRow[],
): StatusSiteRow[] {
  const seen = [
    ...subjects.map(({ site }) => site),
    ...counted.events.flatMap(({ site }) => site ?? []),
    ...counted.items.flatMap(({ place }) => place.site ?? []),
  ];
  // Of one subject, the sites that have something of it; else every site, also where nothing came.
  const listed = filter.subject === undefined ? sites : sites.filter((site) => seen.includes(site));
  return [...new Set([...listed, ...seen])]
    .filter((site) => (filter.site ?? site) === site)
    .map((site) => siteRow(site, counted, subjects));
}

function siteRow(site: string, counted: Counted, subjects: readonly StatusSubjectRow[]): StatusSiteRow {
  const visits = counted.visits.filter((row) => row.site === site);
  const items = counted.items.filter(({ place }) => place.site === site).map(({ item }) => item);
  const own = subjects.filter((row) => row.site === site && isEnrolled(row));
  const hours = visits.flatMap(({ turnaroundHours }) => turnaroundHours ?? []).sort((a, b) => a - b);
  return {
    site,
    subjects: own.length,
    withdrawn: own.filter(({ status }) => status === 'withdrawn').length,
    ...countsOf(visits),
    ...transfersOf(counted.events.filter((event) => event.site === site)),
    openItems: items.filter(needsPerson).length,
    openQueries: items.filter(({ state }) => state === 'queried').length,
    medianTurnaroundHours: median(hours),
    longestTurnaroundHours: hours.at(-1) ?? null,
  };
}

/** Whether a subject counts: a person, and not corrected away. */
export function isEnrolled({ kind, status }: Pick<StatusSubjectRow, 'kind' | 'status'>): boolean {
  return kind === 'subject' && status !== 'retired';
}

function transfersOf(
  events: readonly PlacedEvent[],
): Pick<StatusSiteRow, 'deliveries' | 'resent' | 'changed' | 'quarantinedFiles'> {
  const deliveries = new Set<string>();
  let quarantinedFiles = 0;
  for (const { event } of events) {
    if (event.delivery !== undefined && event.command !== 'response')
      deliveries.add(JSON.stringify([event.run, event.delivery]));
    if (event.kind === 'quarantined') quarantinedFiles += event.details.files;
  }
  return {
    deliveries: deliveries.size,
    resent: events.filter(({ event }) => event.kind === 're-sent').length,
    changed: events.filter(({ event }) => event.kind === 'changed').length,
    quarantinedFiles,
  };
}

/** @param sorted ascending */
function median(sorted: readonly number[]): number | null {
  const upper = sorted[sorted.length >> 1];
  const lower = sorted[(sorted.length - 1) >> 1];
  return upper === undefined || lower === undefined ? null : twoDecimals((lower + upper) / 2);
}
