import type { EventDetails, LedgerEvent } from '../../identity/ledger/event.js';

/** Events by which something of a study came. */
export type Arrival = Extract<LedgerEvent, { readonly kind: 'received' | 're-sent' | 'changed' }>;

/** Whether an event tells of something that came. */
export function isArrival(event: LedgerEvent): event is Arrival {
  return event.kind === 'received' || event.kind === 're-sent' || event.kind === 'changed';
}

/** An arrival of a study, beside those before it. */
export interface Part {
  readonly arrival: Arrival;
  /** Whether all that came of the study by then came with it. */
  readonly isWhole: boolean;
}

/** @param arrivals of one study, all of them, in their order */
export function partsOf(arrivals: readonly Arrival[]): Part[] {
  let total = 0;
  return arrivals.map((arrival) => {
    const { same, changed, added }: EventDetails['received'] = arrival.details;
    total += added;
    return { arrival, isWhole: same + changed + added >= total };
  });
}

/**
 * The studies, by the UID that was delivered, of which a part came again: whether several parts are the whole, only their
 * instances tell.
 */
export function studiesInParts(events: readonly LedgerEvent[]): string[] {
  const studies = new Map<string, Arrival[]>();
  for (const event of events) {
    if (event.studyUID === undefined || !isArrival(event)) continue;
    const own = studies.get(event.studyUID);
    if (own) own.push(event);
    else studies.set(event.studyUID, [event]);
  }
  const isAgain = ({ arrival: { details }, isWhole }: Part) => !isWhole && details.same + details.changed > 0;
  return [...studies].filter(([, arrivals]) => partsOf(arrivals).some(isAgain)).map(([studyUID]) => studyUID);
}
