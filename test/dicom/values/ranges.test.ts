import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDate, parseDateTime, parseTime } from '../../../src/dicom/values/dates.js';
import { parseRange } from '../../../src/dicom/values/ranges.js';

describe('parseRange', () => {
  it('recognises a range, open or closed, of dates and times', () => {
    expect(parseRange('20240101-20240131', parseDate)).toEqual({ from: '20240101', to: '20240131' });
    expect(parseRange('20240101-', parseDate)).toEqual({ from: '20240101' });
    expect(parseRange('-20240131 ', parseDate)).toEqual({ to: '20240131' });
    expect(parseRange('1000-1200', parseTime)).toEqual({ from: '1000', to: '1200' });
  });

  it('tells a range of years from an offset from UTC', () => {
    expect(parseRange('20240101-0500', parseDateTime)).toBeUndefined();
    expect(parseRange('1997-1998', parseDateTime)).toEqual({ from: '1997', to: '1998' });
    expect(parseRange('20240101-0500-20240102-0500', parseDateTime)).toEqual({
      from: '20240101-0500',
      to: '20240102-0500',
    });
    expect(parseRange('20240101-0500-', parseDateTime)).toEqual({ from: '20240101-0500' });
  });

  it('refuses single values and what is no range', () => {
    for (const text of ['20240101', '-', '', '2024-02-29', '20240101-20240230', 'a-b'])
      expect(parseRange(text, parseDate)).toBeUndefined();
  });

  it('never takes a range for a value', () => {
    const text = fc.string({ unit: fc.constantFrom(...'0123456789-.:+ ') });
    fc.assert(
      fc.property(text, (value) => {
        if (parseRange(value, parseDateTime)) expect(parseDateTime(value)).toBeUndefined();
      }),
    );
  });
});
