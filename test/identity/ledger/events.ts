import type {
  EventDetails,
  EventKind,
  LedgerEvent,
  NewEvent,
  Problem,
} from '../../../src/identity/ledger/event.js';

/** What an event may have besides its kind and details. */
export type More = Partial<Omit<LedgerEvent, 'kind' | 'details'>>;

const WHO = { at: '2026-03-01T08:00:00.000Z', osUser: 'reader', operator: 'A. Operator' };

/** An event as it is given to the ledger. */
export function newEvent<Kind extends EventKind>(
  kind: Kind,
  details: EventDetails[Kind],
  more: More = {},
): NewEvent {
  return { ...WHO, ...more, kind, details } as NewEvent;
}

/** An event as it stands in the ledger, as its first. */
export function event<Kind extends EventKind>(
  kind: Kind,
  details: EventDetails[Kind],
  more: More = {},
): LedgerEvent {
  return { id: 1, ...newEvent(kind, details, more) } as LedgerEvent;
}

/** A problem that a person has to decide on. */
export function problem(more: Partial<Problem> = {}): Problem {
  const plain = { code: 'protocol-deviation', outcome: 'fail', severity: 'major', message: 'TR differs' };
  return { ...plain, ...more } as Problem;
}

/** What came of a study of one series. */
export function came(
  counts: { same?: number; changed?: number; added?: number } = {},
): EventDetails['received'] {
  const all = { same: 0, changed: 0, added: 0, ...counts };
  const instances = all.same + all.changed + all.added;
  return { series: 1, instances, modalities: { MR: 1 }, devices: [], ...all };
}
