import type { Action, Writer } from '../crosswalk/contract.js';
import type { IdPattern } from '../schemes/id-pattern.js';
import { permute } from '../schemes/keyed-permutation.js';
import { isWildcard } from './allocate.js';
import { RegistryError } from './registry-error.js';

/** A blinded time point: what gets a reading ID of its own. */
export interface TimePoint {
  /** Row of the trial: another one's time points are numbered apart. */
  readonly trial: number;
  /** Row of the subject. */
  readonly subject: number;
  /** Visit ID; for a study that no visit has, its UID. */
  readonly visit: string;
  /** UID of the study: where it was read before a visit had it, the time point keeps that ID. */
  readonly studyUID?: string;
  /** A corrected time point is read anew, under another ID. */
  readonly generation: number;
}

/** How reading IDs come about. */
export interface ReadingScheme {
  readonly pattern: IdPattern;
  /** Keys the permutation: without it, IDs tell nothing of the order in which time points came. */
  readonly key: Uint8Array;
}

const NEXT_ORDINAL =
  'SELECT coalesce(max(r.ordinal) + 1, 0) FROM readings r JOIN subjects s ON s.id = r.subject WHERE s.trial = ?';

const READ: Action = { name: 'allocate-reading' };
const PLACE: Action = { name: 'place-reading' };

/**
 * The Subject Reading ID (0012,0042) of a time point, made when it has none yet: the n-th time point gets the n-th number
 * of a keyed permutation.
 * @throws RegistryError `ids-exhausted`
 */
export function readingIdOf(writer: Writer, point: TimePoint, { pattern, key }: ReadingScheme): string {
  const { trial, subject, visit, generation } = point;
  const known = readingOf(writer, point);
  if (known !== undefined) return known;
  const first = Number(writer.scalar(NEXT_ORDINAL, trial) ?? 0);
  for (let ordinal = first; ordinal < pattern.capacity; ordinal++) {
    const reading = pattern.format({ site: '', sequence: permute(key, ordinal, pattern.capacity) + 1 });
    // One that is there is another trial's, of the same pattern.
    if (isWildcard(reading) || writer.row('readings', 'reading = ?', reading)) continue;
    writer.insert('readings', { subject, visit, generation, ordinal, reading }, READ);
    return reading;
  }
  throw new RegistryError('ids-exhausted', 'the pattern of reading IDs has no ID left');
}

/** The reading ID that a time point has. */
function readingOf(writer: Writer, { subject, visit, studyUID, generation }: TimePoint): string | undefined {
  const at = (place: string) =>
    writer.row('readings', 'subject = ? AND visit = ? AND generation = ?', subject, place, generation);
  const known = at(visit);
  if (known || studyUID === undefined) return known && String(known.reading);
  const unplaced = at(studyUID);
  if (unplaced) writer.update('readings', unplaced.id, { visit }, PLACE);
  return unplaced && String(unplaced.reading);
}
