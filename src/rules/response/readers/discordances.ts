import { choicesOf } from './choices.js';
import type { Adjudication, Discordance, JudgedCourse } from './readers.js';
import { answerOf, sharedVisits } from './shared-visits.js';

/**
 * Where readers of one subject differ: visit by visit in the order of time, then in the best response, then in the
 * visit of the first progression (`none` where there is none). A visit that a reader did not assess is `not assessed`,
 * which differs from every answer. Empty with one reader.
 * @param courses of one subject, one a reader
 */
export function discordancesOf(
  courses: readonly JudgedCourse[],
  adjudications: readonly Adjudication[],
): readonly Discordance[] {
  const choices = choicesOf(courses, adjudications);
  const answers = [
    ...sharedVisits(courses).map(({ name, readings }) => ({
      visit: name,
      of: 'overall' as const,
      readers: readings.map((reading) => ({ reader: reading.reader, answer: answerOf(reading) })),
    })),
    { visit: null, of: 'best' as const, readers: told(courses, ({ judgement }) => judgement.best.response) },
    { visit: null, of: 'progression' as const, readers: told(courses, progressionOf) },
  ];
  return answers
    .filter(({ readers }) => new Set(readers.map(({ answer }) => answer)).size > 1)
    .map((one) => ({ ...one, adjudicated: marked(choices.of(one.visit)) }));
}

function told(
  courses: readonly JudgedCourse[],
  answer: (one: JudgedCourse) => string,
): Discordance['readers'] {
  return courses.map((one) => ({ reader: one.course.reader, answer: answer(one) }));
}

function progressionOf({ course, judgement }: JudgedCourse): string {
  const { progression } = judgement.best;
  return (progression && course.visits[progression.visit]?.name) ?? 'none';
}

function marked(line: Adjudication | undefined): Discordance['adjudicated'] {
  return line ? { reader: line.reader, reason: line.reason, line: line.line } : null;
}
