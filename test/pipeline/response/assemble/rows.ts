import { assemble } from '../../../../src/pipeline/response/assemble/assemble.js';
import type { Observation, VisitFact } from '../../../../src/pipeline/response/observation.js';
import type { Course, LesionReading } from '../../../../src/rules/response/course.js';
import type { ResponseProblem } from '../../../../src/rules/response/problem.js';
import { RECIST } from '../../../rules/response/recist.js';

const NOTHING: Observation = {
  ...{ at: { source: 1, line: 2 }, isFact: false, subject: 'S-01', site: null, reader: 'R1' },
  ...{ visit: null, visitNumber: null, date: null, day: null, studyUID: null, isBaseline: null },
  keys: { trackingUid: null, trackingId: null, label: null },
  ...{ role: null, unknownRole: null, isNode: null, organ: null, organCodes: [] },
  ...{ method: null, unknownMethod: null, sliceThicknessMm: null, axis: null, isUnnamedAxis: false },
  ...{ value: null, unit: null, recomputed: null, agrees: null, state: null, unknownState: null },
  ...{ isMeasurable: null, splitFrom: null, mergedInto: null, why: null },
};

/** What a row says, with its label beside its other keys. */
export type Sketch = Partial<Omit<Observation, 'keys'>> & {
  readonly label?: string | null;
  readonly uid?: string;
  readonly id?: string;
};

/** A row of a target in the lung, measured as 20 mm at BL. */
export function row({ label = 'L1', uid, id, ...more }: Sketch = {}): Observation {
  const at = { axis: 'long', value: '20', unit: 'mm', role: 'target', organ: 'lung' } as const;
  const days: Readonly<Record<string, number>> = { BL: 0, W8: 56, W16: 112 };
  const visit = more.visit === undefined ? 'BL' : more.visit;
  return {
    ...{ ...NOTHING, ...at, visit, day: days[visit ?? ''] ?? null, ...more },
    keys: { label, trackingUid: uid ?? null, trackingId: id ?? null },
  };
}

/** A line of `--lesions` that says nothing but its lesion. */
export function fact({ label = 'L1', uid, id, ...more }: Sketch = {}): Observation {
  const keys = { label, trackingUid: uid ?? null, trackingId: id ?? null };
  return { ...NOTHING, at: { source: 9, line: 2 }, isFact: true, reader: null, ...more, keys };
}

/** A line of `--visits`. */
export function line(more: Partial<VisitFact>): VisitFact {
  return {
    ...{ at: { source: 8, line: 2 }, subject: 'S-01', visit: null, reader: null, studyUID: null },
    ...{ kind: 'follow-up', number: null, date: null, day: null, newLesions: null, marker: null, why: null },
    ...more,
  };
}

/** The courses of rows, by RECIST 1.1. */
export function assembled(rows: readonly Observation[], lines: readonly VisitFact[] = []) {
  return assemble(rows, lines, RECIST);
}

/** The only course of rows. */
export function courseOf(rows: readonly Observation[], lines: readonly VisitFact[] = []): Course {
  const { courses } = assembled(rows, lines);
  const [course] = courses;
  if (!course || courses.length > 1) throw new Error(`${courses.length} courses`);
  return course;
}

/** Codes of what is wrong with rows. */
export function codesOf(
  rows: readonly Observation[],
  lines: readonly VisitFact[] = [],
): readonly ResponseProblem['code'][] {
  return assembled(rows, lines).problems.map(({ code }) => code);
}

/** What a problem blocks: the reasons of the only course. */
export function blockersOf(
  rows: readonly Observation[],
  lines: readonly VisitFact[] = [],
): readonly string[] {
  return courseOf(rows, lines).blockers;
}

/** A reading as plain text: its state, and stored/recomputed mm by axis. */
export function readingText(reading: LesionReading | undefined): string {
  if (!reading) return 'none';
  const lengths = reading.diameters.map(
    ({ axis, storedMm, recomputedMm }) =>
      `${axis} ${storedMm?.toFixed() ?? '-'}/${recomputedMm?.toFixed() ?? '-'}`,
  );
  return [reading.state, ...lengths].join(', ');
}

/** The first reading of the first lesion of rows. */
export function firstReading(rows: readonly Observation[]): string {
  return readingText(courseOf(rows).lesions[0]?.readings[0]);
}
