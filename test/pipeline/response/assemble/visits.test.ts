import { describe, expect, it } from 'vitest';
import { assembled, blockersOf, codesOf, courseOf, fact, line, row } from './rows.js';

const W8 = row({ visit: 'W8' });
const names = (...given: Parameters<typeof courseOf>) =>
  courseOf(...given).visits.map(({ name, day }) => [name, day]);
const dated = (visit: string | null, date: string | null, more = {}) =>
  row({ visit, date, day: null, ...more });

describe('The order of visits', () => {
  it('is by date, with days since baseline', () => {
    const rows = [dated('W8', '2024-02-26'), dated('BL', '2024-01-01')];
    expect(names(rows)).toEqual([
      ['BL', 0],
      ['W8', 56],
    ]);
    expect([...assembled(rows).dates]).toEqual([
      ['["S-01","BL"]', '2024-01-01'],
      ['["S-01","W8"]', '2024-02-26'],
    ]);
  });

  it('is by day where a visit has no date, over the missing day 0 of SDTM', () => {
    const rows = [row({ visit: 'W8', day: 57, date: '2024-02-26' }), row({ day: -5 })];
    expect(names(rows)).toEqual([
      ['BL', 0],
      ['W8', 61],
    ]);
    expect(names([...rows, row({ visit: 'X', day: 0 })])).toEqual([
      ['BL', 0],
      ['X', 5],
      ['W8', 62],
    ]);
  });

  it('is by number where there is neither', () => {
    const rows = [dated('W8', null, { visitNumber: 2 }), dated('BL', null, { visitNumber: 1 })];
    expect(names(rows)).toEqual([
      ['BL', null],
      ['W8', null],
    ]);
    expect(codesOf(rows)).toEqual([]);
  });

  it('is not known without something that all visits have, and blocks', () => {
    const rows = [dated('BL', '2024-01-01'), dated('W8', null)];
    expect(codesOf(rows)).toEqual(['visits-unordered']);
    expect(blockersOf(rows)).toEqual(['no date of W8, and no day or number that all visits have']);
    expect(codesOf(rows, [line({ visit: 'W8', date: '2024-02-26' })])).toEqual([]);
  });

  it('that is not known is told once: no visit is said to be out of it, or before baseline', () => {
    const late = [dated('W24', '2024-06-26'), dated('W8', '2024-03-06')];
    const rows = [dated('BL', '2024-01-01'), dated('AA', null), ...late];
    expect(codesOf(rows)).toEqual(['visits-unordered']);
    const stated = [dated('AA', null), dated('BL', '2024-01-01', { isBaseline: true }), ...late];
    expect(codesOf(stated)).toEqual(['visits-unordered']);
    expect(codesOf(stated, [line({ visit: 'AA' })])).toEqual(['visits-unordered']);
    expect(names(stated).map(([name]) => name)).toEqual(['BL', 'AA', 'W24', 'W8']);
  });

  it('is not known of two visits of one day, unless they are numbered', () => {
    const rows = (a: number | null, b: number | null) => [
      dated('A', '2024-01-01', { visitNumber: a }),
      dated('B', '2024-01-01', { visitNumber: b }),
    ];
    expect(codesOf(rows(null, null))).toEqual(['visits-unordered']);
    expect(codesOf(rows(2, 1))).toEqual([]);
    expect(names(rows(2, 1))).toEqual([
      ['B', 0],
      ['A', 0],
    ]);
  });

  it.each([{ visitNumber: 1 }, { day: -3 }])('is refused where %j contradicts the dates', (more) => {
    const rows = [
      dated('BL', '2024-01-01', { visitNumber: 2, day: 0 }),
      dated('W8', '2024-02-26', { visitNumber: 3, day: 5, ...more }),
    ];
    expect(codesOf(rows)).toEqual(['visits-out-of-order']);
    expect(blockersOf(rows)).toHaveLength(1);
  });
});

describe('A visit', () => {
  it('of several days is of the first, up to 28 days apart', () => {
    const rows = (last: string) => [dated('BL', '2024-01-01'), dated('BL', last, { label: 'L2' })];
    expect(codesOf(rows('2024-01-29'))).toEqual([]);
    expect(assembled(rows('2024-01-29')).dates.get('["S-01","BL"]')).toBe('2024-01-01');
    expect(codesOf(rows('2024-01-30'))).toEqual(['visit-ambiguous']);
    expect(blockersOf(rows('2024-01-30'))[0]).not.toMatch(/2024/);
  });

  it.each([
    [[row({ visitNumber: 1 }), row({ label: 'L2', visitNumber: 2 })]],
    [[dated('BL', '2024-02-30')]],
    [[row({ visit: 'bl', day: 0, visitNumber: 1 }), row({ visitNumber: 2, label: 'L2' })]],
    [[row({ studyUID: '1.2' }), row({ visit: 'W8', studyUID: '1.2' })]],
  ])('that is not one is told, and blocks: %#', (rows) => {
    expect(codesOf(rows)).toEqual(['visit-ambiguous']);
    expect(blockersOf(rows)).toHaveLength(1);
  });

  it('without a name is named by a line of its study, else called by its day, never by its date', () => {
    const rows = [
      dated(null, '2024-01-01', { studyUID: '1.2' }),
      dated(null, '2024-02-26', { studyUID: '1.3' }),
    ];
    expect(names(rows)).toEqual([
      ['day 0', 0],
      ['day 56', 56],
    ]);
    expect(names(rows, [line({ visit: 'W8', studyUID: '1.3' })])).toEqual([
      ['day 0', 0],
      ['W8', 56],
    ]);
    expect(names([...rows, fact({ visit: 'W8', studyUID: '1.3' })])).toEqual([
      ['day 0', 0],
      ['W8', 56],
    ]);
  });

  it('is found by its date or day where a row says no more', () => {
    const rows = [dated('BL', '2024-01-01'), dated(null, '2024-01-01', { label: 'L2' })];
    expect(courseOf(rows).lesions.map(({ readings }) => readings[0]?.visit)).toEqual([0, 0]);
    expect(names([row(), row({ visit: null, day: 0, label: 'L2' })])).toEqual([['BL', 0]]);
  });

  it('that a row could be of twice, or that it does not name, blocks that reader', () => {
    const twins = [
      dated('A', '2024-01-01', { visitNumber: 1 }),
      dated('B', '2024-01-01', { visitNumber: 2 }),
      dated(null, '2024-01-01', { label: 'N', role: 'new' }),
    ];
    expect(codesOf(twins)).toEqual(['visit-missing']);
    const rows = [row(), row({ visit: null, label: 'N', role: 'new' }), row({ reader: 'R2' })];
    const { courses, problems } = assembled(rows);
    expect(problems.map(({ code, reader }) => [code, reader])).toEqual([['visit-missing', 'R1']]);
    expect(courses.map(({ blockers }) => blockers.length)).toEqual([1, 0]);
  });

  it('of another reader is not assessed by this one', () => {
    const { courses } = assembled([row(), W8, row({ reader: 'R2' })]);
    expect(courses[1]?.visits[1]).toEqual({
      name: 'W8',
      day: 56,
      isAssessed: false,
      why: 'not read by this reader',
    });
  });

  it('that was missed is not assessed, with its reason', () => {
    const missed = line({ visit: 'W8', kind: 'missed', day: 56, why: 'scanner down' });
    expect(courseOf([row()], [missed]).visits[1]).toMatchObject({ isAssessed: false, why: 'scanner down' });
    expect(codesOf([row()], [missed])).toEqual([]);
    expect(codesOf([row(), W8], [missed])).toEqual(['state-conflict']);
    expect(blockersOf([row(), W8], [missed])).toHaveLength(1);
  });

  it('has what lines say of new lesions and markers, which shows that somebody looked', () => {
    const looked = line({ visit: 'W8', day: 56, newLesions: 'none', marker: 'normal' });
    const visit = { name: 'W8', day: 56, isAssessed: true, newLesions: 'none', marker: 'normal' };
    expect(courseOf([row()], [looked]).visits[1]).toEqual(visit);
    const other = line({ visit: 'W8', reader: 'R1', newLesions: 'present' });
    expect(codesOf([row()], [looked, other])).toEqual(['facts-conflict']);
    const not = line({ visit: 'W8', day: 56, newLesions: 'not-evaluated' });
    expect(courseOf([row()], [not]).visits[1]?.isAssessed).toBe(false);
  });
});

describe('Baseline', () => {
  it('is the visit that is stated; what lies before is left out, and told', () => {
    const rows = [row({ visit: 'SCR', day: -20 }), row({ isBaseline: true }), W8];
    const { courses, problems, used } = assembled(rows);
    expect(courses[0]?.visits.map(({ name }) => name)).toEqual(['BL', 'W8']);
    expect(courses[0]?.lesions[0]?.readings).toHaveLength(2);
    expect([used, courses[0]?.blockers]).toEqual([2, []]);
    expect(problems.map(({ detail }) => detail)).toEqual([
      'before the stated baseline, BL, and left out: SCR',
    ]);
  });

  it('is refused after a stated follow-up, twice, or both stated and denied', () => {
    const early = line({ visit: 'BL', kind: 'follow-up' });
    expect(blockersOf([row(), row({ visit: 'W8', isBaseline: true })], [early])).toHaveLength(1);
    expect(codesOf([row({ isBaseline: true }), W8], [line({ visit: 'W8', kind: 'baseline' })])).toEqual(
      expect.arrayContaining(['baseline-ambiguous']),
    );
    expect(blockersOf([row({ isBaseline: true }), row({ isBaseline: false, label: 'L2' })])).toHaveLength(1);
    expect(codesOf([row({ isBaseline: false }), W8])).toEqual(['baseline-missing']);
  });
});

describe('Events', () => {
  it('are counted from baseline, by date or day', () => {
    const death = line({ kind: 'death', date: '2024-03-01' });
    const start = line({ kind: 'treatment-start', date: '2024-01-08' });
    const { treatmentStartDay, deathDay } = courseOf([dated('BL', '2024-01-01')], [death, start]);
    expect([treatmentStartDay, deathDay]).toEqual([7, 60]);
    expect(courseOf([row({ day: -5 })], [line({ kind: 'treatment-start', day: 1 })]).treatmentStartDay).toBe(
      5,
    );
  });

  it('that cannot be counted are told, and those that differ block', () => {
    const death = line({ kind: 'death', date: '2024-03-01' });
    expect(codesOf([row()], [death])).toEqual(['visits-unordered']);
    expect(blockersOf([row()], [death])).toEqual([]);
    const days = [line({ kind: 'death', day: 80 }), line({ kind: 'death', day: 81 })];
    expect(codesOf([row()], days)).toEqual(['facts-conflict']);
    expect(courseOf([row()], days).deathDay).toBeNull();
  });
});
