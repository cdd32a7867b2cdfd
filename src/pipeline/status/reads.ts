import type { StatusReadsRow } from '../../report/ledger-sections.js';
import type { PlacedEvent } from './placed-events.js';

/**
 * Readings by month (UTC) and site. A study counts with what it has more than it ever had: readings that come again with
 * a delivery are not billed twice.
 */
export function readsRows(events: readonly PlacedEvent[]): StatusReadsRow[] {
  const most = new Map<string, number>();
  const rows = new Map<string, { month: string; site: string; reads: number }>();
  for (const { event, site } of events) {
    if (event.kind !== 'checked' || event.command !== 'measure-export' || event.studyUID === undefined)
      continue;
    const { reads = 0 } = event.details;
    const known = most.get(event.studyUID) ?? 0;
    if (reads <= known) continue;
    most.set(event.studyUID, reads);
    const month = new Date(event.at).toISOString().slice(0, 7);
    const key = JSON.stringify([month, site]);
    const row = rows.get(key) ?? { month, site: site ?? '', reads: 0 };
    row.reads += reads - known;
    rows.set(key, row);
  }
  return [...rows.values()].sort((a, b) => order(a.month, b.month) || order(a.site, b.site));
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
