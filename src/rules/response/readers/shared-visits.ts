import type { TimePoint } from '../judgement.js';
import type { JudgedCourse } from './readers.js';

/** What is told where a reader has no assessment. */
export const NOT_ASSESSED = 'not assessed';

/** What one reader has at a visit. */
export interface Reading {
  readonly reader: string;
  readonly day: number | null;
  /** Undefined where the reader did not assess the visit, or has it not at all. */
  readonly point: TimePoint | undefined;
  /** False: the reader's course has no such visit. */
  readonly isThere: boolean;
}

/** A visit after baseline as all readers have it. */
export interface SharedVisit {
  readonly name: string;
  /** One a reader, in the order of readers. */
  readonly readings: readonly Reading[];
}

/** The answer of a reading, for people and for comparing. */
export function answerOf({ point }: Reading): string {
  return point?.overall ?? NOT_ASSESSED;
}

/**
 * The visits after baseline of one subject, by name, in the order of days. A visit without a day stands after the one
 * that precedes it in its course.
 */
export function sharedVisits(courses: readonly JudgedCourse[]): readonly SharedVisit[] {
  const places = new Map<string, { day: number; index: number }>();
  for (const { course } of courses) {
    let latest = Number.NEGATIVE_INFINITY;
    for (const [index, { name, day }] of course.visits.entries()) {
      latest = day ?? latest;
      const before = places.get(name);
      const isEarlier =
        before === undefined || latest < before.day || before.day === Number.NEGATIVE_INFINITY;
      if (index > 0 && isEarlier) places.set(name, { day: latest, index });
    }
  }
  return [...places]
    .sort(([, a], [, b]) => (a.day === b.day ? 0 : a.day - b.day) || a.index - b.index)
    .map(([name]) => ({ name, readings: courses.map((one) => readingOf(one, name)) }));
}

function readingOf({ course, judgement }: JudgedCourse, name: string): Reading {
  const { reader, visits } = course;
  const index = visits.findIndex((visit, i) => i > 0 && visit.name === name);
  const visit = visits[index];
  if (!visit) return { reader, day: null, point: undefined, isThere: false };
  const point = judgement.timePoints.find((one) => one.visit === index);
  return { reader, day: visit.day, point: visit.isAssessed ? point : undefined, isThere: true };
}
