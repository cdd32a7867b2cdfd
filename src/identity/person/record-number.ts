import { uniform } from '../../dicom/values/fold.js';
import type { RecordNumber } from './evidence.js';

/** Soft hyphens, zero-width spaces, byte-order marks: nobody sees them. */
const INVISIBLE = /\p{Cf}/gu;
/** NUL padding and the control characters that LO must not hold (PS3.5 Table 6.2-1), and blanks of any kind. */
const BLANKS = /[\p{Cc}\p{Z}\s]+/gu;

function normalisedText(text: string): string {
  return uniform(text.replace(INVISIBLE, '')).replace(BLANKS, ' ').trim();
}

/**
 * The writing of a record number under which a crosswalk keeps it. One are: case, width, padding, runs of blanks.
 * Leading zeros and punctuation stay, as hospitals tell numbers apart by them: two writings of one number that are
 * not made one here only cost a question, two numbers that are made one cost a subject.
 * Stored in crosswalks: to change it is to migrate them.
 */
export function normaliseNumber({ issuer, id }: RecordNumber): RecordNumber {
  return { issuer: normalisedText(issuer), id: normalisedText(id) };
}
