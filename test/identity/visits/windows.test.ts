import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestVisit, timingOf, visitAt, windowOf } from '../../../src/identity/visits/windows.js';
import { PLAIN, SCREENED, schedules, visit } from './schedule.js';

const idAt = (offset: number) => visitAt(SCREENED, offset)?.id;
const nearestTo = (offset: number, schedule = PLAIN) => {
  const found = nearestVisit(schedule, offset);
  return typeof found === 'object' ? found.id : found;
};

describe('a window', () => {
  it('holds its first and its last day, and none beside them', () => {
    expect([24, 25, 28, 31, 32].map(idAt)).toEqual([undefined, 'W4', 'W4', 'W4', undefined]);
    expect([-29, -28, -1, 0, 1].map(idAt)).toEqual([undefined, 'SCR', 'SCR', 'BL', undefined]);
  });

  it('tells early from late', () => {
    const week4 = visit('W4', 28, [3, 5]);
    expect(windowOf(week4)).toEqual({ opens: 25, closes: 33 });
    expect([24, 25, 33, 34].map((day) => timingOf(week4, day))).toEqual([
      'early',
      'in-window',
      'in-window',
      'late',
    ]);
  });

  it('has each day once where windows do not overlap', () => {
    fc.assert(
      fc.property(schedules, fc.integer({ min: -60, max: 130 }), (schedule, day) => {
        const holding = schedule.filter((one) => timingOf(one, day) === 'in-window');
        expect(holding.length).toBeLessThanOrEqual(1);
        expect(visitAt(schedule, day)).toBe(holding[0]);
        if (holding.length === 0) {
          const nearest = nearestVisit(schedule, day);
          expect(nearest === undefined || nearest === 'tie' || schedule.includes(nearest)).toBe(true);
        }
      }),
    );
  });

  it('is that of the baseline on the baseline day', () => {
    expect(visitAt([visit('X', 0, [1, 1]), visit('BL', 0)], 0)?.id).toBe('BL');
  });

  it('cannot be found in a schedule without a baseline', () => {
    expect(() => visitAt([visit('W4', 28)], 0)).toThrow(
      expect.objectContaining({ code: 'schedule-without-baseline' }),
    );
  });
});

describe('the visit nearest to a day outside all windows', () => {
  it('reaches three days where the window is narrower, and as many as the window has where it is wider', () => {
    expect([21, 22, 24, 32, 34, 35].map((day) => nearestTo(day))).toEqual([
      undefined,
      'W4',
      'W4',
      'W4',
      'W4',
      undefined,
    ]);
    expect([41, 42, 64].map((day) => nearestTo(day))).toEqual([undefined, 'W8', 'W8']);
  });

  it('goes by the window on the side where the day is', () => {
    const lopsided = [visit('BL', 0), visit('W10', 70, [1, 10])];
    expect([65, 66].map((day) => nearestTo(day, lopsided))).toEqual([undefined, 'W10']);
    expect([90, 91].map((day) => nearestTo(day, lopsided))).toEqual(['W10', undefined]);
  });

  it('is nobody’s when two are equally near, and none when both are out of reach', () => {
    const near = [visit('BL', 0), visit('A', 10), visit('B', 14)];
    expect(nearestTo(12, near)).toBe('tie');
    expect(nearestTo(13, near)).toBe('B');
    const far = [visit('BL', 0), visit('A', 10), visit('B', 20)];
    expect(nearestTo(15, far)).toBeUndefined();
  });

  it('is not a wider window further away', () => {
    const schedule = [visit('BL', 0), visit('A', 10), visit('B', 35, [15, 15])];
    expect(nearestTo(14, schedule)).toBeUndefined();
  });
});
