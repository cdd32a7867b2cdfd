import type { LimitSet } from '../../rules/motion/limits/limits.js';
import type { PhantomDeclaration } from '../../rules/motion/phantom/phantom-declaration.js';
import type { NoPhantomReason, PhantomSet } from '../../rules/motion/phantom/phantom-sets.js';
import type { PlannedVolume } from '../../study/volume/plan.js';

/** Why a series that is declared to be a phantom is not measured as one. */
export type RefusedReason =
  | NoPhantomReason
  /** The trial's patterns do not know the study as a phantom's: it may be a person. */
  | 'not-recognised'
  /** Of a run over time, which is measured as one without gaps. */
  | 'volumes-missing'
  | 'no-suv'
  | 'no-activity'
  | 'truth-missing';

/** A phantom that a series was declared to show. */
export interface DeclaredPhantom {
  readonly declaration: PhantomDeclaration;
  /** The series of the protocol, or the limits' identifier. */
  readonly declaredBy: string;
  /** undefined where none are set. */
  readonly limits: LimitSet | undefined;
  /** Empty where it is refused. */
  readonly sets: readonly PhantomSet[];
  readonly refused?: RefusedReason;
  /** For people: what of the header kept it from being measured. */
  readonly detail?: string;
  /** What values are multiplied by, and the unit that they have then. */
  readonly scale?: { readonly factor: number; readonly unit: string };
  /** Of a uniform phantom: the image of another series that is its second. */
  readonly partner?: PlannedVolume;
}

/** A phantom that a series is declared to show, and by whom. */
export interface Declaration {
  readonly declaration: PhantomDeclaration;
  readonly declaredBy: string;
  readonly limits: LimitSet | undefined;
  /** True where the trial does not know the study as a phantom's. */
  readonly isUnknown: boolean;
}
