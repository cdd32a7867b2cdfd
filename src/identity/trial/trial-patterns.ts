import { type IdPattern, type IdScheme, idPattern } from '../schemes/id-pattern.js';
import type { Trial } from './trial.js';

/** The ID schemes of a trial; undefined where it has none (subject IDs of a list, no readings, no phantoms). */
export interface TrialSchemes {
  readonly subject: IdScheme | undefined;
  readonly reading: IdScheme | undefined;
  readonly phantom: IdScheme | undefined;
}

/** The patterns of a trial, usable; see {@link TrialSchemes}. */
export interface TrialPatterns {
  readonly subject: IdPattern | undefined;
  readonly reading: IdPattern | undefined;
  readonly phantom: IdPattern | undefined;
}

/**
 * What each kind of ID is made by. Scanner-qualification IDs have the check characters of subject IDs where their
 * pattern has {check}; reading IDs have no site, which a reader must not learn.
 */
export function schemesOf({ subjectIds, readingIds, phantoms, sites }: Trial): TrialSchemes {
  const ids = sites.map((site) => site.id);
  const { pattern, check = 'none' } = subjectIds;
  return {
    subject: pattern === undefined ? undefined : { pattern, check, sites: ids },
    reading: readingIds && { pattern: readingIds.pattern, check: readingIds.check, sites: [] },
    phantom: phantoms && {
      pattern: phantoms.idPattern,
      check: phantoms.idPattern.includes('{check}') ? check : 'none',
      sites: ids,
    },
  };
}

/**
 * The patterns of a trial that `checkTrial` found right.
 * @throws RangeError when one has a fault
 */
export function patternsOf(trial: Trial): TrialPatterns {
  const { subject, reading, phantom } = schemesOf(trial);
  return {
    subject: subject && idPattern(subject),
    reading: reading && idPattern(reading),
    phantom: phantom && idPattern(phantom),
  };
}
