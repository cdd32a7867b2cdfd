import { checkPatterns } from './check-patterns.js';
import { checkPhantoms } from './check-phantoms.js';
import { checkPipeline } from './check-pipeline.js';
import { checkSites } from './check-sites.js';
import { checkTexts } from './check-texts.js';
import { checkVisits } from './check-visits.js';
import type { Trial } from './trial.js';
import { problemAt, type TrialProblem } from './trial-problem.js';

/** Every check of what a schema cannot say, in the order in which problems of one place are told. */
const CHECKS: readonly ((trial: Trial) => TrialProblem[])[] = [
  checkTexts,
  checkSites,
  checkPatterns,
  checkBlinding,
  checkVisits,
  checkPhantoms,
  checkCoEnrolment,
  checkPipeline,
];

/**
 * What is wrong with a trial although it fits its schema: what contradicts itself, or could not be carried out.
 * @returns nothing when the trial can be used
 */
export function checkTrial(trial: Trial): TrialProblem[] {
  return CHECKS.flatMap((check) => check(trial));
}

function checkBlinding({ blinding, readingIds }: Trial): TrialProblem[] {
  if (!blinding || blinding.conceal.length === 0 || readingIds) return [];
  // PS3.6: Clinical Trial Subject Reading ID (0012,0042) is what a blinded reader sees in place of the subject.
  return [
    problemAt(['blinding', 'conceal'], "needs 'readingIds', by which a reader calls what is concealed"),
  ];
}

function checkCoEnrolment({ coEnrolmentWith, protocol }: Trial): TrialProblem[] {
  return (coEnrolmentWith ?? []).flatMap((id, i) =>
    id === protocol.id ? [problemAt(['coEnrolmentWith', i], "is this trial's own 'protocol.id'")] : [],
  );
}
