import type { SeriesView } from './series-view.js';

/** A study as the rules see it. */
export interface StudyView {
  /** Its number in the delivery, from 0. */
  readonly number: number;
  readonly studyUID: string;
  /** Number of the patient in the delivery; absent where the study is of several, or of nobody who could be told. */
  readonly patient?: number;
  /** What the subject may be called in a report: the trial's own ID, else a keyed hash. */
  readonly subject?: string;
  /** As the run was told, else Clinical Trial Time Point ID (0012,0050). */
  readonly visit?: string;
  /** As the run was told, else Clinical Trial Site ID (0012,0030). */
  readonly site?: string;
  /** YYYYMMDD; empty where absent. */
  readonly studyDate: string;
  /** Longitudinal Temporal Information Modified (0028,0303) says that dates are not those of the scan. */
  readonly datesModified: boolean;
  readonly series: readonly SeriesView[];
}
