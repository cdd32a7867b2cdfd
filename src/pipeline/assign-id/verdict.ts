import type { Subject } from '../../identity/registry/subjects.js';
import type { AssignmentReason } from './reasons.js';

/** How a new ID comes about. */
export type NewId =
  | { readonly kind: 'next' }
  | { readonly kind: 'stated'; readonly id: string; readonly isListed: boolean };

/** What is to be done with a patient, as the crosswalk stands. Nothing is written yet. */
export type Verdict =
  | {
      readonly kind: 'recall';
      readonly subject: Subject;
      /** The person whose the record number is, or becomes; undefined when nobody is known by it. */
      readonly person: number | undefined;
      /** False when the delivery names nobody: nothing is learnt of anybody. */
      readonly isNamed: boolean;
      readonly reasons: readonly AssignmentReason[];
    }
  | {
      readonly kind: 'enrol';
      readonly newId: NewId;
      /** A person who is known from elsewhere. */
      readonly person: number | undefined;
      /** False when the delivery names nobody: no person is made. */
      readonly isNamed: boolean;
      readonly reasons: readonly AssignmentReason[];
    }
  | {
      readonly kind: 'ask';
      readonly person: number;
      /** Undefined for a person who has no subject in this trial. */
      readonly subject: Subject | undefined;
      /** How the ID comes about where there is no subject yet. */
      readonly newId: NewId;
      readonly isUnambiguous: boolean;
      readonly reasons: readonly AssignmentReason[];
    }
  | {
      readonly kind: 'refuse';
      readonly outcome: 'conflict' | 'unassigned' | 'withdrawn';
      /** Persons on the other side. */
      readonly persons: readonly number[];
      readonly reasons: readonly AssignmentReason[];
    };

/** A refusal for one reason. */
export function refusal(
  outcome: 'conflict' | 'unassigned' | 'withdrawn',
  code: AssignmentReason['code'],
  persons: readonly number[] = [],
): Verdict {
  return { kind: 'refuse', outcome, persons, reasons: [{ code }] };
}
