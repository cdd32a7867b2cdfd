import type { Action } from '../../rules/deid/action.js';
import type { KnownValue } from '../../rules/deid/known-value.js';
import type { ReviewEntry } from '../../rules/deid/plan/review.js';
import type { PrivateList, Profile } from '../../rules/deid/profile/profile.js';
import type { DeidSubject } from '../../rules/deid/subject.js';
import type { HitPlace } from '../../rules/deid/verify/hit.js';
import type { ScanNeeds } from '../scan/delivered.js';

export type { ReviewEntry };

/** What every file of a run is de-identified with. Plain data: it goes to each thread once. */
export interface DeidShared {
  /** Tells one run's from another's. */
  readonly id: string;
  readonly profile: Profile;
  readonly lists: readonly PrivateList[];
  /** Certificates (PEM) of those who may read the Encrypted Attributes Sequence. */
  readonly recipients: readonly string[];
  /** Sub-key for UIDs. */
  readonly uidKey: Uint8Array;
  readonly subjects: readonly DeidSubject[];
  /** Values of the delivery that must not be released. */
  readonly known: readonly KnownValue[];
  /** The buffer of the `UidSet` of the delivery's UIDs. */
  readonly uids: SharedArrayBuffer;
  /** Assigned IDs, which may stand. */
  readonly exempt: readonly string[];
  /** Of this program, for De-identification Method. */
  readonly version: string;
  readonly wantsReview: boolean;
  /** Whether the review may show values. */
  readonly showsValues: boolean;
  readonly wantsUids: boolean;
  /** What is to be gathered of the files that are released; nothing without it. */
  readonly releasedNeeds?: ScanNeeds;
}

/** What one file is de-identified as. */
export interface DeidWork {
  /** Index into `subjects`. */
  readonly subject: number;
  /** Admission codes that a person let through. */
  readonly released?: readonly string[];
  /** Hits in the output that a person has looked at and takes for coincidences. */
  readonly accepted?: readonly HitPlace[];
}

/** What was done to one file. As JSON holds it: it stands in the journal. */
export interface DeidDetail {
  /** Attributes by action. */
  readonly actions: Readonly<Partial<Record<Action, number>>>;
  /** How many values were searched for in the output. */
  readonly searched: number;
  readonly review?: readonly ReviewEntry[];
  /** UIDs of the input and of the output. */
  readonly uids?: readonly (readonly [string, string])[];
  /** Texts had to be written anew in UTF-8. */
  readonly switchedToUtf8?: true;
}
