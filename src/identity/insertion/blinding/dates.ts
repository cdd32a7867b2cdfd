import type { Element } from '../../../dicom/element.js';
import type { EditPlan } from '../../../dicom/rewrite/edit-plan.js';
import { text } from '../../../dicom/rewrite/new-value.js';
import { dayText, movedDate, movedDateTime, type StudyDay } from './days.js';

/** Versions of tables of codes: dates of documents, not of persons. PS3.3 8.6. */
const VERSIONS: ReadonlySet<string> = new Set([
  'ContextGroupVersion',
  'ContextGroupLocalVersion',
  'TemplateVersion',
  'TemplateLocalVersion',
]);

/**
 * Dates of Type 1 in some object, which are moved where all others are emptied: PET Series (PS3.3 C.8.9.1), enhanced
 * images, segmentations, reports and presentation states, and the date of a report's content item.
 */
const MOVED: ReadonlySet<string> = new Set([
  'SeriesDate',
  'ContentDate',
  'PresentationCreationDate',
  'Date',
  'CreationDate',
]);

/** Moments of Type 1 and 1C that are no part of a measurement: said to be of the study's day where they are not. */
const REQUIRED: ReadonlySet<string> = new Set([
  'VerificationDateTime',
  'DateTime',
  'ObservationDateTime',
  'AssertionDateTime',
  'ParticipationDateTime',
]);

/** Plans what becomes of a DA element. */
export function blindDate(plan: EditPlan, element: Element, keyword: string, study: StudyDay): void {
  const days = element.strings();
  if (days.length === 0) return;
  if (MOVED.has(keyword)) plan.replace(element, text(...days.map((day) => day && movedDate(day, study))));
  else plan.empty(element);
}

/**
 * Plans what becomes of a DT element. What cannot be moved is emptied, not given another time: an interval that is
 * absent is noticed, a wrong one is not.
 */
export function blindDateTime(plan: EditPlan, element: Element, keyword: string, study: StudyDay): void {
  if (VERSIONS.has(keyword)) return;
  const moments = element.strings();
  if (moments.length === 0) return;
  const moved = moments.map((moment) => moment && movedDateTime(moment, study));
  const told = REQUIRED.has(keyword) ? moved.map((moment) => moment ?? dayText(0)) : moved;
  const whole = told.filter((moment) => moment !== undefined);
  if (whole.length === told.length) plan.replace(element, text(...whole));
  else plan.empty(element);
}
