import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateTimeToEpochSeconds, daysFromCivil, parseDateTime } from '../../../../src/dicom/values/dates.js';
import { movedDate, movedDateTime, zoneMinutes } from '../../../../src/identity/insertion/blinding/days.js';

const study = { day: daysFromCivil({ year: 2024, month: 2, day: 29 }), zoneMinutes: undefined };

describe('movedDate', () => {
  it.each([
    ['20240229', '19000101'],
    ['20240301', '19000102'],
    ['20240222', '18991225'],
    ['20240221', '19000101'],
    ['20230229', '19000101'],
    ['rubbish', '19000101'],
  ])('moves %s to %s', (date, moved) => {
    expect(movedDate(date, study)).toBe(moved);
  });
});

describe('movedDateTime', () => {
  it.each([
    ['20240229', '19000101'],
    ['2024022907', '1900010107'],
    ['202402290730', '190001010730'],
    ['20240229073059.5', '19000101073059.5'],
    ['20240229235960', '19000101235960'],
    ['20240301000000+0100', '19000102000000'],
    ['2024', undefined],
    ['202402', undefined],
    ['20240308', undefined],
    ['2024022925', undefined],
  ])('moves %s to %s', (moment, moved) => {
    expect(movedDateTime(moment, study)).toBe(moved);
  });

  it("tells moments by the file's own offset from UTC", () => {
    const inBerlin = { ...study, zoneMinutes: 60 };
    expect(movedDateTime('20240229233000.25+0000', inBerlin)).toBe('19000102003000.25');
    expect(movedDateTime('20240229003000+0530', inBerlin)).toBe('18991231200000');
    expect(movedDateTime('20240229120000', inBerlin)).toBe('19000101120000');
  });

  it('keeps the interval between any two moments of a study', () => {
    const minutes = fc.integer({ min: 0, max: 3 * 1440 - 1 });
    const textOf = (offset: number): string => {
      const date = new Date(study.day * 86_400_000 + offset * 60_000);
      return date.toISOString().replace(/\D/g, '').slice(0, 14);
    };
    const seconds = (text: string | undefined): number => {
      const moment = parseDateTime(text ?? '');
      return moment ? dateTimeToEpochSeconds(moment) : Number.NaN;
    };
    fc.assert(
      fc.property(minutes, minutes, (a, b) => {
        const [first, second] = [a, b].map((offset) => movedDateTime(textOf(offset), study));
        expect(seconds(second) - seconds(first)).toBe((b - a) * 60);
      }),
    );
  });
});

describe('zoneMinutes', () => {
  it.each([
    ['+0130', 90],
    ['-0500', -300],
    ['', undefined],
    ['CET', undefined],
  ])('reads %j as %s', (text, minutes) => {
    expect(zoneMinutes(text)).toBe(minutes);
  });
});
