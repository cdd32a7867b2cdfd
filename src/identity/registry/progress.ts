import type { Action, Reader, Writer } from '../crosswalk/contract.js';
import type { Visit } from '../trial/trial.js';
import type { SubjectProgress } from '../visits/visit-plan.js';
import { RegistryError } from './registry-error.js';
import { studiesOf } from './studies.js';
import { type Subject, subjectsOf } from './subjects.js';

/** How far each subject is that is still in the trial; phantoms have no visits. */
export function progressOf(
  reader: Reader,
  trial: number,
  schedule: readonly Visit[],
  site?: string,
): SubjectProgress[] {
  const baseline = schedule.find((visit) => visit.baseline)?.id;
  return subjectsOf(reader, trial)
    .filter(
      ({ kind, status, site: own }) => kind === 'subject' && status === 'active' && (site ?? own) === own,
    )
    .map((subject) => {
      const studies = studiesOf(reader, subject.row);
      return {
        subject: subject.id,
        site: subject.site,
        baselineDay: studies.find(({ visit }) => visit !== null && visit === baseline)?.day,
        done: [...new Set(studies.flatMap(({ visit }) => visit ?? []))],
        excused: excusesOf(reader, subject),
      };
    });
}

/** Why visits were legitimately missed, by visit ID. */
export function excusesOf(reader: Reader, { row }: Subject): Record<string, string> {
  return Object.fromEntries(
    reader.rows('excuses', 'subject = ?', row).map(({ visit, reason }) => [String(visit), String(reason)]),
  );
}

/**
 * Records why a visit is legitimately missed, or changes the reason.
 * @throws RegistryError `subject-not-active`, `subject-not-valid` for a phantom, `nothing-to-change` when it took place
 */
export function excuse(writer: Writer, subject: Subject, visit: string, reason: string): void {
  if (subject.status !== 'active') {
    throw new RegistryError(
      'subject-not-active',
      `${subject.id} is ${subject.status}: it has no visits to come`,
    );
  }
  if (subject.kind !== 'subject') {
    throw new RegistryError('subject-not-valid', `${subject.id} is a phantom: it has no visits`);
  }
  if (studiesOf(writer, subject.row).some((study) => study.visit === visit)) {
    throw new RegistryError(
      'nothing-to-change',
      `${subject.id} has a study of visit ${visit}: it took place`,
    );
  }
  const action: Action = { name: 'excuse', reason };
  const known = writer.row('excuses', 'subject = ? AND visit = ?', subject.row, visit);
  if (known) writer.update('excuses', known.id, { reason }, action);
  else writer.insert('excuses', { subject: subject.row, visit, reason }, action);
}
