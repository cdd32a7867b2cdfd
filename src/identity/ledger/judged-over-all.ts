import type { LedgerEvent } from './event.js';
import type { WorkItem } from './work-items.js';

type Place = Pick<WorkItem, 'subject' | 'visit'>;

/** Whether an event is a command's judgement on all that the trial has, and not on one delivery. */
export function isJudgedOverAll({ kind, command, delivery }: LedgerEvent): boolean {
  return kind === 'reported' && command === 'response' && delivery === undefined;
}

/** What was judged over all deliveries, and what came since of the visits that it is of. */
export class JudgedOverAll {
  /** Items that the last judgement made or said again, by what their problems say. */
  #last: ReadonlyMap<string, string> = new Map();
  /** Number of the event by which a visit of a subject last got data that it did not have. */
  readonly #dataAt = new Map<string, number>();

  /** Takes in that something came of a visit, and not as it was. */
  came({ id, subject, visit }: LedgerEvent): void {
    this.#dataAt.set(keyOf({ subject, visit }), id);
  }

  /** The item by which the last judgement said this, by its ID. */
  before(words: string): string | undefined {
    return this.#last.get(words);
  }

  /** Whether a visit got other data after an item was made: what was decided was decided on the old. */
  hasOtherData({ id }: WorkItem, { subject, visit }: Place): boolean {
    if (subject === undefined || visit === undefined) return false;
    return (this.#dataAt.get(keyOf({ subject, visit })) ?? 0) > Number(id.split('.')[0]);
  }

  /**
   * Takes in a judgement: IDs of its items by what their problems say. What has no report could not be judged, and takes
   * the place of nothing.
   * @returns the items of the judgement before that it takes the place of
   */
  replace(now: ReadonlyMap<string, string>, { report }: LedgerEvent): string[] {
    const last = this.#last;
    this.#last = report === undefined ? new Map([...last, ...now]) : now;
    const standing = new Set(this.#last.values());
    return [...last.values()].filter((id) => !standing.has(id));
  }
}

function keyOf({ subject, visit }: Place): string {
  return JSON.stringify([subject, visit]);
}
