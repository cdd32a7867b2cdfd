import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CalendarVisit, icalendar } from '../../src/report/icalendar.js';
import { jsonFromPython } from '../helpers/peers.js';
import { text } from './sample.js';

const CONTEXT = { protocol: 'MG-7', at: new Date('2025-02-03T23:59:58.750Z'), version: '1.2.3' };

const visit = (given: Partial<CalendarVisit> = {}): CalendarVisit => ({
  site: '01',
  subject: '01-0042-K',
  visit: 'W4',
  name: 'Week 4',
  state: 'due',
  opens: '2025-02-25',
  target: '2025-02-28',
  closes: '2025-02-28',
  reason: null,
  ...given,
});

const calendar = (visits: readonly CalendarVisit[], context = CONTEXT): string =>
  text(icalendar(visits, context));

/** The lines of a calendar, put together again as RFC 5545 3.1 says. */
const lines = (visits: readonly CalendarVisit[], context = CONTEXT): string[] =>
  calendar(visits, context).replaceAll('\r\n ', '').split('\r\n').slice(0, -1);

/** The value of the first line of a name, whatever its parameters. */
const contentOf = (all: readonly string[], name: string): string | undefined =>
  all.find((line) => line.startsWith(`${name}:`) || line.startsWith(`${name};`))?.replace(/^[^:]*:/, '');

describe('a calendar', () => {
  it('holds an all-day event over the window of each visit', () => {
    expect(lines([visit()])).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//corelab//corelab 1.2.3//EN',
      'BEGIN:VEVENT',
      expect.stringMatching(/^UID:[0-9a-f]{40}@corelab$/),
      'DTSTAMP:20250203T235958Z',
      'DTSTART;VALUE=DATE:20250225',
      'DTEND;VALUE=DATE:20250301',
      'SUMMARY:01 01-0042-K: W4 Week 4',
      'DESCRIPTION:Target day 2025-02-28\\ndue',
      'CATEGORIES:due',
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
      'END:VCALENDAR',
    ]);
  });

  it('ends the day after the last one, leap days and years considered', () => {
    const end = (closes: string) => contentOf(lines([visit({ closes })]), 'DTEND');
    expect(['2024-02-28', '2023-02-28', '2024-12-31'].map(end)).toEqual(['20240229', '20230301', '20250101']);
  });

  it('says why a visit was missed', () => {
    const given = { state: 'missed', reason: 'scanner down; next week, maybe', name: null };
    const made = lines([visit(given)]);
    expect(contentOf(made, 'DESCRIPTION')).toBe(
      'Target day 2025-02-28\\nmissed\\nReason: scanner down\\; next week\\, maybe',
    );
    expect([contentOf(made, 'SUMMARY'), contentOf(made, 'CATEGORIES')]).toEqual([
      '01 01-0042-K: W4',
      'missed',
    ]);
  });

  it('gives a visit the same UID whatever its state, and no two visits one', () => {
    const uid = (given: Partial<CalendarVisit>, protocol = 'MG-7') =>
      contentOf(lines([visit(given)], { ...CONTEXT, protocol }), 'UID');
    const later = { state: 'missed', reason: 'x', opens: '2025-02-24', site: '02', name: 'Month 1' };
    expect(uid(later)).toBe(uid({}));
    const others = [uid({}), uid({}, 'MG-8'), uid({ subject: '01-0043-K' }), uid({ visit: 'W8' })];
    const shifted = [uid({ subject: 'a', visit: 'bc' }), uid({ subject: 'ab', visit: 'c' })];
    expect(new Set([...others, ...shifted]).size).toBe(6);
  });

  it('has line breaks and control characters in no text', () => {
    const made = lines([visit({ name: 'a\r\nb\rc\nd\u2028e\u0007f\tg\u009bh', site: 'x\\y' })]);
    expect(contentOf(made, 'SUMMARY')).toBe('x\\\\y 01-0042-K: W4 a\\nb\\nc\\nd\\ne f\tg h');
  });

  it('cannot be given a line by a text', () => {
    const made = lines([visit({ name: 'x\r\nEND:VEVENT\nATTACH:file:///etc', reason: '\nUID:1' })]);
    expect(made.filter((line) => /^(?:ATTACH|UID:1|END:VEVENT)/.test(line))).toEqual(['END:VEVENT']);
  });

  it('is refused for a date that is none', () => {
    expect(() => calendar([visit({ closes: 'soon' })])).toThrow(RangeError);
  });

  it('without visits has no event', () => {
    expect(lines([])).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//corelab//corelab 1.2.3//EN',
      'END:VCALENDAR',
    ]);
  });
});

/** Texts in which folding and escaping may go wrong. */
const texts = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 120, size: 'max' }),
  fc.string({
    unit: fc.constantFrom('ä', '長', '😀', ',', ';', '\\', '\n', 'n', ' ', ':'),
    maxLength: 90,
    size: 'max',
  }),
);
const visits = fc.array(
  fc.record({
    site: texts,
    subject: texts,
    visit: texts,
    name: fc.option(texts),
    state: fc.constantFrom('due', 'overdue', 'missed'),
    opens: fc.constant('2025-02-25'),
    target: fc.constant('2025-02-28'),
    closes: fc.constantFrom('2025-02-28', '2025-12-31'),
    reason: fc.option(texts),
  }),
  { maxLength: 4 },
);

describe('any text', () => {
  it('leaves lines of at most 75 octets that are whole UTF-8, ended by CRLF', () => {
    fc.assert(
      fc.property(visits, (made) => {
        const all = calendar(made).split('\r\n');
        expect(all.pop()).toBe('');
        for (const line of all) {
          const bytes = Buffer.from(line);
          expect(bytes.length).toBeLessThanOrEqual(75);
          expect(bytes.toString()).toBe(line);
          expect(line).not.toMatch(/[\r\n]/);
        }
      }),
    );
  });

  it('is read back as it was', () => {
    fc.assert(
      fc.property(visits, (made) => {
        const summaries = lines(made).filter((line) => line.startsWith('SUMMARY:'));
        const read = summaries.map((line) =>
          line.slice(8).replace(/\\([\\;,n])/g, (_, c: string) => (c === 'n' ? '\n' : c)),
        );
        expect(read).toEqual(made.map(title));
      }),
    );
  });
});

/** What the summary of a visit holds once line breaks are all alike and control characters blanks. */
function title({ site, subject, visit: id, name }: CalendarVisit): string {
  const whole = `${site} ${subject}: ${name === null ? id : `${id} ${name}`}`;
  return whole.replace(/\r\n|[\r\u0085\u2028\u2029]/g, '\n').replace(/(?![\t\n])\p{Cc}/gu, ' ');
}

/** Reads calendars, one JSON string a line, and prints of each what its events hold. */
const READER = `
import json, sys
from icalendar import Calendar
for line in sys.stdin:
    events = []
    for e in Calendar.from_ical(json.loads(line)).walk('VEVENT'):
        span = [str(e[k].dt) for k in ('DTSTART', 'DTEND', 'DTSTAMP')]
        events.append([str(e['SUMMARY']), str(e['DESCRIPTION']), *span, [str(c) for c in e['CATEGORIES'].cats]])
    print(json.dumps(events))
`;

/** A Python that has icalendar (`python3-icalendar` of Debian); with CI set there has to be one. */
const python = ['python3', '/usr/bin/python3'].find(
  (one) => spawnSync(one, ['-c', 'import icalendar']).status === 0,
);
const isSkipped = python === undefined && process.env.CI !== 'true';

describe('another reader', () => {
  it.skipIf(isSkipped)('finds what was written (skipped: no python3-icalendar)', () => {
    // No backslash before an n: icalendar 4 takes both for a line break.
    const awkward = ['Ä, long; text \\ with 😀 '.repeat(9), 'a\nb', '長'.repeat(60), 'x:y="z"', 'tab\there'];
    const made = awkward.map((name) => [
      visit({ name, reason: name, state: 'missed' }),
      visit({ visit: 'W8' }),
    ]);
    const input = [...made, []].map((list) => JSON.stringify(calendar(list)));
    const read = jsonFromPython<unknown[]>(python ?? 'python3', ['-c', READER], input);
    const span = ['2025-02-25', '2025-03-01', '2025-02-03 23:59:58+00:00'];
    const expected = awkward.map((name) => [
      [`01 01-0042-K: W4 ${name}`, `Target day 2025-02-28\nmissed\nReason: ${name}`, ...span, ['missed']],
      ['01 01-0042-K: W8 Week 4', 'Target day 2025-02-28\ndue', ...span, ['due']],
    ]);
    expect(read).toEqual([...expected, []]);
  });
});
