import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../fixtures/random.js';
import type { DueRow } from '../../src/report/assign-id-sections.js';
import { Clinic } from './assign-id/clinic.js';
import { mrFile, person, studyUid } from './assign-id/mr-file.js';
import { folder } from './cli.js';

/** Twelve visits with gaps between their windows, so that what a day is follows from how it was chosen. */
const SCHEDULE = [
  { id: 'BL', target: 0, minus: 0, plus: 0 },
  { id: 'W4', target: 28, minus: 3, plus: 3 },
  { id: 'W8', target: 56, minus: 3, plus: 3 },
  { id: 'W12', target: 84, minus: 7, plus: 7 },
  { id: 'M6', target: 182, minus: 14, plus: 14 },
  { id: 'M9', target: 273, minus: 14, plus: 14 },
  { id: 'M12', target: 364, minus: 14, plus: 14 },
  { id: 'M18', target: 546, minus: 21, plus: 21 },
  { id: 'M24', target: 728, minus: 21, plus: 21 },
  { id: 'M30', target: 910, minus: 21, plus: 21 },
  { id: 'M36', target: 1092, minus: 28, plus: 28 },
  { id: 'M48', target: 1456, minus: 28, plus: 28 },
] as const;
type VisitId = (typeof SCHEDULE)[number]['id'];

const SUBJECTS = 40;
/** A delivery every so many days. */
const PERIOD_DAYS = 91;
/** 2020-01-06, as days since 1970-01-01. */
const FIRST_DAY = Date.UTC(2020, 0, 6) / 86_400_000;

const dateOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

/** A scan as it was planned: what is to be said of it is known before any is delivered. */
interface Scan {
  readonly who: number;
  readonly day: number;
  readonly visit: VisitId | null;
  readonly timing: 'in-window' | 'early' | 'late' | 'unscheduled';
  readonly studyUID: string;
  readonly name: string;
}

interface Course {
  readonly who: number;
  readonly baseline: number;
  readonly scans: readonly Scan[];
  readonly excused: ReadonlyMap<VisitId, string>;
  /** The delivery after which the subject is withdrawn. */
  readonly withdrawnAfter: number;
}

function courseOf(who: number): Course {
  const { integer, uniform } = random(`course ${who}`);
  const baseline = FIRST_DAY + integer(200);
  const scans: Scan[] = [];
  const excused = new Map<VisitId, string>();
  const add = (visit: VisitId | null, offset: number, timing: Scan['timing']): void => {
    const name = `${who} ${offset}`;
    scans.push({ who, day: baseline + offset, visit, timing, name, studyUID: studyUid(name) });
  };
  for (const { id, target, minus, plus } of SCHEDULE) {
    const fate = id === 'BL' ? 1 : uniform();
    const inside = target - minus + integer(minus + plus);
    if (fate < 0.06) continue;
    if (fate < 0.1) excused.set(id, `scanner out of order, ${id}`);
    else if (fate < 0.18) add(id, target - minus - 1 - integer(3), 'early');
    else if (fate < 0.26) add(id, target + plus + 1 + integer(3), 'late');
    else add(id, id === 'BL' ? 0 : inside, 'in-window');
    if (fate >= 0.9 && id !== 'BL') add(id, inside + 1, 'in-window');
    // Between windows, and far from each.
    if (fate >= 0.26 && fate < 0.32 && target >= 182 && target < 1456) add(null, target + 60, 'unscheduled');
  }
  return { who, baseline, scans, excused, withdrawnAfter: who % 10 === 9 ? 3 + integer(8) : 99 };
}

const COURSES = Array.from({ length: SUBJECTS }, (_, who) => courseOf(who));
const LAST_DAY = Math.max(...COURSES.flatMap(({ scans }) => scans.map(({ day }) => day)));
const DELIVERIES = Math.ceil((LAST_DAY - FIRST_DAY + 1) / PERIOD_DAYS);

/** The last day of a delivery. */
const endOf = (delivery: number): number => FIRST_DAY + (delivery + 1) * PERIOD_DAYS - 1;
const deliveryOf = ({ day }: Scan): number => Math.floor((day - FIRST_DAY) / PERIOD_DAYS);

/** The scans of a course that were taken by the end of a delivery. */
function taken({ scans, withdrawnAfter }: Course, delivery: number): Scan[] {
  return scans.filter((scan) => deliveryOf(scan) <= Math.min(delivery, withdrawnAfter));
}

/** What a report must say of a scan, from how it was planned. */
function expectedVisit(scan: Scan, course: Course, subject: string): object {
  const twins = taken(course, deliveryOf(scan)).filter(
    (other) => other.visit !== null && other.visit === scan.visit && other.day !== scan.day,
  );
  return {
    studyUID: scan.studyUID,
    subject,
    visit: scan.visit,
    offsetDays: scan.day - course.baseline,
    timing: scan.timing,
    isStated: false,
    duplicates: twins.map(({ studyUID }) => studyUID),
    missingSeries: [],
    reason: null,
  };
}

/** The visits that a subject has missed by their latest scan. */
function expectedMissed(course: Course, delivery: number): VisitId[] {
  const own = taken(course, delivery);
  const last = Math.max(...own.map(({ day }) => day)) - course.baseline;
  return SCHEDULE.filter(
    ({ id, target, plus }) => target + plus < last && !own.some(({ visit }) => visit === id),
  ).map(({ id }) => id);
}

/** What is due of a subject on a day, in few words. */
function expectedDue(
  course: Course,
  { delivery, day, subject }: { delivery: number; day: number; subject: string },
): string[] {
  const own = taken(course, delivery);
  if (own.length === 0 || course.withdrawnAfter <= delivery) return [];
  const offset = day - course.baseline;
  return SCHEDULE.flatMap(({ id, target, minus, plus }) => {
    if (offset < target - minus || own.some(({ visit }) => visit === id)) return [];
    const state = offset > target + plus ? 'missed' : offset > target ? 'overdue' : 'due';
    const days = [target - minus, target, target + plus].map((one) => dateOf(course.baseline + one));
    return [[subject, id, state, ...days, course.excused.get(id) ?? '-'].join(' ')];
  });
}

const dueText = ({ subject, visit, state, opens, target, closes, reason }: DueRow): string =>
  [subject, visit, state, opens, target, closes, reason ?? '-'].join(' ');

describe('a trial of twelve visits and forty subjects, delivered over years', () => {
  let clinic: Clinic;
  /** By number of the person. */
  const subjects = new Map<number, string>();
  const nameOf = (who: number): string => subjects.get(who) ?? '?';

  beforeAll(async () => {
    const visits = SCHEDULE.map(
      ({ id, target, minus, plus }) =>
        `{ id: ${id}, ${id === 'BL' ? 'baseline: true, ' : ''}targetDay: ${target}, windowMinusDays: ${minus}, windowPlusDays: ${plus} }`,
    );
    clinic = await Clinic.make({ visits: `[${visits.join(', ')}]` });
  });

  it('has every kind of day in it', () => {
    const all = COURSES.flatMap(({ scans }) => scans);
    expect(new Set(all.map(({ timing }) => timing)).size).toBe(4);
    expect(COURSES.filter(({ withdrawnAfter }) => withdrawnAfter < DELIVERIES).length).toBeGreaterThan(2);
    expect(COURSES.filter(({ excused }) => excused.size > 0).length).toBeGreaterThan(5);
    expect(COURSES.some((course) => expectedMissed(course, DELIVERIES).length > 1)).toBe(true);
    expect(new Set(all.map(({ studyUID }) => studyUID)).size).toBe(all.length);
    expect(all.length).toBeGreaterThan(420);
  });

  it('has every visit, offset, timing, duplicate and miss in the reports, and every due list right', {
    timeout: 240_000,
  }, async () => {
    for (let delivery = 0; delivery < DELIVERIES; delivery++) {
      await deliver(delivery);
      for (const { who, withdrawnAfter } of COURSES) {
        if (withdrawnAfter === delivery && subjects.has(who))
          await clinic.ask('withdraw', nameOf(who), '--trial', clinic.trial, '--reason', 'consent withdrawn');
      }
      if ([0, 3, 9].includes(delivery)) await due(delivery, endOf(delivery));
    }
    await excuse();
    for (const day of [LAST_DAY, LAST_DAY + 400]) await due(DELIVERIES, day);
    expect(await clinic.problems()).toEqual([]);
  });

  async function deliver(delivery: number): Promise<void> {
    const path = join(folder(), `delivery-${delivery}`);
    mkdirSync(path);
    const own = COURSES.flatMap(({ scans }) => scans.filter((scan) => deliveryOf(scan) === delivery));
    for (const { who, day, name } of own)
      writeFileSync(
        join(path, name.replace(' ', '-')),
        mrFile(name, person(who), dateOf(day).replaceAll('-', '')),
      );
    const { report, stderr } = await clinic.assign(path);
    expect(stderr).toBe('');
    const expected: object[] = [];
    const missed: string[] = [];
    for (const { studies, outcome, subject } of report.patients) {
      const scans = own.filter(({ studyUID }) => studies.includes(studyUID));
      const course = COURSES[scans[0]?.who ?? -1] as Course;
      const isGone = course.withdrawnAfter < delivery && subjects.has(course.who);
      const before = subjects.get(course.who);
      expect([course.who, outcome]).toEqual([
        course.who,
        isGone ? 'withdrawn' : before ? 'recalled' : 'allocated',
      ]);
      if (isGone || subject === null) continue;
      expect(before ?? subject).toBe(subject);
      subjects.set(course.who, subject);
      expected.push(...scans.map((scan) => expectedVisit(scan, course, subject)));
      missed.push(...expectedMissed(course, delivery).map((visit) => `${subject} ${visit}`));
    }
    const byStudy = (a: object, b: object): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
    const canonical = (rows: readonly object[]): object[] =>
      rows
        .map((row) => Object.fromEntries(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1))))
        .sort(byStudy);
    expect(canonical(report.visits)).toEqual(canonical(expected));
    expect(report.missedVisits.map(({ subject, visit }) => `${subject} ${visit}`).sort()).toEqual(
      missed.sort(),
    );
    expect(new Set(subjects.values()).size).toBe(subjects.size);
  }

  async function excuse(): Promise<void> {
    for (const { who, excused } of COURSES.filter(({ withdrawnAfter }) => withdrawnAfter >= DELIVERIES))
      for (const [visit, reason] of excused) {
        const { code } = await clinic.ask(
          'excuse',
          nameOf(who),
          visit,
          '--trial',
          clinic.trial,
          '--reason',
          reason,
        );
        expect(code).toBe(0);
      }
  }

  async function due(delivery: number, day: number): Promise<void> {
    const [csv, ics] = [clinic.path(`due-${day}.csv`), clinic.path(`due-${day}.ics`)];
    const { report, code } = await clinic.assign(
      '--due',
      dateOf(day),
      '--export',
      `csv=${csv}`,
      '--export',
      `ics=${ics}`,
    );
    const expected = COURSES.flatMap((course) => {
      const isExcused = delivery === DELIVERIES;
      const known = isExcused ? course : { ...course, excused: new Map() };
      return expectedDue(known, { delivery, day, subject: nameOf(course.who) });
    });
    expect((report.due ?? []).map(dueText).sort()).toEqual(expected.sort());
    expect(code).toBe(0);
    const [head = '', ...rows] = readFileSync(csv, 'utf8').replaceAll('"', '').trim().split(/\r?\n/);
    expect(head.replace('\ufeff', '')).toBe('site,subject,visit,name,state,opens,target,closes,reason');
    expect(rows).toHaveLength(expected.length);
    for (const [i, row] of (report.due ?? []).entries())
      expect(rows[i]).toContain(
        [row.subject, row.visit, '', row.state, row.opens, row.target, row.closes].join(','),
      );
    const events = readFileSync(ics, 'utf8').replaceAll('\r\n ', '').split('BEGIN:VEVENT').slice(1);
    expect(events).toHaveLength(expected.length);
    for (const [i, { subject, visit, opens }] of (report.due ?? []).entries()) {
      expect(events[i]).toContain(`SUMMARY:07 ${subject}: ${visit}\r\n`);
      expect(events[i]).toContain(`DTSTART;VALUE=DATE:${opens.replaceAll('-', '')}\r\n`);
    }
  }
});
