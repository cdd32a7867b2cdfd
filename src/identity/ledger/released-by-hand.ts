import type { LedgerEvent } from './event.js';

/** A file that left its quarantine. */
export type ReleasedByHand = Extract<LedgerEvent, { readonly kind: 'released' }>;

/** The command by which a person lets a file go from the quarantine. */
export const BY_HAND = 'quarantine';

/** Whether a person let it go from the quarantine: then it is of no run, and no report of `deid` tells of it. */
export function isReleasedByHand(event: LedgerEvent): event is ReleasedByHand {
  return event.kind === 'released' && event.command === BY_HAND;
}
