import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilFromDays, daysFromCivil, parseDate } from '../../../../src/dicom/values/dates.js';
import { isPlaceholderDate } from '../../../../src/rules/deid/dates/placeholder-dates.js';
import { shiftDate, shiftDateTime } from '../../../../src/rules/deid/dates/shift-date.js';

const da = (day: number): string => {
  const { year, month, day: dayOfMonth } = civilFromDays(day);
  return `${year}`.padStart(4, '0') + `${month}`.padStart(2, '0') + `${dayOfMonth}`.padStart(2, '0');
};
const FIRST = daysFromCivil({ year: 1, month: 1, day: 1 });
const LAST = daysFromCivil({ year: 9999, month: 12, day: 31 });

describe('shiftDate', () => {
  it.each<[string, string, number, string]>([
    ['a day', '20200310', -7, '20200303'],
    ['over the end of a leap February', '20200301', -1, '20200229'],
    ['over the end of any other', '20210301', -1, '20210228'],
    ['over a century that is no leap year', '21000301', -1, '21000228'],
    ['over the end of a year', '20200103', -7, '20191227'],
    ['into the future', '20191231', 1, '20200101'],
    ['the ACR-NEMA form', '2020.03.10', -14, '2020.02.25'],
    ['padding', '20200310 ', -7, '20200303'],
    ['a range', '20200201-20200310', -7, '20200125-20200303'],
    ['a range without an end', '20200310-', -7, '20200303-'],
    ['a range without a beginning', '-20200310', -7, '-20200303'],
  ])('moves %s', (_, text, days, expected) => {
    expect(shiftDate(text, days)).toBe(expected);
  });

  it.each([
    ...['', ' ', '202003', '2020', '20230230', '20201301', '20200100', '2020031', '202003100', '2020-03-10'],
    ...['2020.0310', 'ABCDEFGH', '00000000', '20200310\\20200311', '-', '20200310-2020', '20200310--'],
  ])('gives nothing for %j, which is no date', (text) => {
    expect(shiftDate(text, -7)).toBeUndefined();
  });

  it.each(['00010101', '11111111', '18000101', '18991230', '19000101', '19700101', '19800101', '99991231'])(
    'gives nothing for %s, which would tell the shift',
    (text) => {
      expect(shiftDate(text, -7)).toBeUndefined();
      expect(shiftDateTime(text, -7)).toBeUndefined();
      expect(shiftDateTime(`${text}120000.5`, -7)).toBeUndefined();
      expect(shiftDate(`20200101-${text}`, -7)).toBeUndefined();
    },
  );

  it('moves a New Year on which studies were made', () => {
    expect(shiftDate('20000101', -7)).toBe('19991225');
  });

  it('gives nothing where a year would not have four digits', () => {
    expect(shiftDate('00010105', -7)).toBeUndefined();
    expect(shiftDate('99991230', 7)).toBeUndefined();
  });

  it('moves by whole days only', () => {
    expect(() => shiftDate('20200310', 0.5)).toThrow(RangeError);
  });

  it('keeps intervals, and is undone by the opposite shift', () => {
    const day = fc.integer({ min: FIRST + 40000, max: LAST - 40000 }).map(da);
    fc.assert(
      fc.property(day, day, fc.integer({ min: -30000, max: 30000 }), (a, b, shift) => {
        fc.pre(!isPlaceholderDate(a) && !isPlaceholderDate(b));
        const [one, two] = [a, b].map((text) => shiftDate(text, shift) ?? '');
        const days = (text: string): number => daysFromCivil(parseDate(text)!);
        expect(days(one!) - days(two!)).toBe(days(a) - days(b));
        if (!isPlaceholderDate(one!)) expect(shiftDate(one!, -shift)).toBe(a);
      }),
    );
  });

  it('never throws, and gives a date or nothing, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const moved = shiftDate(text, -7);
        if (moved !== undefined) expect(moved).toMatch(/^[\d.-]+$/);
      }),
    );
  });
});

describe('shiftDateTime', () => {
  it.each<[string, string, string]>([
    ['to the day', '20200310', '20200303'],
    ['to the hour', '2020031023', '2020030323'],
    ['to the minute', '202003102359', '202003032359'],
    ['to the leap second', '20161231235960', '20161224235960'],
    ['with a fraction', '20200310235959.1', '20200303235959.1'],
    ['with the whole fraction', '20200310235959.123456', '20200303235959.123456'],
    ['with an offset', '20200310235959.120+0530', '20200303235959.120+0530'],
    ['with an offset, to the hour', '2020031023-0800', '2020030323-0800'],
    ['to the year', '2020', '2019'],
    ['to the month', '202003', '202002'],
    ['to the year, with an offset', '2020-0500', '2019-0500'],
    ['to the month, with an offset', '202003+0100', '202002+0100'],
    ['as a range', '20200310120000-20200311', '20200303120000-20200304'],
    ['as a range of offsets', '20200310+0100-20200311+0100', '20200303+0100-20200304+0100'],
  ])('moves a moment %s', (_, text, expected) => {
    expect(shiftDateTime(text, -7)).toBe(expected);
  });

  it.each([
    '',
    '20230230',
    '2020031',
    '2020031025',
    '20200310120000+2500',
    '2020-03-10',
    '20200310T10',
    '1900',
  ])('gives nothing for %j', (text) => {
    expect(shiftDateTime(text, -7)).toBeUndefined();
  });

  it('keeps everything after the day as it is written', () => {
    const two = (max: number) => fc.integer({ min: 0, max }).map((part) => `${part}`.padStart(2, '0'));
    const tail = fc
      .tuple(
        two(23),
        two(59),
        two(59),
        fc.stringMatching(/^(\.\d{1,6})?$/),
        fc.constantFrom('', '+0100', '-0330'),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.integer({ min: 12000, max: 20000 }).map(da), tail, (day, rest) => {
        expect(shiftDateTime(day + rest, -364)).toBe(`${shiftDate(day, -364)}${rest}`);
      }),
    );
  });
});

describe('the host', () => {
  it.each(['America/New_York', 'Pacific/Apia', 'Asia/Kolkata'])('plays no part in %s', (zone) => {
    const before = process.env.TZ;
    process.env.TZ = zone;
    try {
      expect(new Date(2020, 0, 1).getTimezoneOffset()).not.toBe(0);
      // Days that begin or end summer time there, or never were.
      for (const day of ['20200308', '20201101', '20111230', '20110403']) {
        expect(shiftDate(day, -7)).toBe(da(daysFromCivil(parseDate(day)!) - 7));
        expect(shiftDateTime(`${day}023000`, -7)?.slice(8)).toBe('023000');
      }
    } finally {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    }
  });
});
