import type { Reader } from '../../identity/crosswalk/contract.js';
import { excusesOf } from '../../identity/registry/progress.js';
import { studiesOf, studyOf } from '../../identity/registry/studies.js';
import { type Subject, subjectNamed } from '../../identity/registry/subjects.js';
import { trialNamed } from '../../identity/registry/trials.js';
import type { CrosswalkStudyRow } from '../../report/crosswalk-sections.js';
import type { Report } from '../../report/envelope.js';
import { loadTrial } from '../trial/load-trial.js';
import { historyOf, takenFrom } from './audit-rows.js';
import { type CrosswalkCall, withCrosswalk } from './call.js';
import { studyRow, subjectRow } from './rows.js';

/** A crosswalk command that is about one subject of a trial. */
export interface SubjectOptions extends CrosswalkCall {
  readonly subject: string;
  /** Path of the trial file. */
  readonly trial: string;
}

/**
 * All that the crosswalk holds of a subject but who it is: studies, those that corrections took away too, excused visits
 * and what was done.
 * @throws CrosswalkError, ConfigError, RegistryError
 */
export async function runShow(options: SubjectOptions): Promise<Report> {
  const { trial } = await loadTrial(options.trial);
  return withCrosswalk(options, (crosswalk) => {
    const subject = subjectNamed(crosswalk, trialNamed(crosswalk, trial.protocol.id), options.subject);
    const studies = [...ownStudies(crosswalk, subject), ...takenStudies(crosswalk, subject)];
    const excuses = Object.entries(excusesOf(crosswalk, subject));
    return {
      action: 'show',
      protocol: trial.protocol.id,
      summary: { subjects: 1, studies: studies.length },
      sections: {
        subjects: [subjectRow(crosswalk, subject)],
        studies,
        history: historyOf(crosswalk, entitiesOf(crosswalk, subject)),
        excuses: excuses.map(([visit, reason]) => ({ visit, reason })),
      },
    };
  });
}

function ownStudies(reader: Reader, { row }: Subject): CrosswalkStudyRow[] {
  return studiesOf(reader, row).map((study) => studyRow(reader, study, 'active'));
}

function takenStudies(reader: Reader, subject: Subject): CrosswalkStudyRow[] {
  return takenFrom(reader, subject.row).flatMap(({ row, visit, offsetDays, generation }) =>
    reader
      .rows('studies', 'id = ?', row)
      .map((study) => studyRow(reader, { ...studyOf(study), visit, offsetDays, generation }, 'moved')),
  );
}

/** The rows whose changes are the subject's history. */
function entitiesOf(reader: Reader, subject: Subject): string[] {
  const studies = [
    ...studiesOf(reader, subject.row).map(({ row }) => row),
    ...takenFrom(reader, subject.row).map(({ row }) => row),
  ];
  const excuses = reader.rows('excuses', 'subject = ?', subject.row);
  return [
    `subjects:${subject.row}`,
    ...[...new Set(studies)].map((row) => `studies:${row}`),
    ...excuses.map(({ id }) => `excuses:${id}`),
  ];
}
