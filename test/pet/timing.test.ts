import { describe, expect, it } from 'vitest';
import { anchorOf, momentOf, timeOfDayDifference } from '../../src/pet/clock.js';
import { ABSENT, NO_CLOCK } from '../../src/pet/stated.js';
import { petTiming } from '../../src/pet/timing.js';
import { clock, injection, petFacts, stated } from './facts.js';

function uptake(...facts: Parameters<typeof petFacts>[0][]): number | undefined {
  const { scanAt, injectedAt } = petTiming(facts.map(petFacts));
  return scanAt === undefined || injectedAt === undefined ? undefined : scanAt - injectedAt;
}

const timeOnly = (time: string) =>
  [injection({ start: NO_CLOCK, startSecond: clock(undefined, time).second })] as const;

describe('petTiming', () => {
  it('counts over midnight by the dates', () => {
    const acquisitionStart = clock(101, '00:20');
    expect(
      uptake({
        acquisitionStart,
        injections: [injection({ start: clock(100, '23:20'), startSecond: ABSENT })],
      }),
    ).toBe(3600);
  });

  it('takes a time without a date that is later than the scan for the day before, and says so', () => {
    const fact = petFacts({ acquisitionStart: clock(101, '00:20'), injections: [...timeOnly('23:20')] });
    expect(petTiming([fact])).toMatchObject({ notes: ['injection-date-assumed'] });
    expect(uptake(fact)).toBe(3600);
  });

  it('takes a time without a date for that of the same day, which is nothing to tell', () => {
    expect(petTiming([petFacts({ injections: [...timeOnly('10:00')] })]).notes).toEqual([]);
    expect(uptake({ injections: [...timeOnly('10:00')] })).toBe(3600);
  });

  it('takes the day of a DateTime without hours, and the time from the other attribute', () => {
    const start = { day: stated(100), second: ABSENT };
    expect(uptake({ injections: [injection({ start })] })).toBe(3600);
  });

  it('cannot use a DateTime that is unreadable, even beside a time', () => {
    const unreadable = { state: 'unreadable' } as const;
    const { problems } = petTiming([
      petFacts({ injections: [injection({ start: { day: unreadable, second: unreadable } })] }),
    ]);
    expect(problems.map(({ code }) => code)).toEqual(['injection-time-missing']);
  });

  it('takes an injection up to 10 minutes after the start of a dynamic scan for what it is', () => {
    const late = (time: string) => ({
      seriesType: stated('DYNAMIC'),
      injections: [injection({ start: clock(100, time), startSecond: ABSENT })],
    });
    expect(uptake(late('11:00:30'))).toBe(-30);
    expect(petTiming([petFacts(late('11:00:30'))]).notes).toEqual(['injected-during-scan']);
    expect(petTiming([petFacts(late('11:10:30'))]).problems.map(({ code }) => code)).toEqual([
      'injection-after-scan',
    ]);
  });

  it('allows rounding to the minute between the two statements of the injection', () => {
    expect(
      uptake({ injections: [injection({ start: clock(100, '10:00:40'), startSecond: stated(36000) })] }),
    ).toBe(3560);
  });

  it('has no injection where instances state two', () => {
    expect(
      uptake({}, { injections: [injection({ start: clock(100, '10:01'), startSecond: ABSENT })] }),
    ).toBeUndefined();
  });

  it('has no start where one instance states no acquisition time', () => {
    const { scanAt, problems } = petTiming([petFacts(), petFacts({ acquisitionStart: NO_CLOCK })]);
    expect(scanAt).toBeUndefined();
    expect(problems.map(({ code }) => code)).toEqual(['acquisition-time-missing']);
  });

  it('works by times of day where the scan has no date, over midnight too', () => {
    const undated = {
      seriesStart: clock(undefined, '23:50'),
      acquisitionStart: clock(undefined, '23:50'),
      injections: [injection({ start: clock(77, '22:50'), startSecond: ABSENT })],
    };
    const later = { ...undated, acquisitionStart: clock(undefined, '00:10') };
    expect(uptake(undated, later)).toBe(3600);
    expect(uptake(later, undated)).toBe(3600);
    expect(petTiming([petFacts(undated)]).notes).toContain('scan-date-assumed');
  });

  it('takes the date of the series where the acquisition has none', () => {
    const given = { seriesStart: clock(100, '11:00'), acquisitionStart: clock(undefined, '11:00') };
    expect(uptake(given)).toBe(3600);
    expect(petTiming([petFacts(given)]).notes).toEqual(['scan-date-assumed']);
  });

  it('says the same when every date is shifted by whole weeks', () => {
    const shifted = petFacts({
      seriesStart: clock(58, '11:00'),
      acquisitionStart: clock(58, '11:00'),
      injections: [injection({ start: clock(58, '10:00') })],
    });
    expect(uptake(shifted)).toBe(uptake({}));
  });
});

describe('momentOf', () => {
  const anchor = { at: 100 * 86400 + 600, dated: true };

  it('has no moment without a time of day', () => {
    expect(momentOf({ day: stated(100), second: ABSENT }, anchor)).toBeUndefined();
  });

  it('takes the nearest such time of day where there is no day', () => {
    expect(momentOf(clock(undefined, '23:50'), anchor)).toEqual({ at: 100 * 86400 - 600, assumed: true });
    expect(momentOf(clock(undefined, '00:20'), anchor)).toEqual({ at: 100 * 86400 + 1200, assumed: true });
  });
});

describe('anchorOf', () => {
  it('is the earliest clock with a day', () => {
    expect(anchorOf([clock(undefined, '01:00'), clock(3, '02:00'), clock(2, '03:00')])).toEqual({
      at: 2 * 86400 + 10800,
      dated: true,
    });
  });

  it('is not there without any time', () => {
    expect(anchorOf([NO_CLOCK])).toBeUndefined();
  });
});

describe('timeOfDayDifference', () => {
  it('goes the short way round midnight', () => {
    expect(timeOfDayDifference(30, 86380)).toBe(50);
    expect(timeOfDayDifference(100, 40)).toBe(60);
  });
});
