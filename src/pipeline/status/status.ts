import type { Finding } from '../../findings/finding.js';
import { needsPerson } from '../../identity/ledger/work-items.js';
import type { ReconciliationRow, StatusSections } from '../../report/ledger-sections.js';
import { type Counted, countsOf, isEnrolled, siteRows, subjectRows } from './counts.js';
import { deviceRows } from './devices.js';
import type { StatusFacts } from './facts.js';
import { occasionsOf, placedItems } from './occasions.js';
import { placedEvents } from './placed-events.js';
import { queryRows } from './queries.js';
import { readsRows } from './reads.js';
import { statusFindings } from './status-findings.js';
import { visitStandings } from './visits.js';
import { worklistOf } from './worklist.js';

/** What a report of `status` says. */
export interface Status {
  readonly sections: Required<Omit<StatusSections, 'reconciliation'>>;
  readonly summary: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
}

/** Where a trial stands. @param differences from the site's list */
export function statusOf(facts: StatusFacts, differences: readonly ReconciliationRow[] = []): Status {
  const items = placedItems(facts);
  const standings = visitStandings(facts, occasionsOf(facts, items));
  const visits = standings.map(({ row }) => row);
  const counted: Counted = { visits, items, events: placedEvents(facts) };
  const subjects = subjectRows(facts, counted);
  const sites = siteRows(facts, counted, subjects);
  const worklist = worklistOf(facts, items, standings);
  return {
    sections: {
      sites,
      subjects,
      visits,
      devices: deviceRows(counted.events),
      reads: readsRows(counted.events),
      queries: queryRows(facts, items),
      worklist,
    },
    summary: {
      sites: sites.length,
      subjects: subjects.filter(isEnrolled).length,
      visits: visits.length,
      ...countsOf(visits),
      openItems: items.filter(({ item }) => needsPerson(item)).length,
      openQueries: items.filter(({ item }) => item.state === 'queried').length,
      differences: differences.length,
    },
    findings: statusFindings({ items, standings, worklist, differences, events: facts.events }),
  };
}
