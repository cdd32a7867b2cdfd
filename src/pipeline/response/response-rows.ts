import { worst } from '../../findings/outcome.js';
import type { OtherwiseCell, ResponseRow } from '../../report/response-sections.js';
import type { Course } from '../../rules/response/course.js';
import type { TimePoint } from '../../rules/response/judgement.js';
import { decisionCells, mmCell, percentCell } from './cells.js';
import type { Judged } from './judged.js';
import { outcomeOf } from './problem-finding.js';

/** Dates by subject and visit, as {@link visitKey} names them. */
export type Dates = ReadonlyMap<string, string>;

/** The key of a visit's date. */
export function visitKey(subject: string, visit: string): string {
  return JSON.stringify([subject, visit]);
}

/** The rows of a course: baseline, then a row a visit. */
export function responseRows(judged: Judged, dates: Dates): ResponseRow[] {
  return [
    baselineRow(judged, dates),
    ...judged.judgement.timePoints.map((point) => pointRow(point, judged, dates)),
  ];
}

type Common = Pick<
  ResponseRow,
  'subject' | 'site' | 'reader' | 'visit' | 'day' | 'date' | 'kind' | 'conformance'
>;

function common(judged: Judged, visit: number, dates: Dates): Common {
  const { subject, site, reader, visits } = judged.course;
  const { name = '', day = null, isAssessed = false } = visits[visit] ?? {};
  return {
    ...{ subject, site, reader, visit: name, day },
    date: dates.get(visitKey(subject, name)) ?? null,
    kind: isAssessed ? (visit === 0 ? 'baseline' : 'follow-up') : 'missed',
    conformance: conformanceOf(judged, name),
  };
}

/** What is wrong with baseline is wrong with every response that is held against it. */
function conformanceOf({ course, conformance }: Judged, visit: string): ResponseRow['conformance'] {
  if (course.blockers.length > 0) return 'not-evaluable';
  const baseline = course.visits[0]?.name;
  const own = conformance.filter(({ visit: of }) => of === undefined || of === baseline || of === visit);
  const outcome = worst(['pass', ...own.map(outcomeOf)]);
  return outcome === 'not-applicable' ? 'pass' : outcome;
}

function baselineRow(judged: Judged, dates: Dates): ResponseRow {
  const { sum, missing } = judged.judgement.baseline;
  return {
    ...common(judged, 0, dates),
    ...{ sumMm: mmCell(sum), baselineSumMm: mmCell(sum), nadirSumMm: null, nadirVisit: null },
    ...{ changeFromBaselinePercent: null, changeFromNadirPercent: null, changeFromNadirMm: null },
    ...{ target: null, nonTarget: null, newLesion: null, overall: null, isAfterProgression: false },
    missing: missing.map(({ label }) => label),
    ...{ decisions: [], margins: [], alternatives: [], otherwise: null },
  };
}

function pointRow(point: TimePoint, judged: Judged, dates: Dates): ResponseRow {
  const { measure, baselineSum, nadir, target, nonTarget, newLesion, overall } = point;
  const { sum } = measure;
  return {
    ...common(judged, point.visit, dates),
    sumMm: mmCell(sum),
    baselineSumMm: mmCell(baselineSum),
    nadirSumMm: mmCell(nadir?.sum),
    nadirVisit: (nadir && judged.course.visits[nadir.visit]?.name) ?? null,
    changeFromBaselinePercent: percentCell(sum, baselineSum),
    changeFromNadirPercent: percentCell(sum, nadir?.sum),
    changeFromNadirMm: sum && nadir ? mmCell(sum.minus(nadir.sum)) : null,
    ...{ target, nonTarget, newLesion, overall },
    isAfterProgression: point.isAfterProgression,
    missing: measure.missing.map(({ label }) => label),
    decisions: decisionCells(point.decisions),
    margins: point.margins.map(({ answer, side, sumMm, changeMm }) => ({
      ...{ answer, side, sumMm: sumMm.toFixed(), changeMm: changeMm.toFixed() },
    })),
    alternatives: point.alternatives,
    otherwise: otherwiseCell(point, judged),
  };
}

function otherwiseCell(point: TimePoint, { otherwise, lengths, course }: Judged): OtherwiseCell | null {
  const other = otherwise.timePoints.find(({ visit }) => visit === point.visit);
  if (!other) return null;
  const lengthsOf = otherLengths(course, lengths);
  // Without a length of the other kind up to this visit there is nothing to compare with.
  if (!lengthsOf.some(({ visit }) => visit <= point.visit)) return null;
  const of = lengthsOf.filter(({ visit }) => visit === point.visit).length;
  const flips = other.target !== point.target || other.overall !== point.overall;
  return {
    lengths: lengths === 'stored' ? 'recomputed' : 'stored',
    of,
    sumMm: mmCell(other.measure.sum),
    target: other.target,
    overall: other.overall,
    flips,
    agrees: flips ? lengthsAgree(course, point.visit) : null,
  };
}

/** Every target's reading that has a length of the other kind. */
function otherLengths(
  { lesions }: Course,
  lengths: Judged['lengths'],
): readonly { readonly visit: number }[] {
  return lesions
    .filter(({ role }) => role === 'target')
    .flatMap(({ readings }) =>
      readings.filter(({ diameters }) =>
        diameters.some(({ storedMm, recomputedMm }) => (lengths === 'stored' ? recomputedMm : storedMm)),
      ),
    );
}

/** Whether stored and recomputed lengths of all lesions agree up to a visit; null where that is not known. */
function lengthsAgree({ lesions }: Course, visit: number): boolean | null {
  const said = lesions.flatMap(({ readings }) =>
    readings
      .filter((reading) => reading.visit <= visit)
      .flatMap(({ diameters }) => diameters)
      .filter(({ storedMm, recomputedMm }) => storedMm && recomputedMm)
      .map(({ agrees }) => agrees),
  );
  if (said.includes(false)) return false;
  return said.length > 0 && said.every((agrees) => agrees === true) ? true : null;
}
