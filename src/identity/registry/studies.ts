import type { Action, Reader, Row, Writer } from '../crosswalk/contract.js';
import type { PlacedStudy, PlannedVisit, VisitTiming } from '../visits/visit-plan.js';
import { seriesByModality } from './contents.js';

/** A study of a subject, as it was placed when it first came. */
export interface RecordedStudy extends PlacedStudy {
  readonly row: number;
  /** Row of the subject. */
  readonly subject: number;
  readonly offsetDays: number | null;
  readonly timing: VisitTiming;
  /** Why the visit was stated. */
  readonly reason: string | null;
  /** How often the study was corrected: new UIDs are derived for each. */
  readonly generation: number;
  /** Row of the record number that it came under; null where it had none to be known by. */
  readonly number: number | null;
}

/** A row of `studies`. */
export function studyOf(row: Row): RecordedStudy {
  return {
    row: row.id,
    subject: Number(row.subject),
    studyUID: String(row.study_uid),
    day: Number(row.day),
    visit: row.visit === null ? null : String(row.visit),
    offsetDays: row.offset_days === null ? null : Number(row.offset_days),
    timing: row.timing as VisitTiming,
    reason: row.reason === null ? null : String(row.reason),
    generation: Number(row.generation),
    number: row.number === null ? null : Number(row.number),
  };
}

/** @throws RangeError for a row that there is not */
export function studyInRow(reader: Reader, row: number): RecordedStudy {
  const found = reader.row('studies', 'id = ?', row);
  if (!found) throw new RangeError('no such study in the crosswalk');
  return studyOf(found);
}

/** The studies of a subject, by day. */
export function studiesOf(reader: Reader, subject: number): RecordedStudy[] {
  return reader
    .rows('studies', 'subject = ? ORDER BY day, id', subject)
    .map(studyOf)
    .map((study) => ({ ...study, seriesByModality: seriesByModality(reader, study.row) }));
}

/** The studies with a UID: one in each trial at most. */
export function studiesWithUid(reader: Reader, studyUID: string): RecordedStudy[] {
  return reader.rows('studies', 'study_uid = ?', studyUID).map(studyOf);
}

/** What a new study is recorded with. */
export interface NewStudy {
  readonly subject: number;
  readonly delivery: number;
  /** Days since 1970-01-01. */
  readonly day: number;
  readonly planned: Omit<PlannedVisit, 'duplicates' | 'missingSeries' | 'isStated'>;
  readonly reason: string | null;
  /** Row of the record number that it came under. */
  readonly number: number | null;
}

/** Records a study of a subject. @returns its row */
export function addStudy(writer: Writer, study: NewStudy, action: Action): number {
  const { subject, delivery, day, planned, reason, number } = study;
  const { studyUID, visit, offsetDays, timing } = planned;
  return writer.insert(
    'studies',
    {
      subject,
      study_uid: studyUID,
      day,
      visit,
      offset_days: offsetDays,
      timing,
      reason,
      generation: 0,
      number,
      delivery,
    },
    action,
  );
}

/** Writes where a recorded study stands now, and of which day it is, if that has changed. */
export function placeStudy(
  writer: Writer,
  before: RecordedStudy,
  { planned, reason, day = before.day }: Pick<NewStudy, 'planned' | 'reason'> & { readonly day?: number },
  action: Action,
): void {
  const { visit, offsetDays, timing } = planned;
  const same =
    before.day === day &&
    before.visit === visit &&
    before.offsetDays === offsetDays &&
    before.timing === timing &&
    before.reason === reason;
  if (same) return;
  writer.update('studies', before.row, { day, visit, offset_days: offsetDays, timing, reason }, action);
}
