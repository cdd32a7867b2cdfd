import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueVisits } from '../../../src/identity/visits/due-visits.js';
import type { SubjectProgress } from '../../../src/identity/visits/visit-plan.js';
import { BASE, PLAIN, SCREENED, schedules, visit } from './schedule.js';

const subject = (given: Partial<SubjectProgress> = {}): SubjectProgress => ({
  subject: 'S1',
  site: '01',
  baselineDay: BASE,
  done: ['BL'],
  excused: {},
  ...given,
});

/** What is due so many days after the baseline: `W4 due`. */
const on = (offset: number, given: Partial<SubjectProgress> = {}) =>
  dueVisits(PLAIN, [subject(given)], BASE + offset).map(({ visit: id, state }) => `${id} ${state}`);

describe('a visit', () => {
  it('is due from the day its window opens, overdue after its target day, missed after it closes', () => {
    expect([24, 25, 28, 29, 31, 32].map((day) => on(day))).toEqual([
      [],
      ['W4 due'],
      ['W4 due'],
      ['W4 overdue'],
      ['W4 overdue'],
      ['W4 missed'],
    ]);
  });

  it('is not due when a study has it, nor is the baseline', () => {
    expect(on(60, { done: ['BL', 'W4', 'W8'] })).toEqual([]);
    expect(on(60, { done: [] })).toEqual(['W4 missed', 'W8 overdue']);
  });

  it('is not due while the baseline is not known', () => {
    expect(on(60, { baselineDay: undefined })).toEqual([]);
  });

  it('has its days, its name and the reason why it was missed', () => {
    const schedule = [visit('BL', 0), { ...visit('W4', 28, [3, 5]), name: 'Week 4' }, visit('W8', 56)];
    const excused = { W4: 'scanner down' };
    expect(dueVisits(schedule, [subject({ excused })], BASE + 57)).toEqual([
      {
        site: '01',
        subject: 'S1',
        visit: 'W4',
        name: 'Week 4',
        state: 'missed',
        opensDay: BASE + 25,
        targetDay: BASE + 28,
        closesDay: BASE + 33,
        reason: 'scanner down',
      },
      expect.objectContaining({ visit: 'W8', name: null, reason: null }),
    ]);
  });

  it('named like a property of every object has no reason that nobody gave', () => {
    const schedule = [visit('BL', 0), visit('constructor', 1)];
    expect(dueVisits(schedule, [subject()], BASE + 1)[0]?.reason).toBeNull();
  });

  it('before the baseline that never was is missed', () => {
    expect(dueVisits(SCREENED, [subject()], BASE).map(({ visit: id, state }) => [id, state])).toEqual([
      ['SCR', 'missed'],
    ]);
  });
});

describe('the list', () => {
  it('is by site, the worst state, target day and subject', () => {
    const subjects = [
      subject({ subject: 'S9', site: '02', baselineDay: BASE - 60 }),
      subject({ subject: 'S4', baselineDay: BASE }),
      subject({ subject: 'S3', baselineDay: BASE }),
      subject({ subject: 'S2', baselineDay: BASE - 2 }),
      subject({ subject: 'S1', baselineDay: BASE - 60 }),
    ];
    const list = dueVisits(PLAIN, subjects, BASE + 27);
    expect(list.map((due) => `${due.site} ${due.state} ${due.subject} ${due.visit}`)).toEqual([
      '01 missed S1 W4',
      '01 missed S1 W8',
      '01 overdue S1 W12',
      '01 overdue S2 W4',
      '01 due S3 W4',
      '01 due S4 W4',
      '02 missed S9 W4',
      '02 missed S9 W8',
      '02 overdue S9 W12',
    ]);
  });

  it('is the same whatever order the subjects come in, and loses no visit with time', () => {
    const subjects = fc.uniqueArray(
      fc.record({ site: fc.constantFrom('01', '02'), subject: fc.constantFrom('A', 'B', 'C', 'D') }),
      { selector: (one) => one.subject },
    );
    fc.assert(
      fc.property(schedules, subjects, fc.nat(120), (schedule, made, day) => {
        const progress = made.map((one, i) => subject({ ...one, baselineDay: BASE + i }));
        const list = dueVisits(schedule, progress, BASE + day);
        expect(dueVisits(schedule, progress.toReversed(), BASE + day)).toEqual(list);
        expect(dueVisits(schedule, progress, BASE + day + 1).length).toBeGreaterThanOrEqual(list.length);
      }),
    );
  });
});
