import { describe, expect, it } from 'vitest';
import {
  acrossMidnight,
  between,
  secondsOfTime,
  startsOf,
} from '../../../../src/rules/protocol/derived/clock.js';
import { endOf, startOf } from '../../../../src/rules/protocol/derived/time.js';
import { type Given, image, slices, time, volumes } from '../../../study/build.js';
import { type Held, reading, valueFor, viewOf } from './view.js';

const ten = 36_000;
const unstated = 'unknown: the headers do not state how long the acquisition took';

describe('times of day', () => {
  it('goes the shorter way round the clock', () => {
    expect(between(86_390, 10)).toBe(20);
    expect(between(10, 86_390)).toBe(-20);
    expect(between(0, 43_200)).toBe(43_200);
    expect(between(100, 100)).toBe(0);
  });

  it('puts times after midnight behind those before', () => {
    expect(acrossMidnight([86_399, 1])).toEqual([86_399, 86_401]);
    expect(acrossMidnight([1, 40_000])).toEqual([1, 40_000]);
    expect(acrossMidnight([])).toEqual([]);
  });

  it('reads TM values', () => {
    expect(secondsOfTime('010203.5')).toBe(3723.5);
    expect(secondsOfTime('noon')).toBeUndefined();
    expect(secondsOfTime(undefined)).toBeUndefined();
  });
});

describe('the start of a series', () => {
  it('is the earliest time of acquisition', () => {
    const view = viewOf([12, 10, 11].map((minute) => image({ AcquisitionTime: `10${minute}00` })));
    expect(startOf(view)).toBe(ten + 600);
    expect(valueFor('startTime', view)).toBe('10:10:00');
    expect(startsOf(view).map(({ seconds, instances }) => [seconds, instances])).toEqual([
      [ten + 600, [1]],
      [ten + 660, [2]],
      [ten + 720, [0]],
    ]);
  });

  it('is not known where one image states no time: it may have been the first', () => {
    const view = viewOf([image({ AcquisitionTime: '101000' }), image({ AcquisitionTime: undefined })]);
    expect(startOf(view)).toBeUndefined();
  });

  it('lies before midnight where the series ran over it', () => {
    const view = viewOf([image({ AcquisitionTime: '000010' }), image({ AcquisitionTime: '235950' })]);
    expect(startOf(view)).toBe(86_390);
    expect(valueFor('startTime', view)).toBe('23:59:50');
  });

  it('is told to the second', () => {
    expect(valueFor('startTime', viewOf([image({ AcquisitionTime: '090807.99' })]))).toBe('09:08:07');
  });

  it('is never taken from Content Time or Series Time', () => {
    const view = viewOf([image({ ContentTime: '101010', SeriesTime: '101010' })]);
    expect(startOf(view)).toBeUndefined();
    expect(valueFor('startTime', view)).toBe('absent');
  });

  const flat: Given = { Rows: undefined, ImagePositionPatient: undefined };

  it.for<[Readonly<Record<string, ReturnType<typeof reading>>>, number | undefined]>([
    [{ AcquisitionDateTime: reading('20200102101500') }, ten + 900],
    [{ AcquisitionTime: reading('101600') }, ten + 960],
    [{ AcquisitionTime: reading('noon'), AcquisitionDateTime: reading('20200102101500') }, ten + 900],
    [{ AcquisitionDateTime: reading('20200102') }, undefined],
    [{ AcquisitionDateTime: reading('yesterday') }, undefined],
  ])('where frames state none comes from %j', ([held, seconds]) => {
    expect(startOf(viewOf([image(flat)], { held: () => held }))).toBe(seconds);
  });
});

describe('the duration of a series', () => {
  const dynamic = (starts: readonly number[], own: Given = {}): Given[] =>
    volumes(starts.length, (volume) => ({
      TemporalPositionIdentifier: volume + 1,
      AcquisitionTime: time(starts[volume] ?? 0),
      ...own,
    }));

  it('of several volumes goes from the first start to the last and one interval on', () => {
    const view = viewOf(dynamic([ten, ten + 15, ten + 30, ten + 45]));
    expect(valueFor('duration', view)).toBe(60);
    expect(endOf(view)).toBe(ten + 60);
  });

  it('believes what was measured before what was planned', () => {
    const view = viewOf(dynamic([ten, ten + 15], { AcquisitionDuration: 300 }));
    expect(valueFor('duration', view)).toBe(30);
  });

  it('goes past midnight', () => {
    const view = viewOf(dynamic([86_380, 86_390, 0, 10]));
    expect(valueFor('duration', view)).toBe(40);
    expect(endOf(view)).toBe(86_420);
  });

  const single = (held: ReturnType<Held>): unknown =>
    valueFor('duration', viewOf(slices({ count: 3 }, { AcquisitionTime: '100000' }), { held: () => held }));

  it.for<[ReturnType<Held>, unknown]>([
    [{ AcquisitionDuration: reading(127.955) }, 127.955],
    [{ 'GEMS_ACQU_01/19/5a': reading(136050000) }, 136.05],
    [{ 'Philips MR Imaging DD 001/2005/33': reading(259.99987) }, 260],
    [{ 'phoenix.lTotalScanTimeSec': reading(312) }, 312],
    [{ AcquisitionDuration: reading(0) }, unstated],
    [{}, unstated],
  ])('of a single volume is what the header states: %j', ([held, expected]) => {
    expect(single(held)).toBe(expected);
  });

  it('of several volumes is not what was planned: the scan may have been stopped', () => {
    const held = (): ReturnType<Held> => ({
      'phoenix.lTotalScanTimeSec': reading(312),
      'GEMS_ACQU_01/19/5a': reading(3e8),
    });
    expect(valueFor('duration', viewOf(dynamic([ten, ten]), { held }))).toBe(unstated);
    const stated = (): ReturnType<Held> => ({ AcquisitionDuration: reading(290) });
    expect(valueFor('duration', viewOf(dynamic([ten, ten]), { held: stated }))).toBe(290);
  });

  it('is not known where only some instances state it', () => {
    const view = viewOf(slices({ count: 3 }), {
      held: (instance): ReturnType<Held> => (instance === 0 ? { AcquisitionDuration: reading(100) } : {}),
    });
    expect(valueFor('duration', view)).toBe(unstated);
  });

  it('is the longest where instances differ', () => {
    const view = viewOf(slices({ count: 3 }), {
      held: (instance) => ({ AcquisitionDuration: reading(100 + instance) }),
    });
    expect(valueFor('duration', view)).toBe(102);
  });

  it('has no end without a start, nor without a duration', () => {
    expect(endOf(viewOf([image()], { held: () => ({ AcquisitionDuration: reading(100) }) }))).toBeUndefined();
    expect(endOf(viewOf([image({ AcquisitionTime: '100000' })]))).toBeUndefined();
  });

  describe('of PET', () => {
    const bed = (start: number, ActualFrameDuration?: number): Given =>
      image({
        ...{ Modality: 'PT', AcquisitionTime: time(start), ImagePositionPatient: [-64, -64, start - ten] },
        ...(ActualFrameDuration !== undefined && { ActualFrameDuration }),
      });

    it('ends with the last frame', () => {
      const view = viewOf([bed(ten + 180, 180_000), bed(ten, 180_000), bed(ten + 360, 120_000)]);
      expect(valueFor('duration', view)).toBe(480);
      expect(endOf(view)).toBe(ten + 480);
    });

    it('reads the duration of enhanced frames', () => {
      const held = (): ReturnType<Held> => ({ FrameAcquisitionDuration: reading(60_000) });
      expect(valueFor('duration', viewOf([bed(ten)], { held }))).toBe(60);
    });

    it('is not known where a frame states none, nor where an instance states several', () => {
      expect(valueFor('duration', viewOf([bed(ten, 180_000), bed(ten + 180)]))).toBe(unstated);
      const held = (): ReturnType<Held> => ({ ActualFrameDuration: [reading(60_000), reading(300_000)] });
      expect(valueFor('duration', viewOf([bed(ten)], { held }))).toBe(unstated);
    });

    it('is not known without a start', () => {
      const view = viewOf([image({ Modality: 'PT', ActualFrameDuration: 1000 })]);
      expect(valueFor('duration', view)).toBe(unstated);
    });

    it('does not read frame durations of MR', () => {
      const view = viewOf([image({ AcquisitionTime: '100000', ActualFrameDuration: 1000 })]);
      expect(valueFor('duration', view)).toBe(unstated);
    });
  });
});
