import type { LedgerEvent, Received } from './event.js';

/** How a delivery brought a study: as it was, with everything that ever came of it, or with a part of that. */
type Arrival = 're-sent' | 'whole' | 'part';

/** How studies came, as the events tell one after the other. */
export class Arrivals {
  readonly #arrivals = new Map<string, Arrival>();
  /** Number of instances that ever came of a study. */
  readonly #known = new Map<string, number>();
  /** The studies that a delivery brought. */
  readonly #studies = new Map<string, Set<string>>();

  /** Takes in what came of a study. */
  add(event: LedgerEvent, { same, changed, added }: Received): void {
    const { studyUID } = event;
    if (studyUID === undefined) return;
    const known = this.#known.get(studyUID) ?? 0;
    this.#known.set(studyUID, known + added);
    const isWhole = same + changed >= known;
    this.#arrivals.set(keyOf(event), event.kind === 're-sent' ? 're-sent' : isWhole ? 'whole' : 'part');
    const delivery = deliveryOf(event);
    this.#studies.set(delivery, (this.#studies.get(delivery) ?? new Set()).add(studyUID));
  }

  /** How the delivery of an event brought its study; undefined where no event tells. */
  of(event: LedgerEvent): Arrival | undefined {
    return this.#arrivals.get(keyOf(event));
  }

  /** The studies that the delivery of an event brought, by the UIDs that were delivered. */
  studiesWith(event: LedgerEvent): readonly string[] {
    return [...(this.#studies.get(deliveryOf(event)) ?? [])];
  }
}

function deliveryOf({ run, delivery }: LedgerEvent): string {
  return JSON.stringify([run, delivery]);
}

function keyOf({ run, delivery, studyUID }: LedgerEvent): string {
  return JSON.stringify([run, delivery, studyUID]);
}
