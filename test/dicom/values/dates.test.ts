import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  civilFromDays,
  dateTimeToEpochSeconds,
  daysFromCivil,
  parseDate,
  parseDateTime,
  parseTime,
  timeToSeconds,
} from '../../../src/dicom/values/dates.js';

describe('parseDate', () => {
  it('reads yyyymmdd and the ACR-NEMA form', () => {
    expect(parseDate('20240229')).toEqual({ year: 2024, month: 2, day: 29 });
    expect(parseDate('1993.08.22')).toEqual({ year: 1993, month: 8, day: 22 });
  });

  it('takes padding off', () => {
    expect(parseDate('20240229 ')).toEqual({ year: 2024, month: 2, day: 29 });
    expect(parseDate('20240229\0')).toEqual({ year: 2024, month: 2, day: 29 });
  });

  it.each(['20230230', '20230229', '19000229', '20231301', '20230001', '20230100', '20230431'])(
    'refuses %s, no day of the calendar',
    (text) => {
      expect(parseDate(text)).toBeUndefined();
    },
  );

  it.each([
    '',
    '   ',
    '2024',
    '202402',
    '2024-02-29',
    '2024.0229',
    '29.02.2024',
    '20240229-',
    'YYYYMMDD',
    '٢٠٢٤٠٢٢٩',
  ])('refuses %j, no DA value', (text) => {
    expect(parseDate(text)).toBeUndefined();
  });

  it('knows the leap year of 2000', () => {
    expect(parseDate('20000229')).toBeDefined();
  });
});

describe('parseTime', () => {
  it.each([
    ['07', { hour: 7, minute: 0, second: 0, microsecond: 0, precision: 'hour' }],
    ['0709', { hour: 7, minute: 9, second: 0, microsecond: 0, precision: 'minute' }],
    ['070907', { hour: 7, minute: 9, second: 7, microsecond: 0, precision: 'second' }],
    ['070907.0705', { hour: 7, minute: 9, second: 7, microsecond: 70500, precision: 'fraction' }],
    ['070907.000001', { hour: 7, minute: 9, second: 7, microsecond: 1, precision: 'fraction' }],
    ['235960', { hour: 23, minute: 59, second: 60, microsecond: 0, precision: 'second' }],
    ['10:30', { hour: 10, minute: 30, second: 0, microsecond: 0, precision: 'minute' }],
    ['10:30:15.5', { hour: 10, minute: 30, second: 15, microsecond: 500000, precision: 'fraction' }],
  ])('reads %s', (text, time) => {
    expect(parseTime(text)).toEqual(time);
  });

  it('cuts a fraction after the microsecond', () => {
    expect(parseTime('120000.1234569999')?.microsecond).toBe(123456);
  });

  it.each([
    '',
    '7',
    '24',
    '0760',
    '070961',
    '0709075',
    '07:0907',
    '070907.',
    '070907,5',
    '07-08',
    'noon',
    '-1',
  ])('refuses %j', (text) => {
    expect(parseTime(text)).toBeUndefined();
  });

  it('counts seconds from midnight', () => {
    expect(timeToSeconds({ hour: 1, minute: 2, second: 3, microsecond: 250000 })).toBe(3723.25);
  });
});

describe('parseDateTime', () => {
  it.each([
    ['1953', 'year'],
    ['195308', 'month'],
    ['19530827', 'day'],
    ['1953082711', 'hour'],
    ['195308271113', 'minute'],
    ['19530827111300', 'second'],
    ['19530827111300.0', 'fraction'],
  ])('reads %s to the %s', (text, precision) => {
    expect(parseDateTime(text)).toMatchObject({ year: 1953, precision });
  });

  it('reads the offset from UTC at any precision', () => {
    expect(parseDateTime('19530827111300.125-0500')).toEqual({
      ...{ year: 1953, month: 8, day: 27, hour: 11, minute: 13, second: 0, microsecond: 125000 },
      ...{ precision: 'fraction', offsetMinutes: -300 },
    });
    expect(parseDateTime('2024+0530')).toMatchObject({ precision: 'year', offsetMinutes: 330 });
    expect(parseDateTime('20240101-0000')?.offsetMinutes).toBe(0);
  });

  it('states no offset where the value has none', () => {
    expect(parseDateTime('20240101')).not.toHaveProperty('offsetMinutes');
  });

  it.each([
    '',
    '19',
    '19531',
    '19530231',
    '1953082724',
    '1997-1998',
    '20240101+1500',
    '20240101-1300',
    '20240101+0060',
  ])('refuses %j', (text) => {
    expect(parseDateTime(text)).toBeUndefined();
  });
});

describe('daysFromCivil', () => {
  it('counts from 1970-01-01', () => {
    expect(daysFromCivil({ year: 1970, month: 1, day: 1 })).toBe(0);
    expect(daysFromCivil({ year: 1969, month: 12, day: 31 })).toBe(-1);
    expect(daysFromCivil({ year: 2000, month: 3, day: 1 })).toBe(11017);
  });

  it('agrees with the proleptic calendar of the platform on every day of years 0–9999', () => {
    fc.assert(
      fc.property(fc.integer({ min: -719528, max: 2932896 }), (days) => {
        const date = new Date(days * 86_400_000);
        const civil = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
        expect(daysFromCivil(civil)).toBe(days);
        const text = date.toISOString().slice(0, 10).replaceAll('-', '');
        expect(parseDate(text)).toEqual(civil);
      }),
    );
  });
});

describe('dateTimeToEpochSeconds', () => {
  const seconds = (text: string, offset?: number): number | undefined => {
    const value = parseDateTime(text);
    return value && dateTimeToEpochSeconds(value, offset);
  };

  it('applies the stated offset, whatever the default', () => {
    expect(seconds('20240101120000+0200', -300)).toBe(Date.UTC(2024, 0, 1, 10) / 1000);
  });

  it('applies the default where none is stated', () => {
    expect(seconds('20240101120000', -300)).toBe(Date.UTC(2024, 0, 1, 17) / 1000);
    expect(seconds('20240101120000.5')).toBe(Date.UTC(2024, 0, 1, 12) / 1000 + 0.5);
  });

  it('does not depend on the zone of the host', () => {
    const before = process.env.TZ;
    const results = ['America/New_York', 'Asia/Kolkata', 'UTC'].map((zone) => {
      process.env.TZ = zone;
      return seconds('20240701120000');
    });
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
    expect(new Set(results)).toEqual(new Set([Date.UTC(2024, 6, 1, 12) / 1000]));
  });
});

describe('civilFromDays', () => {
  it('gives the days around leap days and centuries', () => {
    expect(civilFromDays(0)).toEqual({ year: 1970, month: 1, day: 1 });
    expect(civilFromDays(11016)).toEqual({ year: 2000, month: 2, day: 29 });
    expect(civilFromDays(47540)).toEqual({ year: 2100, month: 2, day: 28 });
    expect(civilFromDays(47541)).toEqual({ year: 2100, month: 3, day: 1 });
    expect(civilFromDays(-1)).toEqual({ year: 1969, month: 12, day: 31 });
  });

  it('undoes daysFromCivil on every day of years 0–9999', () => {
    for (let days = -719528; days <= 2932896; days++) {
      const civil = civilFromDays(days);
      if (daysFromCivil(civil) !== days || civil.month < 1 || civil.month > 12 || civil.day < 1) {
        expect.fail(`day ${days} became ${JSON.stringify(civil)}`);
      }
    }
  });
});
