import { lookupUid } from '../../../../dicom/uids.js';
import { type Span, spansOf } from '../span.js';

/** A run of digits this long may be a date, a record number or a telephone number. */
const LONG = /\d{6,}/g;
const HAS_LONG = /\d{6}/;
/** PS3.5 9.1; shorter ones are versions of software. */
const UID = /(?<![\d.])[0-2](?:\.\d{1,64}){4,}(?!\d)/g;
const MIN_UID = 14;
/** UIDs made of a UUID, PS3.5 B.2: those of released files are. */
const FROM_UUID = '2.25.';
const FROM_UUID_DIGITS = /(?<![\d.])2\.25\.\d{1,39}(?!\d)/g;
/** A day, `yyyymmdd`, with or without the time. */
const DAY = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\d{2}|\d{4}|\d{6})?$/;

/** US Social Security Number, and the Swedish and Finnish forms of personal numbers. */
const PERSONAL = /(?<![\d-])(?:\d{3}-\d{2}-\d{4}|\d{6}[-+A]\d{3}[\dA-Z])(?![\d-])/g;

/** UIDs of which nothing more has to be said: registered ones, and those that are made of a UUID. */
function keptUids(text: string, uids: readonly Span[]): Span[] {
  const isRegistered = ({ start, end }: Span): boolean => lookupUid(text.slice(start, end)) !== undefined;
  return [...uids.filter(isRegistered), ...(text.includes(FROM_UUID) ? spansOf(FROM_UUID_DIGITS, text) : [])];
}

/** Whether a run of digits is the fraction of a decimal number. */
function isFraction(text: string, { start, end }: Span): boolean {
  if (!/\d[.]$/.test(text.slice(Math.max(start - 2, 0), start))) return false;
  return !DAY.test(text.slice(start, end));
}

/** Long runs of digits, with the fraction that a moment of the clock has. */
function longRuns(text: string, spared: readonly Span[]): Span[] {
  const runs: Span[] = [];
  let at = 0;
  for (const run of spansOf(LONG, text)) {
    while ((spared[at]?.end ?? Number.POSITIVE_INFINITY) <= run.start) at++;
    const isSpared = (spared[at]?.start ?? Number.POSITIVE_INFINITY) <= run.start;
    if (isSpared || isFraction(text, run)) continue;
    const fraction = /^\.\d{1,9}/.exec(text.slice(run.end, run.end + 10));
    runs.push({ start: run.start, end: run.end + (fraction?.[0].length ?? 0) });
  }
  return runs;
}

/**
 * Where numbers of persons, studies and orders stand: runs of six digits and more that are no fraction, personal
 * numbers, and UIDs but registered ones and those made of a UUID (PS3.5 B.2), as the UIDs of released files are.
 */
export function numberSpans(text: string): Span[] {
  const hasLong = HAS_LONG.test(text);
  if (!hasLong && !/\d[.-]\d/.test(text)) return [];
  const uids =
    text.length >= MIN_UID ? spansOf(UID, text).filter(({ start, end }) => end - start >= MIN_UID) : [];
  const kept = keptUids(text, uids).sort((a, b) => a.start - b.start);
  const foreign = uids.filter(({ start }) => !kept.some((span) => span.start === start));
  return [...foreign, ...spansOf(PERSONAL, text), ...(hasLong ? longRuns(text, kept) : [])];
}
