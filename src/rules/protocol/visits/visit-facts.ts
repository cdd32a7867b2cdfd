import type { Protocol } from '../compiled.js';
import { earliestS } from '../cross/clock.js';
import { gatherValues, type ValueSet } from '../cross/value-set.js';
import { startOf } from '../derived/time.js';
import type { SeriesMatch } from '../match/match.js';
import type { Quantity, SeriesView } from '../series-view.js';
import type { StudyView } from '../study-view.js';

/** What a later run needs to know of a visit: a row of the report's section `visits`. Nothing in it identifies. */
export interface VisitFacts {
  /** Number of the study in the delivery; absent in facts of an earlier report. */
  readonly study?: number;
  readonly studyUID: string;
  /** Id of the protocol whose series these are, where it is not the one of this run: an earlier report's. */
  readonly protocol?: string;
  readonly subject?: string;
  /** Number of the patient in the delivery, where it is one; absent in facts of an earlier report. */
  readonly patient?: number;
  readonly visit?: string;
  /** Puts the subject's visits in order: Study Date and time, YYYYMMDDHHMMSS; without the time where that is not known. */
  readonly at?: string;
  /** Values of the quantities of `acrossVisits`, by series of the protocol and quantity: all values of all its series. */
  readonly series: Readonly<Record<string, Readonly<Record<string, VisitValue>>>>;
}

/** A value as it is compared between visits. */
export type VisitValue = ValueSet;

/** The maker, who alone knows the order of its software versions; it stands beside them in the facts. */
export const MAKER = 'Manufacturer';
/** Software Versions (0018,1020). */
export const SOFTWARE = 'SoftwareVersions';

/** Those whose series are the series of this run's protocol. */
export function ofThisProtocol(visits: readonly VisitFacts[]): readonly VisitFacts[] {
  return visits.filter(({ protocol }) => protocol === undefined);
}

/** Gathers what `acrossVisits` compares. */
export function visitFacts(
  protocol: Protocol,
  study: StudyView,
  matches: readonly SeriesMatch[],
): VisitFacts {
  const at = momentOf(study);
  return {
    study: study.number,
    studyUID: study.studyUID,
    ...(study.subject !== undefined && { subject: study.subject }),
    ...(study.patient !== undefined && { patient: study.patient }),
    ...(study.visit !== undefined && { visit: study.visit }),
    ...(at !== undefined && { at }),
    series: seriesFacts(protocol, study, matches),
  };
}

function seriesFacts(
  protocol: Protocol,
  study: StudyView,
  matches: readonly SeriesMatch[],
): VisitFacts['series'] {
  const facts: Record<string, Record<string, VisitValue>> = {};
  for (const { name } of protocol.entries) {
    const quantities = protocol.acrossVisits.flatMap((rule) =>
      rule.of === undefined || rule.of.includes(name) ? rule.quantities : [],
    );
    const views = study.series.filter(({ number }) =>
      matches.some(({ series, kind, entry }) => series === number && kind === 'matched' && entry === name),
    );
    if (quantities.length > 0 && views.length > 0) facts[name] = valuesOf(quantities, views);
  }
  return facts;
}

function valuesOf(
  quantities: readonly Quantity[],
  views: readonly SeriesView[],
): Readonly<Record<string, VisitValue>> {
  const facts: Record<string, VisitValue> = {};
  for (const quantity of quantities) {
    const { state, texts, numbers } = gatherValues(quantity, views);
    facts[quantity.name] = { state, ...(texts && { texts }), ...(numbers && { numbers }) };
  }
  if (SOFTWARE in facts && !(MAKER in facts)) {
    const makers = [
      ...new Set(views.flatMap(({ headers }) => headers.map(({ manufacturer }) => manufacturer))),
    ];
    facts[MAKER] = { state: 'value', texts: makers };
  }
  return facts;
}

/** PS3.5 Table 6.2-1: a DA value. */
const DATE = /^\d{8}$/;

/** When a study began: its date, and the earliest start of its series. */
function momentOf({ studyDate, series }: StudyView): string | undefined {
  if (!DATE.test(studyDate)) return undefined;
  const startS = earliestS(series.flatMap((view) => startOf(view) ?? []));
  return startS === undefined ? studyDate : `${studyDate}${timeText(startS)}`;
}

/** HHMMSS */
function timeText(secondsOfDay: number): string {
  const whole = Math.floor(secondsOfDay);
  return [whole / 3600, (whole / 60) % 60, whole % 60]
    .map((part) => String(Math.floor(part)).padStart(2, '0'))
    .join('');
}
