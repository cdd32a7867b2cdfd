import { describe, expect, it } from 'vitest';
import { isoDate, isoDateTime } from '../../../src/pipeline/measure-export/iso-date-time.js';

describe('ISO 8601 of DICOM', () => {
  it.each([
    ['20240805120000', '2024-08-05T12:00:00'],
    ['20240805120000.123456+0130', '2024-08-05T12:00:00.123456+01:30'],
    ['20240805120000-0500', '2024-08-05T12:00:00-05:00'],
    ['202408051200', '2024-08-05T12:00'],
    ['2024080512', '2024-08-05T12:00'],
    ['20240805', '2024-08-05'],
    ['202408', '2024-08'],
    ['2024', '2024'],
  ])('writes %s to the precision that is stated', (text, iso) => {
    expect(isoDateTime(text)).toBe(iso);
  });

  it('leaves what is ISO 8601 already', () => {
    expect(isoDateTime('2008-04-11T15:32:15')).toBe('2008-04-11T15:32:15');
    expect(isoDateTime('2008-04-11')).toBe('2008-04-11');
    expect(isoDateTime('2008-04-11T15:32:15.5Z')).toBe('2008-04-11T15:32:15.5Z');
  });

  it.each([undefined, '', 'yesterday', '20241305', '20240230', '2024080525', 'Marigold'])(
    'has none for %s',
    (text) => {
      expect(isoDateTime(text)).toBeNull();
    },
  );

  it('writes dates, and has none for what is no day', () => {
    expect(isoDate('20240229')).toBe('2024-02-29');
    expect(isoDate('20230229')).toBeNull();
    expect(isoDate('')).toBeNull();
  });
});
