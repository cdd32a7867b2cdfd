import type { Writer } from '../../identity/crosswalk/contract.js';
import type { PatientReason, PatientSide } from '../../report/assign-id-sections.js';
import type { Report } from '../../report/envelope.js';
import type { ProgressSink } from '../../report/progress.js';
import type { CrosswalkAccess } from '../open-crosswalk.js';
import type { DeliveredOptions } from '../scan/delivered.js';

/** A patient of whom somebody must say whether they are a known subject. */
export interface Question {
  /** 1-based, as in the report. */
  readonly patient: number;
  /** The subject that the patient probably is; undefined for a person without one in this trial. */
  readonly subject: string | undefined;
  readonly reasons: readonly PatientReason[];
  /** Both sides; values only with `identifiers`. */
  readonly sides: readonly PatientSide[];
}

/** What `assign-id` is asked to do. */
export interface AssignIdOptions extends CrosswalkAccess, Pick<DeliveredOptions, 'delivered'> {
  /** Paths, or `-` alone for a report on standard input. */
  readonly inputs: readonly string[];
  /** Path of the trial file. */
  readonly trial: string;
  readonly site?: string;
  /** The subject that the delivery's only patient is. */
  readonly subject?: string;
  /** Path of a list of subject IDs. */
  readonly list?: string;
  /** The visit that the delivery's studies are of. */
  readonly visit?: string;
  /** Why the visit is stated. */
  readonly reason?: string;
  /** Folder for copies with the trial's attributes. */
  readonly out?: string;
  readonly state?: string;
  readonly resume: boolean;
  readonly append: boolean;
  readonly blinded: boolean;
  /** Accepts suggestions that are unambiguous. */
  readonly yes: boolean;
  /** Asks a person; absent where nobody can be asked. */
  readonly confirm?: (question: Question) => Promise<boolean>;
  /**
   * Called inside the crosswalk's transaction, as its last act, with the report that will be returned: it is kept together
   * with what was assigned, or not at all. What it throws undoes the assignment. It is called for a delivery without
   * patients, too. The audit head in the report is the one before what it writes itself. Not beside `out`, whose copies
   * are made after the transaction. It must not be asynchronous.
   */
  readonly keep?: (report: Report, writer: Writer) => void;
  readonly exclude: readonly string[];
  readonly identifiers: boolean;
  readonly jobs: number;
  /** Path of the project key; when absent, `corelab.key` beside the trial file. */
  readonly keyFile?: string;
  readonly signal: AbortSignal;
  readonly progress: ProgressSink;
  readonly startedAt: Date;
  readonly arguments: readonly string[];
}
