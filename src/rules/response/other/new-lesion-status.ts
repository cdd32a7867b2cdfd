import type { Big } from 'big.js';
import type { Course, Lesion, LesionReading } from '../course.js';
import type { Criteria } from '../criteria/criteria.js';
import { diameterMm, isZero, originOf, readingAt } from './reading.js';

/**
 * What a lesion that is listed as new is at a visit. `small-node`: below the pathological size; `confirmed`: equivocal
 * here, and unequivocal at the later visit `at`; `unseen`: not there yet.
 */
export type NewStatus =
  | { readonly is: 'present' | 'equivocal' | 'absent' | 'unseen' }
  | { readonly is: 'small-node' | 'unknown'; readonly why: string }
  | { readonly is: 'confirmed'; readonly at: number };

/** Lesions that are listed as new. A fragment of a lesion of baseline is none: Eisenhauer 2009, 4.3.2. */
export function newLesions(course: Course): readonly Lesion[] {
  return course.lesions.filter((lesion) => lesion.role === 'new' && originOf(lesion, course).role === 'new');
}

/** What a new lesion is at a visit. */
export function newLesionStatus(lesion: Lesion, visit: number, criteria: Criteria): NewStatus {
  const reading = readingAt(lesion, visit);
  if (!reading) return unread(lesion, visit, criteria);
  const status = readingStatus(lesion, reading, criteria);
  return status.is === 'equivocal' ? resolved(lesion, visit, criteria) : status;
}

/** What was seen and then not read is not known; what was never seen is not there. */
function unread(lesion: Lesion, visit: number, criteria: Criteria): NewStatus {
  const last = lesion.readings.filter((reading) => reading.visit < visit).at(-1);
  if (!last || readingStatus(lesion, last, criteria).is === 'absent') return { is: 'unseen' };
  return { is: 'unknown', why: 'seen before, not assessed at this visit' };
}

// Eisenhauer 2009, 4.3.5: if repeat scans confirm a new lesion, it dates from the first scan. The first later
// scan that is not equivocal itself decides.
function resolved(lesion: Lesion, visit: number, criteria: Criteria): NewStatus {
  for (const reading of lesion.readings) {
    if (reading.visit <= visit) continue;
    const { is } = readingStatus(lesion, reading, criteria);
    if (is === 'present') return { is: 'confirmed', at: reading.visit };
    if (is === 'absent') break;
  }
  return { is: 'equivocal' };
}

function readingStatus(lesion: Lesion, reading: LesionReading, criteria: Criteria): NewStatus {
  switch (reading.state) {
    case 'absent':
      return { is: 'absent' };
    case 'equivocal':
      return { is: 'equivocal' };
    case 'not-evaluated':
      return { is: 'unknown', why: reading.why ?? 'not evaluated' };
    case 'progressed':
    case 'merged':
      return { is: 'present' };
    case 'too-small':
      return tooSmall(lesion);
    default:
      return measured(lesion, reading, criteria);
  }
}

function tooSmall({ isNode }: Lesion): NewStatus {
  if (isNode === false) return { is: 'present' };
  const why = 'too small to measure';
  return isNode
    ? { is: 'small-node', why }
    : { is: 'unknown', why: `${why}; whether it is a lymph node is not said` };
}

function measured({ isNode }: Lesion, reading: LesionReading, criteria: Criteria): NewStatus {
  const isStatedPresent = reading.state === 'present';
  const hasLength = reading.diameters.length > 0;
  if (!isStatedPresent && isZero(reading, 'stored') && isZero(reading, 'recomputed')) return { is: 'absent' };
  if (isNode === false) {
    return isStatedPresent || hasLength
      ? { is: 'present' }
      : { is: 'unknown', why: 'measured, but no length is there' };
  }
  const short = largerShortMm(reading);
  const limit = criteria.nodes.pathologicalFromMm;
  // RECIST working group, FAQ: a node is a new lesion from 10 mm in its short axis on.
  if (short?.gte(limit) || (isStatedPresent && !short)) return { is: 'present' };
  if (isNode && short) return { is: 'small-node', why: `${short} mm, below ${limit} mm` };
  // Fail closed: neither a new lesion nor none.
  const why = isNode
    ? 'a lymph node whose short axis is not known'
    : 'whether it is a lymph node is not said';
  return { is: 'unknown', why };
}

/** The larger of the stored and the recomputed short axis: a node is not called small by one of two lengths. */
function largerShortMm(reading: LesionReading): Big | undefined {
  const stored = diameterMm(reading, 'short', 'stored');
  const recomputed = diameterMm(reading, 'short', 'recomputed');
  return stored && recomputed?.lt(stored) ? stored : (recomputed ?? stored);
}
