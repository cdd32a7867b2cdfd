import type { ReadingScheme } from '../../identity/registry/readings.js';
import type { IdPattern } from '../../identity/schemes/id-pattern.js';
import type { SubjectListEntry } from '../../identity/trial/subject-list.js';
import type { Site, Trial } from '../../identity/trial/trial.js';

/** What a delivery is assigned by. */
export interface AssignContext {
  readonly trial: Trial;
  readonly site: Site;
  /** Fingerprint of the project key. */
  readonly keyFingerprint: string;
  /** Of subject IDs, where the trial has one. */
  readonly pattern: IdPattern | undefined;
  /** Of scanner-qualification IDs. */
  readonly phantomPattern: IdPattern | undefined;
  /** The list of the trial, or the one that was given for this run. */
  readonly list: readonly SubjectListEntry[] | undefined;
  /** With `--blinded`. */
  readonly readings: ReadingScheme | undefined;
  /** `--subject`. */
  readonly subject: string | undefined;
  /** `--visit` with its reason. */
  readonly stated: { readonly visit: string; readonly reason: string } | undefined;
}
