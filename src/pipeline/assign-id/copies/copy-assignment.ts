import type { Insertion } from '../../../identity/insertion/plan-insertion.js';
import type { Trial } from '../../../identity/trial/trial.js';

/** What a copy is made into. `generation` counts the times that the subject's files were released anew. */
export type CopyAssignment =
  | ({
      readonly kind: 'subject' | 'phantom';
      /** From 1 on all UIDs of instances are new, so that the corrected copy cannot collide with the wrong one. */
      readonly generation: number;
    } & Pick<Insertion, 'site' | 'subject' | 'visit' | 'offsetDays'>)
  | {
      readonly kind: 'blinded';
      readonly generation: number;
      readonly site: string;
      readonly readingId: string;
      /** What must not stand anywhere in the copy's header: subject ID, visit, record numbers, names, dates. */
      readonly concealed: readonly string[];
    };

/** What all copies of a run are made with. */
export interface AssignShared {
  /** Of the run. */
  readonly id: string;
  readonly trial: Trial;
  /** Sub-key for UIDs; needed for blinded copies, and from generation 1 on. */
  readonly uidKey?: Uint8Array;
}
