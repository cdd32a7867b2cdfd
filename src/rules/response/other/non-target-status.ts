import type { Course, Lengths, Lesion, LesionReading } from '../course.js';
import type { Criteria } from '../criteria/criteria.js';
import { diameterMm, isZero, originOf, readingAt } from './reading.js';

/** What has become of a non-target lesion, its fragments included. `gone`: of a node, no longer pathological. */
export type NonTargetStatus =
  | { readonly is: 'gone' | 'present' | 'progressed' }
  | { readonly is: 'not-evaluated'; readonly why: string };

/** What the status is told by. */
export interface StatusBy {
  readonly criteria: Criteria;
  readonly lengths: Lengths;
}

const GONE: NonTargetStatus = { is: 'gone' };
const PRESENT: NonTargetStatus = { is: 'present' };
const missing = (why: string): NonTargetStatus => ({ is: 'not-evaluated', why });

/** Worst first: what one part of a lesion is decides for the whole. */
const WORST = ['progressed', 'not-evaluated', 'present', 'gone'] as const;

/** Non-target lesions of a course; fragments belong to the non-target lesion that they are of. */
export function nonTargetLesions(course: Course): readonly Lesion[] {
  return course.lesions.filter((lesion) => {
    const origin = originOf(lesion, course);
    return lesion.role === 'non-target' && (origin === lesion || origin.role !== 'non-target');
  });
}

/** What has become of a non-target lesion at a visit. */
export function nonTargetStatus(
  lesion: Lesion,
  at: { readonly course: Course; readonly visit: number },
  by: StatusBy,
): NonTargetStatus {
  const { course, visit } = at;
  const fragments = course.lesions.filter(
    (other) =>
      other.splitFrom !== undefined &&
      other !== lesion &&
      originOf(other, course) === lesion &&
      // One that was never seen takes the place of nothing.
      other.readings.some(
        (reading) => reading.visit <= visit && reading.state !== 'absent' && !isZero(reading, by.lengths),
      ),
  );
  // After it split, a lesion is its fragments: its own label need not be read any longer.
  const hasOwn = fragments.length === 0 || readingAt(lesion, visit) !== undefined;
  const statuses = [...(hasOwn ? [lesion] : []), ...fragments].map((part) =>
    readingStatus(part, readingAt(part, visit), by),
  );
  const is = WORST.find((word) => statuses.some((status) => status.is === word));
  return statuses.find((status) => status.is === is) ?? missing('not assessed at this visit');
}

function readingStatus(lesion: Lesion, reading: LesionReading | undefined, by: StatusBy): NonTargetStatus {
  if (!reading) return missing('not assessed at this visit');
  switch (reading.state) {
    case 'progressed':
      return { is: 'progressed' };
    case 'absent':
      return GONE;
    case 'merged':
      // Eisenhauer 2009, 4.3.2: part of another lesion now, and so still there.
      return PRESENT;
    case 'not-evaluated':
      return missing(reading.why ?? 'not evaluated');
    case 'equivocal':
      return missing(reading.why ?? 'whether it is there is equivocal');
    case 'too-small':
      return tooSmall(lesion);
    default:
      return measured(lesion, reading, by);
  }
}

// Eisenhauer 2009, 4.3.2: too small to measure is 5 mm, and a node of 5 mm is normal.
function tooSmall({ isNode }: Lesion): NonTargetStatus {
  if (isNode === undefined) return missing('too small to measure; whether it is a lymph node is not said');
  return isNode ? GONE : PRESENT;
}

function measured(lesion: Lesion, reading: LesionReading, { criteria, lengths }: StatusBy): NonTargetStatus {
  const short = diameterMm(reading, 'short', lengths);
  const long = diameterMm(reading, 'long', lengths);
  const isStatedPresent = reading.state === 'present';
  // 0 mm is nothing, of a node as well.
  if (!isStatedPresent && isZero(reading, lengths)) return GONE;
  if (lesion.isNode === false) {
    return isStatedPresent || long || short ? PRESENT : missing('measured, but no length is there');
  }
  // Eisenhauer 2009, 4.3.3: nodes of a complete response are smaller than 10 mm in their short axis.
  const isPathological = short?.gte(criteria.nodes.pathologicalFromMm);
  if (isPathological) return PRESENT;
  if (lesion.isNode === undefined) {
    return isStatedPresent && !short ? PRESENT : missing('whether it is a lymph node is not said');
  }
  if (short) return GONE;
  return isStatedPresent ? PRESENT : missing('a lymph node whose short axis is not known');
}
