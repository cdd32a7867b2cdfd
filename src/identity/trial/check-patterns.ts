import { alphabetOf } from '../schemes/check-character.js';
import { couldCollide } from '../schemes/could-collide.js';
import type { IdScheme } from '../schemes/id-pattern.js';
import { fitsInId, patternFaults, patternParts } from '../schemes/pattern-parts.js';
import { MAX_LO_LENGTH } from './long-string.js';
import { uncheckedSlips } from './site-slips.js';
import type { Trial } from './trial.js';
import { schemesOf } from './trial-patterns.js';
import { type KeyPath, pathText, problemAt, type TrialProblem } from './trial-problem.js';

type Named = readonly [KeyPath, IdScheme];

/** ID patterns that cannot be used, or that make IDs which could be taken for those of another pattern. */
export function checkPatterns(trial: Trial): TrialProblem[] {
  const { subject, reading, phantom } = schemesOf(trial);
  const named: Named[] = [];
  if (subject) named.push([['subjectIds', 'pattern'], subject]);
  if (reading) named.push([['readingIds', 'pattern'], reading]);
  if (phantom) named.push([['phantoms', 'idPattern'], phantom]);
  const own = named.flatMap(([path, scheme]) =>
    patternFaults(scheme.pattern, scheme.check).map((fault) => problemAt(path, fault)),
  );
  return [...own, ...named.flatMap(tooLong), ...siteFaults(named), ...collisions(named)];
}

function tooLong([path, { pattern, sites }]: Named): TrialProblem[] {
  const longestSite = Math.max(0, ...sites.map((site) => site.length));
  let length = 0;
  for (const part of patternParts(pattern) ?? []) {
    if (part.kind === 'text') length += part.text.length;
    else if (part.kind === 'sequence') length += part.digits;
    else length += part.kind === 'site' ? longestSite : 1;
  }
  // PS3.5 6.2, table 6.2-1: the IDs are LO values.
  if (length <= MAX_LO_LENGTH) return [];
  return [problemAt(path, `makes IDs of ${length} characters; DICOM allows ${MAX_LO_LENGTH}`)];
}

/** Sites that cannot stand in the IDs; each is told once, for the first pattern that has {site}. */
function siteFaults(named: readonly Named[]): TrialProblem[] {
  const problems = new Map<number, TrialProblem>();
  for (const [path, { pattern, check, sites }] of named) {
    if (!pattern.includes('{site}')) continue;
    const allowed = check === 'none' ? 'letters A-Z and digits' : alphabetOf(check);
    for (const [i, site] of sites.entries()) {
      if (fitsInId(site, check) || problems.has(i)) continue;
      const text = `cannot stand in the IDs of '${pathText(path)}', which take ${allowed}, with . _ - between them`;
      problems.set(i, problemAt(['sites', i, 'id'], text));
    }
    for (const { index, other } of check === 'none' ? [] : uncheckedSlips(sites)) {
      if (problems.has(index)) continue;
      const text = `differs from 'sites[${other}].id' only in a separator or in a letter's case, which the check character of '${pathText(path)}' does not see`;
      problems.set(index, problemAt(['sites', index, 'id'], text));
    }
  }
  return [...problems.values()];
}

/** A scanner, a subject and a reading must never be taken for each other: all of them are the PatientID of files. */
function collisions(named: readonly Named[]): TrialProblem[] {
  return named.flatMap(([path, scheme], i) =>
    named.slice(0, i).flatMap(([otherPath, other]) => {
      const sites = scheme.sites.length > 0 ? scheme.sites : other.sites;
      if (!couldCollide(scheme.pattern, other.pattern, sites)) return [];
      const text = `could make the same ID as '${pathText(otherPath)}'; begin it with other letters`;
      return [problemAt(path, text)];
    }),
  );
}
