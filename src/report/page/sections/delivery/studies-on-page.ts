import type { StudyRow } from '../../../manifest-sections.js';
import { each, of, type Told } from '../../told.js';
import { type FindingsAbout, type ToldFinding, urgency } from './findings-about.js';
import type { SeriesOnPage } from './series-columns.js';

/** A study of a delivery, with what was found about it and its series. */
export interface StudyOnPage {
  readonly study: Told<StudyRow>;
  /** About the study as a whole. */
  readonly findings: readonly ToldFinding[];
  readonly series: readonly SeriesOnPage[];
  /** The worst of all these findings: the smaller, the worse. */
  readonly urgency: number;
}

const LAST = Number.MAX_SAFE_INTEGER;

/** Worst first; of equals by person and day, as one reads a chart: what has no day comes last. */
function inOrder(a: StudyOnPage, b: StudyOnPage): number {
  const [one, other] = [a.study.value, b.study.value];
  return (
    a.urgency - b.urgency ||
    one.patient - other.patient ||
    (one.dayOffset ?? LAST) - (other.dayOffset ?? LAST)
  );
}

function bySeriesNumber({ series: a }: SeriesOnPage, { series: b }: SeriesOnPage): number {
  return (a.value.seriesNumber ?? LAST) - (b.value.seriesNumber ?? LAST);
}

/** The studies of a delivery in the order in which a person wants them. */
export function studiesOnPage(studies: Told<readonly StudyRow[]>, about: FindingsAbout): StudyOnPage[] {
  return each(studies)
    .map((study) => {
      const { studyUID } = study.value;
      const findings = about.study(studyUID);
      const series = each(of(study, 'series'))
        .map((row) => ({ series: row, findings: about.series(studyUID, row.value.seriesUID) }))
        .sort(bySeriesNumber);
      const all = [...findings, ...series.flatMap((row) => row.findings)];
      return { study, findings, series, urgency: urgency(all) };
    })
    .sort(inOrder);
}

/** Studies with no more than so many series in all; the last one may be cut. */
export function firstOf(studies: readonly StudyOnPage[], most: number): StudyOnPage[] {
  let room = most;
  return studies.flatMap((study) => {
    const series = study.series.slice(0, Math.max(0, room));
    room -= study.series.length;
    return series.length > 0 ? [{ ...study, series }] : [];
  });
}
