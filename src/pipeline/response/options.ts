import type { Lengths } from '../../rules/response/course.js';
import type { Call } from '../run-info.js';

/** Criteria and the facts that go with them, as they are asked for. */
export interface CriteriaOptions {
  /** Name of criteria that ship, or the path of a file. */
  readonly criteria: string;
  /** Paths of CSV files. */
  readonly lesions?: string;
  readonly visits?: string;
  readonly adjudication?: string;
  /** The lengths that responses are made of; the others tell whether they would change it. */
  readonly lengths: Lengths;
  /** Subjects may have further visits; false when absent. */
  readonly isOngoing?: boolean;
}

/** What `response` is asked to do. */
export interface ResponseOptions extends Call, CriteriaOptions {
  /** Files of rows, or `-` for a report on standard input. */
  readonly inputs: readonly string[];
  readonly identifiers: boolean;
  readonly signal: AbortSignal;
}
