import type { EditPlan } from '../../../dicom/rewrite/edit-plan.js';
import type { Action } from '../action.js';
import type { Rulebook } from '../attribute/rulebook.js';
import type { PrivateRules } from '../private/private-rules.js';
import type { Profile } from '../profile/profile.js';
import type { DeidSubject } from '../subject.js';
import type { TextCleaner } from '../text/text-cleaner.js';
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
  readonly cleaner: Pick<TextCleaner, 'clean'>;
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
}
