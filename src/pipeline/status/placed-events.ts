import type { LedgerEvent } from '../../identity/ledger/event.js';
import type { StatusFacts } from './facts.js';
import { isWanted, type Place, Places } from './places.js';

/** An event with whose it is. */
export interface PlacedEvent {
  readonly event: LedgerEvent;
  /** The site that delivered; where the event names none, the subject's. */
  readonly site: string | null;
  readonly place: Place;
}

/** The events that are asked for, in the order in which they were written. */
export function placedEvents(facts: StatusFacts): PlacedEvent[] {
  const places = new Places(facts);
  return facts.events
    .map((event) => {
      const place = places.of(event);
      return { event, site: event.site ?? place.site, place };
    })
    .filter(({ site, place }) => isWanted(facts.filter, { ...place, site }));
}
