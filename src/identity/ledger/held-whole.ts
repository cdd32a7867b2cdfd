import type { Arrivals } from './arrivals.js';
import type { LedgerEvent, Problem } from './event.js';

/**
 * Deliveries of which `deid` released nothing: that is said of a delivery, not of a study. It is said again where every
 * study of a delivery came as it was, and nothing of the delivery that brought it last was released either, by one and
 * the same item. A delivery that holds more, or of which something was released meanwhile, is another matter.
 */
export class HeldWhole {
  /** The item that says it of the last delivery of a study, by the UID that was delivered. */
  readonly #items = new Map<string, string>();

  constructor(private readonly arrivals: Arrivals) {}

  /** The item that said it of what the delivery of an event brings again; undefined where none did. */
  before(event: LedgerEvent): string | undefined {
    if (!isOfDeid(event)) return undefined;
    const studies = this.arrivals.studiesWith(event);
    const isAsBefore = (studyUID: string): boolean => this.arrivals.of({ ...event, studyUID }) === 're-sent';
    if (!studies.every(isAsBefore)) return undefined;
    const items = new Set(studies.map((studyUID) => this.#items.get(studyUID)));
    return items.size === 1 ? [...items][0] : undefined;
  }

  /** Takes in what `deid` said of a delivery. @param itemOf the item of its problem with a number, from 1 */
  add(event: LedgerEvent, itemOf: (number: number) => string): void {
    if (!isOfDeid(event)) return;
    const at = event.details.problems.findIndex(isNothingReleased);
    for (const studyUID of this.arrivals.studiesWith(event)) {
      if (at < 0) this.#items.delete(studyUID);
      else this.#items.set(studyUID, itemOf(at + 1));
    }
  }
}

type Reported = Extract<LedgerEvent, { readonly kind: 'reported' }>;

function isOfDeid(event: LedgerEvent): event is Reported {
  return event.kind === 'reported' && event.command === 'deid';
}

function isNothingReleased({ code }: Problem): boolean {
  return code === 'nothing-released';
}
