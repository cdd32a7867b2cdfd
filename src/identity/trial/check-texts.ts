import { longStringFault } from './long-string.js';
import type { Trial } from './trial.js';
import { type KeyPath, problemAt, type TrialProblem } from './trial-problem.js';

/** Texts that cannot stand in the attributes that they are for, all of which have the VR LO. PS3.6. */
export function checkTexts(trial: Trial): TrialProblem[] {
  return longStrings(trial).flatMap(([path, text]) => {
    const fault = text === undefined ? undefined : longStringFault(text);
    return fault === undefined ? [] : [problemAt(path, fault)];
  });
}

function longStrings(trial: Trial): (readonly [KeyPath, string | undefined])[] {
  const { protocol } = trial;
  return [
    [['sponsor'], trial.sponsor],
    [['protocol', 'id'], protocol.id],
    [['protocol', 'name'], protocol.name],
    [['protocol', 'issuer'], protocol.issuer],
    [['coordinatingCenter'], trial.coordinatingCenter],
    [['subjectIds', 'issuer'], trial.subjectIds.issuer],
    ...trial.sites.flatMap((site, i): (readonly [KeyPath, string | undefined])[] => [
      [['sites', i, 'id'], site.id],
      [['sites', i, 'name'], site.name],
      [['sites', i, 'issuerOfPatientId'], site.issuerOfPatientId],
    ]),
    ...trial.visits.map((visit, i) => [['visits', i, 'id'], visit.id] as const),
    ...(trial.ethicsApprovals ?? []).flatMap((approval, i): (readonly [KeyPath, string])[] => [
      [['ethicsApprovals', i, 'number'], approval.number],
      [['ethicsApprovals', i, 'committee'], approval.committee],
    ]),
  ];
}
