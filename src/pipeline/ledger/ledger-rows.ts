import { EMPTY_HEAD } from '../../identity/crosswalk/audit.js';
import type { Head, Reader } from '../../identity/crosswalk/contract.js';
import type { EventKind, LedgerEvent } from '../../identity/ledger/event.js';
import { subjectInRow } from '../../identity/registry/subjects.js';
import type { LedgerRow } from '../../report/ledger-sections.js';
import { type DecidedItem, eventText } from './event-text.js';
import { Masks } from './masked.js';
import { toldDetails } from './told-details.js';

/**
 * Events as reports tell them, without identities, each with the audit record that holds it.
 * @param events those that are told
 * @param all every event of the trial, in order: they tell what decisions are about, and what must not be told
 */
export function ledgerRows(
  reader: Reader,
  events: readonly LedgerEvent[],
  all: readonly LedgerEvent[],
): LedgerRow[] {
  const masks = new Masks(reader, all);
  const items = decidedItems(all);
  const names = new Map<number, string>();
  const nameOf = (row: number): string => {
    const known = names.get(row) ?? subjectInRow(reader, row).id;
    names.set(row, known);
    return known;
  };
  return events.map((event) => {
    const mask = masks.of(event);
    const item = items.get(event.id);
    const record = auditRecordOf(reader, event.id);
    return {
      ...placeOf(event),
      subject: event.subject === undefined ? null : nameOf(event.subject),
      text: eventText(event, { mask, ...(item && { item }) }),
      details: toldDetails(event, mask),
      auditSeq: record.seq,
      auditMac: record.mac,
    };
  });
}

function placeOf(
  event: LedgerEvent,
): Omit<LedgerRow, 'subject' | 'text' | 'details' | 'auditSeq' | 'auditMac'> {
  const { id, at, kind, osUser, operator, run, delivery, site, visit, command, report, item } = event;
  return {
    ...{ event: id, at, kind, osUser, operator, run: run ?? null, delivery: delivery ?? null },
    ...{ site: site ?? null, visit: visit ?? null, command: command ?? null },
    ...{ report: report ?? null, item: item ?? null },
  };
}

/** The events that decide on an item. */
export const DECISIONS: ReadonlySet<EventKind> = new Set<EventKind>([
  'accepted',
  'waived',
  'rejected',
  'queried',
  'answered',
]);

/** Of each decision by the number of its event: what it is about, and what was decided before. */
function decidedItems(all: readonly LedgerEvent[]): ReadonlyMap<number, DecidedItem> {
  const kinds = new Map(all.map(({ id, kind }) => [String(id), kind]));
  const last = new Map<string, EventKind>();
  const items = new Map<number, DecidedItem>();
  for (const { id, kind, item } of all) {
    if (item === undefined || !DECISIONS.has(kind)) continue;
    const made = kinds.get(item.split('.')[0] ?? '');
    if (made !== undefined) items.set(id, { made, before: last.get(item) });
    last.set(item, kind);
  }
  return items;
}

/** The record of the event's writing; number 0 where there is none, which the proof of the chain tells of. */
function auditRecordOf(reader: Reader, event: number): Head {
  const sql = 'SELECT json_array(seq, mac) FROM audit WHERE entity = ? ORDER BY seq LIMIT 1';
  const found = reader.scalar(sql, `events:${event}`);
  if (found === undefined) return EMPTY_HEAD;
  const [seq, mac] = JSON.parse(String(found)) as [number, string];
  return { seq, mac };
}
