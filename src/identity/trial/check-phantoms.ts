import { lookupKeyword, nearestKeyword } from '../../dicom/dictionary.js';
import { compilePattern } from './phantom-matcher.js';
import type { Trial } from './trial.js';
import { type KeyPath, problemAt, type TrialProblem } from './trial-problem.js';

/** VRs whose values are texts that a pattern can be found in. PS3.5 6.2, table 6.2-1. */
const TEXT_VRS = 'AE AS CS DA DS DT IS LO LT PN SH ST TM UC UI UR UT'.split(' ');

/** Texts that have nothing in common: what is found in both is found everywhere. */
const PROBES = ['', 'Xq~ 1', '7'];

/** Patterns of phantoms that cannot be matched, or that would make a phantom of everybody. */
export function checkPhantoms({ phantoms }: Trial): TrialProblem[] {
  return (phantoms?.match ?? []).flatMap(({ attribute, pattern }, i) => [
    ...attributeFaults(['phantoms', 'match', i, 'attribute'], attribute),
    ...patternFaults(['phantoms', 'match', i, 'pattern'], pattern),
  ]);
}

function attributeFaults(path: KeyPath, attribute: string): TrialProblem[] {
  const entry = lookupKeyword(attribute);
  if (entry) {
    if (TEXT_VRS.includes(entry.vr)) return [];
    return [
      problemAt(path, `is '${attribute}', which has no text to find a pattern in (its VR is ${entry.vr})`),
    ];
  }
  const meant = nearestKeyword(attribute);
  const hint = meant === undefined ? '' : ` (did you mean '${meant}'?)`;
  return [problemAt(path, `is '${attribute}', which is no keyword of a DICOM attribute${hint}`, meant)];
}

function patternFaults(path: KeyPath, pattern: string): TrialProblem[] {
  const compiled = compilePattern(pattern);
  if (!compiled) return [problemAt(path, 'is no regular expression of RE2 syntax')];
  if (!PROBES.every((probe) => compiled.test(probe))) return [];
  return [problemAt(path, 'is found in every value, so that every patient would be a phantom')];
}
