import type { Reader, Writer } from '../../identity/crosswalk/contract.js';
import { statedId } from '../../identity/registry/allocate.js';
import { correctSubjectId, moveToSubject } from '../../identity/registry/corrections.js';
import { RegistryError } from '../../identity/registry/registry-error.js';
import { type RecordedStudy, studiesOf, studyOf } from '../../identity/registry/studies.js';
import { addSubject, findSubject, type Subject, subjectNamed } from '../../identity/registry/subjects.js';
import { trialNamed } from '../../identity/registry/trials.js';
import type { LoadedTrial } from '../trial/load-trial.js';
import { takenFrom } from './audit-rows.js';
import { CrosswalkCommandError } from './crosswalk-command-error.js';
import type { WrongStudy } from './rejection-notes.js';
import { refuseInvalidId } from './valid-id.js';

/** Which studies get which ID. */
export interface CorrectionOrder {
  readonly subject: string;
  readonly to: string;
  /** Empty for the whole subject. */
  readonly studies: readonly string[];
}

/** A correction that was made. */
export interface Corrected {
  /** As it was before. */
  readonly from: Subject;
  readonly to: Subject;
  /** As they were before. */
  readonly moved: readonly WrongStudy[];
  /** Studies that stayed, and are elsewhere in the schedule now. */
  readonly recounted: readonly RecordedStudy[];
}

/** Corrects the crosswalk. @throws RegistryError */
export function correctRegistry(
  writer: Writer,
  loaded: LoadedTrial,
  order: CorrectionOrder & { readonly reason: string },
): Corrected {
  const { reason } = order;
  const { trial } = loaded;
  const row = trialNamed(writer, trial.protocol.id);
  const from = subjectNamed(writer, row, order.subject);
  const known = findSubject(writer, row, order.to);
  if (order.studies.length === 0) {
    if (known) throw taken(order.to);
    const right = replacement(writer, loaded, { from, id: order.to, studies: studiesOf(writer, from.row) });
    const { subject, moved } = correctSubjectId(writer, from, right, reason);
    return { from, to: subject, moved, recounted: [] };
  }
  const studyUIDs = [...new Set(order.studies)];
  const to = known ?? newSubject(writer, loaded, { from, order: { ...order, studies: studyUIDs }, reason });
  const before = new Map(studiesOf(writer, from.row).map((study) => [study.row, study]));
  const { moved } = moveToSubject(writer, { from, to, studyUIDs }, trial.visits, reason);
  const recounted = studiesOf(writer, from.row).filter(({ row: own, visit, offsetDays }) => {
    const was = before.get(own);
    return was?.visit !== visit || was.offsetDays !== offsetDays;
  });
  return { from, to, moved, recounted };
}

function taken(id: string): RegistryError {
  const message =
    `${id} is a subject already: 'corelab crosswalk merge' joins two that are one person, and --study gives it ` +
    'single studies';
  return new RegistryError('subject-taken', message);
}

interface Wanted {
  readonly from: Subject;
  readonly id: string;
  readonly studies: readonly RecordedStudy[];
}

function replacement(
  writer: Writer,
  loaded: LoadedTrial,
  { from, id, studies }: Wanted,
): ReturnType<typeof statedId> {
  const numbers = studies.flatMap(({ number }) => number ?? []);
  refuseInvalidId(writer, loaded, { id, wrong: from, numbers });
  const { trial, site, kind } = from;
  const pattern = kind === 'phantom' ? loaded.patterns.phantom : loaded.patterns.subject;
  return statedId(id, { trial, site, kind }, pattern);
}

interface NewOrder {
  readonly from: Subject;
  readonly order: CorrectionOrder;
  readonly reason: string;
}

/** A subject for studies that are nobody's who is known; who it is, the record numbers that go along tell. */
function newSubject(writer: Writer, loaded: LoadedTrial, { from, order, reason }: NewOrder): Subject {
  const studies = studiesOf(writer, from.row).filter(({ studyUID }) => order.studies.includes(studyUID));
  const right = replacement(writer, loaded, { from, id: order.to, studies });
  const { trial, site, kind } = from;
  return addSubject(writer, { trial, person: undefined, site, kind }, right, { name: 'correct', reason });
}

/**
 * What an earlier correction, or a merge, took from one subject for another: the audit still knows how it was.
 * @throws RegistryError `subject-unknown`
 * @throws CrosswalkCommandError `nothing-to-reject`
 */
export function rejectedStudies(reader: Reader, { trial }: LoadedTrial, order: CorrectionOrder): Corrected {
  const row = trialNamed(reader, trial.protocol.id);
  const from = subjectNamed(reader, row, order.subject);
  const to = subjectNamed(reader, row, order.to);
  const moved = takenFrom(reader, from.row)
    .filter((study) => study.to === to.row)
    .flatMap((study) => {
      const found = reader.row('studies', 'id = ?', study.row);
      return found ? [{ ...study, studyUID: studyOf(found).studyUID }] : [];
    })
    .filter(({ studyUID }) => order.studies.length === 0 || order.studies.includes(studyUID));
  if (moved.length > 0) return { from, to, moved, recounted: [] };
  const message = `no study was corrected from ${from.id} to ${to.id}: make the correction without --notes-only`;
  throw new CrosswalkCommandError('nothing-to-reject', message);
}
