import type { Reader } from '../../identity/crosswalk/contract.js';
import { deliveriesOf } from '../../identity/registry/deliveries.js';
import { type RecordedStudy, studiesOf } from '../../identity/registry/studies.js';
import { type Subject, subjectInRow } from '../../identity/registry/subjects.js';
import type { CrosswalkStudyRow, CrosswalkSubjectRow } from '../../report/crosswalk-sections.js';

/** The protocol ID of a trial. */
export function protocolOf(reader: Reader, trial: number): string {
  return String(reader.row('trials', 'id = ?', trial)?.protocol ?? '');
}

/** A subject without anything that identifies. */
export function subjectRow(reader: Reader, subject: Subject): CrosswalkSubjectRow {
  const studies = studiesOf(reader, subject.row);
  const deliveries = new Set(
    studies.flatMap((study) => deliveriesOf(reader, study.row).map(({ row }) => row)),
  );
  const { id, site, kind, status, replacedBy } = subject;
  return {
    protocol: protocolOf(reader, subject.trial),
    subject: id,
    site,
    kind,
    status,
    replacedBy: replacedBy === undefined ? null : subjectInRow(reader, replacedBy).id,
    visits: [...new Set(studies.flatMap(({ visit }) => visit ?? []))],
    studies: studies.length,
    deliveries: deliveries.size,
  };
}

/** A study as the report tells of it. */
export function studyRow(
  reader: Reader,
  study: RecordedStudy,
  status: CrosswalkStudyRow['status'],
): CrosswalkStudyRow {
  const { studyUID, visit, offsetDays, generation } = study;
  const deliveries = deliveriesOf(reader, study.row).map(({ run }) => run);
  return { studyUID, visit, offsetDays, generation, status, deliveries };
}
