import type { Action, Writer } from '../crosswalk/contract.js';
import type { Visit } from '../trial/trial.js';
import { planVisits } from '../visits/plan-visits.js';
import { placeStudy, type RecordedStudy, studiesOf } from './studies.js';
import type { Subject } from './subjects.js';

/** Studies that changed hands, and the schedule that they are placed in. */
export interface Replacing {
  readonly schedule: readonly Visit[];
  /** As they were before. */
  readonly moved: readonly RecordedStudy[];
}

/** Places studies that came from elsewhere in the schedule of the subject that has them now. */
export function placeMoved(writer: Writer, to: Subject, replacing: Replacing, action: Action): void {
  const { schedule, moved } = replacing;
  const came = new Set(moved.map(({ row }) => row));
  const all = studiesOf(writer, to.row);
  place(writer, to, { schedule, all, isOpen: ({ row }) => came.has(row) }, action);
}

/** Where a subject's baseline went elsewhere, its other studies are placed anew. */
export function recountStaying(writer: Writer, from: Subject, replacing: Replacing, action: Action): void {
  const { schedule, moved } = replacing;
  const baseline = schedule.find((visit) => visit.baseline)?.id;
  const all = studiesOf(writer, from.row);
  const isAtBaseline = ({ visit }: RecordedStudy): boolean => visit !== null && visit === baseline;
  if (!moved.some(isAtBaseline) || all.some(isAtBaseline)) return;
  place(writer, from, { schedule, all, isOpen: () => true }, action);
}

interface Placing {
  readonly schedule: readonly Visit[];
  readonly all: readonly RecordedStudy[];
  /** Whether a study has no place yet. */
  readonly isOpen: (study: RecordedStudy) => boolean;
}

/** Whatever somebody stated stays; a phantom has no visits. */
function place(writer: Writer, { kind }: Subject, { schedule, all, isOpen }: Placing, action: Action): void {
  if (kind !== 'subject') return;
  const open = all.filter(isOpen);
  const known = all.filter((study) => study.reason !== null || !isOpen(study));
  const arrived = open.map(({ studyUID, day, seriesByModality = {} }) => ({
    studyUID,
    day,
    seriesByModality,
  }));
  for (const planned of planVisits(schedule, known, arrived).planned) {
    const study = open.find(({ studyUID }) => studyUID === planned.studyUID);
    if (study) placeStudy(writer, study, { planned, day: study.day, reason: study.reason }, action);
  }
}
