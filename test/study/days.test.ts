import { describe, expect, it } from 'vitest';
import { dateOf, dayOf, daysSince, firstDay } from '../../src/study/days.js';

describe('days of studies', () => {
  it('count whole days over month and leap year ends', () => {
    expect(daysSince(dayOf('20240228'), dayOf('20240301'))).toBe(2);
    expect(daysSince(dayOf('20250228'), dayOf('20250301'))).toBe(1);
    expect(daysSince(dayOf('20250301'), dayOf('20250228'))).toBe(-1);
  });

  it('are null where a date is absent or impossible, never 0', () => {
    expect(daysSince(dayOf(''), dayOf('20250101'))).toBeNull();
    expect(daysSince(dayOf('20250101'), dayOf('20250230'))).toBeNull();
  });

  it('begin with the earliest that is known', () => {
    expect(firstDay([undefined, 5, 3, undefined])).toBe(3);
    expect(firstDay([undefined])).toBeUndefined();
    expect(firstDay([])).toBeUndefined();
  });

  it('are written as in a calendar, and read back', () => {
    expect([0, -1, 19_782].map(dateOf)).toEqual(['1970-01-01', '1969-12-31', '2024-02-29']);
    expect(dayOf(dateOf(19_782).replaceAll('-', ''))).toBe(19_782);
  });
});
