import type { EditPlan } from '../../../dicom/rewrite/edit-plan.js';
import type { Action } from '../action.js';
import type { Rulebook } from '../attribute/rulebook.js';
import type { PrivateRules } from '../private/private-rules.js';
import type { Profile } from '../profile/profile.js';
import type { DeidSubject } from '../subject.js';
import type { TextCleaner } from '../text/text-cleaner.js';
import type { PlanMemo } from './plan-memo.js';
import type { ReviewSink } from './review.js';

/** What a profile decides by; made once, and the same for every file. */
export interface DeidRules {
  readonly profile: Profile;
  readonly rulebook: Rulebook;
  readonly privates: PrivateRules;
  /** Version of this program, for the markers. */
  readonly version: string;
}

/** What a file is de-identified with besides the profile's rules. */
export interface DeidInput {
  readonly subject: DeidSubject;
  /** The UID that is released for one of the input. */
  readonly uidOf: (uid: string) => string;
  readonly cleaner: Pick<TextCleaner, 'clean' | 'knows'>;
  /** Remembers what became of elements in earlier files of the same rules; a review looks at each. */
  readonly memo?: PlanMemo;
  /** Takes every decision, for `--dry-run`. */
  readonly review?: ReviewSink;
}

/** What all levels of one file are worked on with. */
export interface Visit {
  readonly plan: EditPlan;
  readonly rules: DeidRules;
  readonly input: DeidInput;
  /** How many attributes had which action; an attribute that cleaning left as it was counts as kept. */
  readonly actions: Record<Action, number>;
  /** UIDs of the input that others stand for now. */
  readonly uids: Set<string>;
  /** At the top level, unless every decision is to be told. */
  readonly memo: PlanMemo | undefined;
}

/** Nothing done yet. */
export function noActions(): Record<Action, number> {
  return { keep: 0, remove: 0, empty: 0, dummy: 0, uid: 0, shift: 0, clean: 0, items: 0 };
}
