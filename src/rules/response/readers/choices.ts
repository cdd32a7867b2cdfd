import type { Adjudicated, Adjudication, JudgedCourse } from './readers.js';
import { sharedVisits } from './shared-visits.js';

/** What an adjudication chooses. */
export interface Choices {
  /** The line that decides a visit; null: of the whole subject. Undefined where none does. */
  readonly of: (visit: string | null) => Adjudication | undefined;
  /** In the order of lines. */
  readonly unused: Adjudicated['unused'];
}

/**
 * Reads the adjudication of one subject. A line of a visit comes before one of the whole subject. Lines of a visit that
 * cannot all be followed decide nothing, and the line of the whole subject does not step in for them: fail closed.
 */
export function choicesOf(courses: readonly JudgedCourse[], adjudications: readonly Adjudication[]): Choices {
  const unused = new Map<number, string>();
  const decided = new Map<string | null, Adjudication | undefined>();
  for (const visit of new Set(adjudications.map((one) => one.visit))) {
    const lines = adjudications.filter((one) => one.visit === visit);
    for (const [line, why] of problemsOf(lines, courses)) unused.set(line, why);
    // A repetition changes nothing; anything else that cannot be followed leaves all of them undecided.
    const [first, ...others] = lines;
    const isOne = first && !unused.has(first.line) && others.every(({ reader }) => reader === first.reader);
    decided.set(visit, isOne ? first : undefined);
  }
  return {
    of: (visit) => decided.get(decided.has(visit) ? visit : null),
    unused: [...unused].map(([line, why]) => ({ line, why })).sort((a, b) => a.line - b.line),
  };
}

/** Why lines of one visit, or of the whole subject, decide nothing. */
function problemsOf(
  lines: readonly Adjudication[],
  courses: readonly JudgedCourse[],
): readonly (readonly [line: number, why: string])[] {
  const [first] = lines;
  return lines.flatMap((one) => {
    const other = lines.find(({ reader }) => reader !== one.reader);
    const why =
      unknown(one, courses) ?? (other && `it says ${one.reader}, line ${other.line} ${other.reader}`);
    if (why) return [[one.line, why] as const];
    return one === first || !first ? [] : [[one.line, `it says the same as line ${first.line}`] as const];
  });
}

function unknown({ reader, visit }: Adjudication, courses: readonly JudgedCourse[]): string | undefined {
  const readers = courses.map(({ course }) => course.reader);
  if (!readers.includes(reader)) return `no reader ${reader}: ${readers.join(', ')}`;
  if (visit === null) return undefined;
  const visits = sharedVisits(courses);
  const found = visits.find(({ name }) => name === visit);
  if (!found) {
    const isBaseline = courses.some(({ course }) => course.visits[0]?.name === visit);
    if (isBaseline) return `${visit} is baseline: it has no response`;
    return `no visit ${visit}: ${visits.map(({ name }) => name).join(', ')}`;
  }
  const isThere = found.readings.some((one) => one.reader === reader && one.isThere);
  return isThere ? undefined : `${reader} has no visit ${visit}`;
}
