import type { Finding } from '../../../findings/finding.js';
import { worst } from '../../../findings/outcome.js';
import type { InstanceDigest, NewEvent } from '../../../identity/ledger/event.js';
import { comparedWith } from '../../../identity/ledger/ledger.js';
import type { VisitRow } from '../../../report/assign-id-sections.js';
import type { DeidSeriesRow } from '../../../report/deid-sections.js';
import type { StudyRow } from '../../../report/manifest-sections.js';
import type { Scan } from '../../scan/scan.js';
import type { Step, StudyRef } from '../step.js';
import { assignmentsOf, filesByStudy, type StudyAssignment } from './assignments.js';
import { devicesOf, instancesByStudy, seriesByModality } from './came.js';
import { outcomesByStudy, readsByStudy, sourcesOf } from './judged-rows.js';
import { problemsOfStudies } from './of-studies.js';
import { isProblem, problemOf, together } from './problems.js';
import { protocolChecks } from './protocol-checks.js';
import { quarantinedFiles } from './quarantined-files.js';
import type { ResponsePlace } from './response-places.js';
import { aboutStudy, reportedEvent, sectionOf, stamped } from './step-report.js';

/** What came before of a study: SHA-256 by SOP Instance UID. */
export type KnownDigests = (studyUID: string) => ReadonlyMap<string, string>;

/**
 * Of `manifest`: what came of each study and how it goes together with what came before, in the order of first files,
 * each followed by what was found of it (`checked`); then `reported`, with what was found of no study.
 * @param scan with checksums
 * @throws TypeError when the scan has no checksums
 */
export function manifestEvents(step: Step, scan: Scan, known: KnownDigests): NewEvent[] {
  const { report } = step;
  const rows = new Map([...sectionOf<StudyRow>(report, 'studies')].map((row) => [row.studyUID, row]));
  const came = instancesByStudy(scan);
  const ofPatient = studiesOfPatients(rows.values());
  const problems = problemsOfStudies(report, {
    isKnown: (studyUID) => came.has(studyUID),
    studiesNamed: ({ subject }) => ofPatient.get(subject?.name ?? '') ?? [],
  });
  const events = [...came].flatMap(([studyUID, { count, digests }]): NewEvent[] => {
    const series = rows.get(studyUID)?.series ?? [];
    const { kind, same, changed, added } = comparedWith(known(studyUID), digests);
    const details = {
      ...{ series: series.length, instances: count },
      ...{ modalities: seriesByModality(series), devices: devicesOf(series) },
      ...{ same, changed, added },
    };
    const own = together(problems.of(studyUID));
    const outcome = worst(['pass', ...own.map((problem) => problem.outcome)]);
    return [
      { ...stamped(step), studyUID, kind, details, digests },
      { ...stamped(step), studyUID, kind: 'checked', details: { outcome, problems: own } },
    ];
  });
  return [...events, reportedEvent(step, problems.rest)];
}

/** Studies by the name that findings give a patient. */
function studiesOfPatients(studies: Iterable<StudyRow>): Map<string, string[]> {
  const named = new Map<string, string[]>();
  for (const { studyUID, patient, patients = [patient] } of studies) {
    for (const number of patients) {
      const name = `patient ${number}`;
      named.set(name, [...(named.get(name) ?? []), studyUID]);
    }
  }
  return named;
}

/** Of `assign-id`: each study `assigned` or `not-assigned`; then `reported`. @param subjectRow of a subject ID */
export function assignIdEvents(step: Step, subjectRow: (id: string) => number | undefined): NewEvent[] {
  const { report } = step;
  const { studies, studiesNamed } = assignmentsOf(report);
  const visits = new Map([...sectionOf<VisitRow>(report, 'visits')].map((row) => [row.studyUID, row]));
  const files = filesByStudy(report);
  const known = new Set(studies.map(({ studyUID }) => studyUID));
  const problems = problemsOfStudies(report, {
    isKnown: (studyUID) => known.has(studyUID),
    studiesNamed,
    nameOf: ({ code, subject }) => (code === 'visit-missed' ? subject?.name : undefined),
  });
  const event = ({ studyUID, outcome, subjectId, reasons }: StudyAssignment): NewEvent => {
    const own = together(problems.of(studyUID));
    if (subjectId === null) {
      const details = { outcome, reasons, files: files.get(studyUID) ?? 0, problems: own };
      return { ...stamped(step), ...aboutStudy(studyUID), kind: 'not-assigned', details };
    }
    const { visit, timing = 'undetermined', offsetDays = null } = visits.get(studyUID) ?? {};
    const ref = { subject: subjectRow(subjectId), visit: visit ?? undefined };
    return {
      ...{ ...stamped(step), ...aboutStudy(studyUID, ref), kind: 'assigned' as const },
      details: { outcome, subjectId, timing, offsetDays, problems: own },
    };
  };
  return [...studies.map(event), reportedEvent(step, problems.rest)];
}

/**
 * Of `deid`: each study `released`, and what was `quarantined` of it by code; files that are of no study; then `reported`.
 * @param scan of the delivery @param studies by the UID that was released, and by the delivered one
 */
export function deidEvents(
  step: Step,
  scan: Scan,
  {
    ofReleased,
    ofDelivered,
  }: {
    readonly ofReleased: ReadonlyMap<string, StudyRef>;
    readonly ofDelivered: ReadonlyMap<string, StudyRef>;
  },
): NewEvent[] {
  const { report } = step;
  const folder = report.roots[0]?.path ?? '';
  const released = releasedStudies(sectionOf<DeidSeriesRow>(report, 'series'));
  // What was quarantined, and why, its own events tell.
  const others = report.findings.filter((one) => isProblem(one) && !one.code.startsWith('quarantined-'));
  return [
    ...[...released].map(([releasedUID, { files, series }]): NewEvent => {
      const ref = ofReleased.get(releasedUID);
      const details = { files, series, releasedUID, folder };
      return { ...stamped(step), ...aboutStudy(ref?.studyUID ?? '', ref), kind: 'released', details };
    }),
    ...quarantinedFiles(report, scan).map(({ studyUID, code, reason, files }): NewEvent => {
      const about = aboutStudy(studyUID, ofDelivered.get(studyUID));
      return { ...stamped(step), ...about, kind: 'quarantined', details: { code, reason, files } };
    }),
    reportedEvent(
      step,
      others.map((one) => problemOf(one, one.code === 'release-superseded' ? one.subject?.name : undefined)),
    ),
  ];
}

function releasedStudies(rows: Iterable<DeidSeriesRow>): Map<string, { files: number; series: number }> {
  const studies = new Map<string, { files: number; series: number }>();
  for (const { studyUID, files } of rows) {
    const study = studies.get(studyUID) ?? { files: 0, series: 0 };
    studies.set(studyUID, { files: study.files + files, series: study.series + 1 });
  }
  return studies;
}

/**
 * Of `check-protocol`, `qc-motion` and `measure-export`: each study `checked`, with the worst outcome of what was judged
 * and found of it, `not-applicable` where there was nothing to judge; then `reported`, with what was found of no study.
 */
export function checkEvents(step: Step, ofReleased: ReadonlyMap<string, StudyRef>): NewEvent[] {
  const { report } = step;
  const released = [...filesByStudy(report).keys()].filter((uid) => ofReleased.has(uid));
  const known = new Set(released);
  const telling = { isKnown: (studyUID: string) => known.has(studyUID) };
  const sources = sourcesOf(report);
  const studyOfFile = new Map(sources.map(({ source: { file, studyUID } }) => [file, studyUID]));
  const { nameOf, untold } = protocolChecks(report);
  const problems = problemsOfStudies(report, { ...telling, studyOfFile, nameOf });
  for (const { studyUID, problem } of untold) problems.add(problem, [studyUID], telling);
  const outcomes = outcomesByStudy(report, sources);
  const reads = report.command === 'measure-export' ? readsByStudy(report) : undefined;
  const checked = released.map((releasedUID): NewEvent => {
    const ref = ofReleased.get(releasedUID);
    const own = together(problems.of(releasedUID));
    const judged = outcomes.get(releasedUID) ?? [];
    const details = {
      outcome: worst([...judged, ...own.map(({ outcome }) => outcome)]),
      problems: own,
      ...(reads && { reads: reads.get(releasedUID) ?? 0 }),
    };
    return { ...stamped(step), ...aboutStudy(ref?.studyUID ?? '', ref), kind: 'checked', details };
  });
  return [...checked, reportedEvent(step, problems.rest)];
}

/**
 * Of `response`: `reported` alone, with every problem; its rows are of subjects, not of studies. Each problem says of
 * which subject and visit it is.
 */
export function responseEvents(step: Step, placeOf: (finding: Finding) => ResponsePlace): NewEvent[] {
  const found = step.report.findings.filter(isProblem);
  return [
    reportedEvent(
      step,
      found.map((one) => ({ ...problemOf(one, one.subject?.name), ...placeOf(one) })),
    ),
  ];
}

/**
 * Digests of the instances of each study, by Study Instance UID: every content that came of each instance, once.
 * @param scan with checksums
 * @throws TypeError when the scan has no checksums
 */
export function digestsByStudy(scan: Scan): ReadonlyMap<string, readonly InstanceDigest[]> {
  return new Map([...instancesByStudy(scan)].map(([studyUID, { digests }]) => [studyUID, digests]));
}
