import type { InstanceTable } from '../../../study/instance-table.js';
import type { Delivery, Series, Study } from '../../../study/model.js';
import type { Probe } from '../../../study/probe/probe.js';
import type { ProbeTable } from '../../../study/probe/probe-table.js';
import type { StudyView } from '../study-view.js';
import { DeliveredSeries, SeriesSource } from './delivered-series.js';

/** PS3.3 C.7.1.3, C.7.2.3: what the trial calls the subject, the visit and the site. */
const CONTEXT = {
  subject: { kind: 'attribute', path: 'ClinicalTrialSubjectID' },
  visit: { kind: 'attribute', path: 'ClinicalTrialTimePointID' },
  site: { kind: 'attribute', path: 'ClinicalTrialSiteID' },
} as const satisfies Readonly<Record<string, Probe>>;

/** PS3.15 E.3.6: says what de-identification did to the dates. */
const DATES: Probe = { kind: 'attribute', path: 'LongitudinalTemporalInformationModified' };

/** What the views themselves need to have been read. */
export const VIEW_PROBES: readonly Probe[] = [...Object.values(CONTEXT), DATES];

/** What a run was told of its studies. */
export interface ViewContext {
  readonly visit?: string;
  readonly site?: string;
  /** What a subject is called that no attribute names. */
  readonly subjectOf?: (study: Study) => string | undefined;
}

/** What a scan found out, by the numbers of the instances; `probes` is there when it had any. */
export interface ScanTables {
  readonly instances: InstanceTable;
  readonly probes?: ProbeTable | undefined;
}

/**
 * The studies of a delivery as the rules see them, in the order of the delivery. Series are ordered for people: by
 * Series Number, then by the time of the first acquisition; their own `number` tells the order of the delivery.
 * @throws RangeError for a scan without {@link VIEW_PROBES}
 */
export function studyViews(
  delivery: Delivery,
  { instances, probes }: ScanTables,
  context: ViewContext,
): StudyView[] {
  if (!probes) throw new RangeError('nothing was probed');
  const source = new SeriesSource({ instances, probes });
  let number = 0;
  return delivery.studies.map((study, i) => {
    const first = number;
    number += study.series.length;
    const patient = patientOf(delivery, study);
    return studyView(source, study, { number: i, firstSeries: first, patient, context });
  });
}

/** Where a study stands in its delivery. */
interface StudyPlace {
  readonly number: number;
  readonly firstSeries: number;
  readonly patient: number | undefined;
  readonly context: ViewContext;
}

/** The one person whose study it is; undefined where it is of several, or of somebody without ID and name. */
function patientOf({ patients }: Delivery, study: Study): number | undefined {
  const [patient] = study.patients;
  if (study.patients.length !== 1 || patient === undefined) return undefined;
  const isNamed = patients[patient]?.identities.some(({ id, name }) => id !== '' || name !== '');
  return isNamed ? patient : undefined;
}

function studyView(source: SeriesSource, study: Study, place: StudyPlace): StudyView {
  const { number, patient, context } = place;
  const { probes } = source.tables;
  const instances = study.series.flatMap((series) => series.instances);
  const told = (probe: Probe): string | undefined => onlyText(probes, probe, instances);
  const subject = told(CONTEXT.subject) ?? context.subjectOf?.(study);
  const visit = context.visit ?? told(CONTEXT.visit);
  const site = context.site ?? told(CONTEXT.site);
  const own = { ...(visit !== undefined && { visit }), ...(site !== undefined && { site }) };
  const { studyUID } = study;
  const series = study.series.map(
    (each, i) => new DeliveredSeries(source, each, { number: place.firstSeries + i, studyUID, ...own }),
  );
  return {
    ...{ number, studyUID, ...own },
    ...(patient !== undefined && { patient }),
    ...(subject !== undefined && { subject }),
    studyDate: studyDate(study.series),
    datesModified: areDatesModified(probes, instances),
    series: inReadingOrder(series),
  };
}

/** The text that all instances hold; undefined where they differ, or where one has none. */
function onlyText(probes: ProbeTable, probe: Probe, instances: readonly number[]): string | undefined {
  const [first, ...others] = probes.observed(probe, instances);
  if (first?.reading.state !== 'value' || others.length > 0) return undefined;
  return first.reading.texts.length === 1 ? first.reading.texts[0] : undefined;
}

/** The date that all headers with one agree on; empty where there is none. */
function studyDate(series: readonly Series[]): string {
  const dates = new Set(series.flatMap(({ headers }) => headers.map((header) => header.studyDate)));
  dates.delete('');
  const [date = ''] = dates;
  return dates.size === 1 ? date : '';
}

/** PS3.15 E.3.6: MODIFIED dates are shifted, REMOVED ones are dummies; UNMODIFIED and absent are the scan's own. */
function areDatesModified(probes: ProbeTable, instances: readonly number[]): boolean {
  return probes
    .observed(DATES, instances)
    .some(({ reading }) => reading.state === 'value' && reading.texts.some((text) => text !== 'UNMODIFIED'));
}

function inReadingOrder(series: readonly DeliveredSeries[]): DeliveredSeries[] {
  const keys = new Map(series.map((each) => [each, [seriesNumber(each), startTime(each), each.number]]));
  return [...series].sort((a, b) => {
    const [own, other] = [keys.get(a) ?? [], keys.get(b) ?? []];
    const differences = own.map((key, i) => compared(key, other[i] ?? 0));
    return differences.find((difference) => difference !== 0) ?? 0;
  });
}

/** Infinity stands for what is not known: it goes last. */
function compared(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

function seriesNumber({ headers }: DeliveredSeries): number {
  return Math.min(...headers.map((header) => header.seriesNumber ?? Number.POSITIVE_INFINITY));
}

/** Seconds since midnight of the earliest acquisition. */
function startTime(series: DeliveredSeries): number {
  const times = series.separator('AcquisitionTime').map(({ value }) => Number(value));
  return times.reduce((earliest, time) => Math.min(earliest, time), Number.POSITIVE_INFINITY);
}
