import { createHash } from 'node:crypto';
import { inChunks } from './text-chunks.js';

/** A visit to be shown in a calendar. Dates are YYYY-MM-DD. */
export interface CalendarVisit {
  readonly site: string;
  readonly subject: string;
  readonly visit: string;
  readonly name: string | null;
  /** due, overdue or missed: becomes the event's category. */
  readonly state: string;
  /** First day of the visit's window. */
  readonly opens: string;
  readonly target: string;
  /** Last day of the visit's window. */
  readonly closes: string;
  /** Why it was legitimately missed. */
  readonly reason: string | null;
}

/** What all events of a calendar have in common. */
export interface CalendarContext {
  /** Clinical Trial Protocol ID: one subject's visit in one trial is always the same event. */
  readonly protocol: string;
  /** When the calendar was made. */
  readonly at: Date;
  /** Version of this program. */
  readonly version: string;
}

/** RFC 5545 3.1: lines should not be longer than this, without the line break. */
const LINE_OCTETS = 75;
const MS_PER_DAY = 86_400_000;
/** RFC 5545 3.1 CONTROL, and the C1 controls: none may stand in a text; a tab may. */
const CONTROLS = /(?!\t)\p{Cc}/gu;

/** RFC 5545 3.3.11. Control characters become blanks. */
function escapedText(text: string): string {
  return text
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n|[\r\n\u0085\u2028\u2029]/g, '\\n')
    .replace(CONTROLS, ' ');
}

/** RFC 5545 3.1: a content line with CRLF, in pieces of at most 75 octets that do not cut a character. */
function contentLine(name: string, value: string): string {
  let folded = '';
  let octets = 0;
  for (const character of `${name}:${value}`) {
    const length = Buffer.byteLength(character);
    if (octets + length > LINE_OCTETS) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += length;
  }
  return `${folded}\r\n`;
}

/** RFC 5545 3.3.4. */
function dateValue(date: string): string {
  return date.replaceAll('-', '');
}

/** The day after, as RFC 5545 3.6.1 has it: DTEND is not part of the event. */
function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + MS_PER_DAY).toISOString().slice(0, 10);
}

/** RFC 5545 3.3.5, form 2: UTC. */
function instantValue(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

/** RFC 5545 3.8.4.7, RFC 7986 5.3: the same for the same visit every time, and telling nothing. */
function uidOf(visit: CalendarVisit, protocol: string): string {
  const whole = JSON.stringify([protocol, visit.subject, visit.visit]);
  return `${createHash('sha256').update(whole).digest('hex').slice(0, 40)}@corelab`;
}

function description({ target, state, reason }: CalendarVisit): string {
  return [`Target day ${target}`, state, ...(reason === null ? [] : [`Reason: ${reason}`])].join('\n');
}

function event(visit: CalendarVisit, { protocol, at }: CalendarContext): string {
  const { site, subject, visit: id, name, state, opens, closes } = visit;
  const title = `${site} ${subject}: ${name === null ? id : `${id} ${name}`}`;
  return [
    contentLine('BEGIN', 'VEVENT'),
    contentLine('UID', uidOf(visit, protocol)),
    contentLine('DTSTAMP', instantValue(at)),
    contentLine('DTSTART;VALUE=DATE', dateValue(opens)),
    contentLine('DTEND;VALUE=DATE', dateValue(dayAfter(closes))),
    contentLine('SUMMARY', escapedText(title)),
    contentLine('DESCRIPTION', escapedText(description(visit))),
    contentLine('CATEGORIES', escapedText(state)),
    // A window of weeks does not keep anybody busy.
    contentLine('TRANSP', 'TRANSPARENT'),
    contentLine('END', 'VEVENT'),
  ].join('');
}

function* components(visits: Iterable<CalendarVisit>, context: CalendarContext): Generator<string> {
  yield contentLine('BEGIN', 'VCALENDAR');
  yield contentLine('VERSION', '2.0');
  yield contentLine('PRODID', escapedText(`-//corelab//corelab ${context.version}//EN`));
  for (const visit of visits) yield event(visit, context);
  yield contentLine('END', 'VCALENDAR');
}

/**
 * Visits as an iCalendar file (RFC 5545, UTF-8), piece by piece: one all-day event a visit over the days of its window,
 * the target day in its description. Imported again, an event replaces its former state.
 * With no visits the calendar is empty, which the grammar of RFC 5545 3.6 does not foresee but readers take.
 * @throws RangeError for a date that is none
 */
export function icalendar(visits: Iterable<CalendarVisit>, context: CalendarContext): Generator<string> {
  return inChunks(components(visits, context));
}
