import type { Visit } from '../trial/trial.js';
import { findBaseline } from './baseline.js';
import { missingSeries, mostSeries, type SeriesCounts, sumOfSeries } from './missing-series.js';
import { givenPlacement, type Placement, placeDays } from './place-days.js';
import { VisitError } from './visit-error.js';
import type { ArrivedStudy, PlacedStudy, PlannedVisit, SubjectVisits } from './visit-plan.js';
import { windowOf } from './windows.js';

/** What the operator says. */
export interface PlanOptions {
  /** Visit ID of `--visit`, for every study that arrived. Several days at once are the caller's to refuse. */
  readonly stated?: string | undefined;
}

/** A study of the subject, known, arrived or both. */
interface StudyView {
  readonly studyUID: string;
  readonly day: number;
  /** The visit that it was given: now by the operator, or in an earlier delivery. */
  readonly given: string | null;
  readonly series: SeriesCounts;
  /** It came again with another date than it was placed by. */
  readonly isContradicted: boolean;
}

function arrivedView(
  study: ArrivedStudy,
  before: PlacedStudy | undefined,
  stated: string | undefined,
): StudyView {
  const { studyUID, seriesByModality } = study;
  const series = mostSeries(before?.seriesByModality ?? {}, seriesByModality);
  const isContradicted = stated === undefined && before !== undefined && before.day !== study.day;
  // What was placed by one date is not moved by another that nobody vouches for.
  const { day } = isContradicted ? before : study;
  return { studyUID, day, given: stated ?? before?.visit ?? null, series, isContradicted };
}

function knownView({ studyUID, day, visit, seriesByModality = {} }: PlacedStudy): StudyView {
  return { studyUID, day, given: visit, series: seriesByModality, isContradicted: false };
}

function givenByDay(studies: readonly StudyView[]): Map<number, Set<string>> {
  const days = new Map<number, Set<string>>();
  for (const { day, given } of studies) {
    const visits = days.get(day) ?? new Set();
    if (given !== null) visits.add(given);
    days.set(day, visits);
  }
  return days;
}

/** A study with the visit that it comes to have. */
interface PlacedView extends StudyView, Placement {}

function duplicatesOf(study: PlacedView, all: readonly PlacedView[]): string[] {
  if (study.visit === null) return [];
  const others = all.filter(({ visit, day }) => visit === study.visit && day !== study.day);
  const sorted = others.toSorted((a, b) => a.day - b.day || (a.studyUID < b.studyUID ? -1 : 1));
  return [...new Set(sorted.map(({ studyUID }) => studyUID))];
}

/** Visits whose window closed before the latest study, and that no study has. */
function missedVisits(
  schedule: readonly Visit[],
  all: readonly PlacedView[],
  baselineDay: number | undefined,
): string[] {
  if (baselineDay === undefined) return [];
  const latest = Math.max(...all.map(({ day }) => day)) - baselineDay;
  const had = new Set(all.map(({ visit }) => visit));
  return schedule
    .filter((visit) => windowOf(visit).closes < latest && !had.has(visit.id))
    .map(({ id }) => id);
}

/**
 * Places the studies of one subject in the schedule.
 *
 * The baseline is the day of the earliest study that has the baseline visit. Where none has: the first study's, when
 * nothing is scheduled before the baseline; else the one day, not before the first study, that puts every study into
 * the window of a visit of its own, when there is one such day only. Otherwise visits are undetermined: never a guess.
 *
 * Studies of one day share their visit. A study that was placed before keeps its visit; one that was not is placed
 * anew each time. A study before the baseline does not become the baseline unless the operator says so.
 * @param schedule windows do not overlap; exactly one visit is the baseline, with target day 0
 * @throws VisitError `visit-not-scheduled` when the stated visit is not of the schedule, `schedule-without-baseline`
 */
export function planVisits(
  schedule: readonly Visit[],
  known: readonly PlacedStudy[],
  arrived: readonly ArrivedStudy[],
  { stated }: PlanOptions = {},
): SubjectVisits {
  if (stated !== undefined && !schedule.some(({ id }) => id === stated)) {
    const ids = schedule.map(({ id }) => id).join(', ');
    throw new VisitError(
      'visit-not-scheduled',
      `the stated visit is not in the trial's schedule, which has ${ids}`,
    );
  }
  const before = new Map(known.map((study) => [study.studyUID, study]));
  const cameAgain = new Set(arrived.map(({ studyUID }) => studyUID));
  const ofDelivery = arrived.map((study) => arrivedView(study, before.get(study.studyUID), stated));
  const ofBefore = known.filter(({ studyUID }) => !cameAgain.has(studyUID)).map(knownView);
  const days = givenByDay([...ofDelivery, ...ofBefore]);
  const baselineDay = findBaseline(schedule, days);
  const placements = placeDays(schedule, days, baselineDay);

  const place = (study: StudyView): PlacedView => {
    const offset = baselineDay === undefined ? undefined : study.day - baselineDay;
    const own = study.given === null ? undefined : givenPlacement(schedule, study.given, offset);
    return { ...study, ...(own ?? placements.get(study.day) ?? { visit: null, timing: 'undetermined' }) };
  };
  const planned = ofDelivery.map(place);
  const all = [...planned, ...ofBefore.map(place)];
  return {
    baselineDay,
    planned: planned.map((study) => plannedVisit(schedule, study, { all, baselineDay, stated })),
    missed: missedVisits(schedule, all, baselineDay),
  };
}

interface Subject {
  readonly all: readonly PlacedView[];
  readonly baselineDay: number | undefined;
  readonly stated: string | undefined;
}

function plannedVisit(schedule: readonly Visit[], study: PlacedView, subject: Subject): PlannedVisit {
  const { all, baselineDay, stated } = subject;
  const { studyUID, day, visit, timing } = study;
  const common = { studyUID, isStated: stated !== undefined };
  if (study.isContradicted) {
    const nothing = { visit: null, offsetDays: null, duplicates: [], missingSeries: [] };
    return { ...common, ...nothing, timing: 'undetermined' };
  }
  const together = all.filter((other) => other.visit === visit && other.day === day);
  const scheduled = schedule.find(({ id }) => id === visit);
  return {
    ...common,
    visit,
    offsetDays: baselineDay === undefined ? null : day - baselineDay,
    timing,
    duplicates: duplicatesOf(study, all),
    missingSeries: missingSeries(scheduled, sumOfSeries(together.map(({ series }) => series))),
  };
}
