import type { CheckResult } from '../check-result.js';
import type { SeriesView } from '../series-view.js';
import type { StudyView } from '../study-view.js';
import type { DispositionTarget } from './disposition.js';

/** A row with the study and the series that it is about. */
export interface PlacedRow {
  readonly row: CheckResult;
  readonly study: StudyView | undefined;
  /** Undefined where the row is about no series, or about several. */
  readonly view: SeriesView | undefined;
}

/** Whether everything that a decision names of a study fits. */
export function isOfStudy(target: DispositionTarget, study: StudyView): boolean {
  return (
    fits(target.studyUID, study.studyUID) &&
    fits(target.subject, study.subject) &&
    fits(target.visit, study.visit)
  );
}

/** Whether a row is the one that a decision is about: everything that it names has to fit. */
export function isAbout(target: DispositionTarget, { row, study, view }: PlacedRow): boolean {
  if (!study || !isOfStudy(target, study)) return false;
  return (
    fits(target.seriesUID, view?.seriesUID) && fits(target.series, row.entry) && fits(target.check, row.check)
  );
}

function fits(wanted: string | undefined, actual: string | undefined): boolean {
  return wanted === undefined || wanted === actual;
}
