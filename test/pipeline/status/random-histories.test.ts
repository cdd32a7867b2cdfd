import fc from 'fast-check';
import { expect, it } from 'vitest';
import { needsPerson } from '../../../src/identity/ledger/work-items.js';
import type { StatusCounts } from '../../../src/report/ledger-sections.js';
import { PLAIN } from '../../identity/visits/schedule.js';
import { History, STEPS } from './history.js';

const STATES = ['expected', 'due', 'overdue', 'missed', 'excused', 'received', 'passed', 'rejected'] as const;
const COUNTS: readonly (keyof StatusCounts)[] = [...STATES, 'needsPerson', 'queried'];
const VISITS = PLAIN.map(({ id }) => id);
const ITEM_STATES = ['open', 'queried', 'answered', 'accepted', 'waived', 'rejected', 'superseded'] as const;

const subject = fc.record({
  site: fc.constantFrom('01', '02', '03'),
  kind: fc.constantFrom('subject', 'subject', 'subject', 'phantom'),
  status: fc.constantFrom('active', 'active', 'withdrawn', 'retired'),
  excused: fc.subarray(VISITS, { maxLength: 1 }),
  studies: fc.array(fc.tuple(fc.option(fc.constantFrom(...VISITS)), fc.nat(90)), { maxLength: 5 }),
});

const happening = fc.record({
  what: fc.constantFrom('received', 're-sent', 'changed', 'reported', 'item', 'corrected'),
  study: fc.nat(60),
  isUnknown: fc.boolean(),
  state: fc.constantFrom(...ITEM_STATES),
  delivery: fc.integer({ min: 1, max: 4 }),
  steps: fc.oneof(fc.constant(STEPS), fc.subarray(STEPS)),
  outcome: fc.constantFrom('fail', 'not-evaluable'),
  severity: fc.constantFrom('critical', 'major', 'minor', 'info'),
});

const trial = fc.record({
  subjects: fc.array(subject, { maxLength: 6 }),
  happenings: fc.array(happening, { maxLength: 40 }),
  day: fc.nat(120),
});

type Told = typeof trial extends fc.Arbitrary<infer T> ? T : never;

function historyOf({ subjects, happenings }: Told): History {
  const history = new History();
  const uids: string[] = [];
  for (const [i, { site, kind, status, excused, studies }] of subjects.entries()) {
    // What was corrected away has no studies left.
    const own = status === 'retired' ? [] : studies.map((study, j) => [`s${i}.${j}`, study] as const);
    uids.push(...own.map(([uid]) => uid));
    history.subject(`${site}-${i}`, Object.fromEntries(own), {
      ...{ site, kind: kind as 'subject', status: status as 'active' },
      excused: Object.fromEntries(excused.map((visit) => [visit, 'a reason'])),
      ...(status === 'retired' && { replacedBy: ((i + 1) % subjects.length) + 1 }),
    });
  }
  for (const told of happenings) happen(history, told, uids);
  return history;
}

function happen(history: History, told: Told['happenings'][number], uids: readonly string[]): void {
  const { what, study, isUnknown, state, delivery, steps, outcome, severity } = told;
  const studyUID = (isUnknown ? undefined : uids[study % uids.length]) ?? 'unknown';
  if (what === 'reported') history.reported({ delivery }, steps);
  else if (what === 'item') {
    const problem = { code: 'x', outcome: outcome as 'fail', severity: severity as 'major', message: 'm' };
    const row = study % (history.subjects.length + 2);
    history.item(state, { problem, delivery, ...(isUnknown ? { subject: row } : { studyUID }) });
  } else if (what === 'corrected') history.event('corrected', { studyUID });
  else history.came(studyUID, { kind: what as 'received', delivery }, { same: study % 11 });
}

it('a visit of the schedule is in exactly one state, whatever happened', () => {
  fc.assert(
    fc.property(trial, (told) => {
      const history = historyOf(told);
      const { visits } = history.status(told.day).sections;
      const rows = visits.filter(({ visit }) => visit !== 'unscheduled');
      const keys = rows.map(({ subject: id, visit }) => `${id} ${visit}`);
      expect(new Set(keys).size).toBe(keys.length);
      const active = history.subjects.filter(({ kind, status }) => kind === 'subject' && status === 'active');
      for (const { id } of active) for (const visit of VISITS) expect(keys).toContain(`${id} ${visit}`);
      const counted = history.subjects.filter(
        ({ kind, status }) => kind === 'subject' && status !== 'retired',
      );
      const studies = counted.reduce((sum, one) => sum + one.studies.length, 0);
      expect(visits.reduce((sum, row) => sum + row.studies, 0)).toBe(studies);
    }),
  );
});

it('nothing passes that has anything open, or that came in no delivery', () => {
  fc.assert(
    fc.property(trial, (told) => {
      const history = historyOf(told);
      for (const row of history.status(told.day).sections.visits) {
        expect(row.state === 'needs-person').toBe(row.openItems > 0);
        expect(row.passedAt !== null).toBe(row.state === 'passed');
        if (row.state !== 'passed') expect(row.turnaroundHours).toBeNull();
        else expect([row.studies > 0, row.receivedAt !== null]).toEqual([true, true]);
      }
    }),
  );
});

it('counts of sites are the sums of their subjects, and the summary is the sum of the sites', () => {
  fc.assert(
    fc.property(trial, (told) => {
      const { sections, summary } = historyOf(told).status(told.day, { sites: ['01', '02', '03'] });
      const { sites, subjects, visits } = sections;
      for (const name of COUNTS) {
        for (const row of sites) {
          const own = subjects.filter(({ site }) => site === row.site);
          expect(own.reduce((sum, one) => sum + one[name], 0)).toBe(row[name]);
        }
        expect(sites.reduce((sum, one) => sum + one[name], 0)).toBe(summary[name]);
      }
      expect(COUNTS.reduce((sum, name) => sum + (summary[name] ?? 0), 0)).toBe(visits.length);
    }),
  );
});

it('the worklist has everything that waits for a person exactly once, and findings count it', () => {
  fc.assert(
    fc.property(trial, (told) => {
      const history = historyOf(told);
      const { sections, summary, findings } = history.status(told.day);
      const waiting = history.items.filter(needsPerson).map(({ id }) => id);
      const shown = sections.worklist.filter(({ what }) => what === 'decide' || what === 'answered');
      expect(shown.map(({ item }) => item).sort()).toEqual(waiting.sort());
      expect(summary.openItems).toBe(waiting.length);
      const counts = findings
        .filter(({ code }) => code === 'status-needs-person')
        .map(({ message }) => Number(/: (\d+) to be decided$/.exec(message)?.[1]));
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(waiting.length);
      expect(sections.worklist.map(({ order }) => order)).toEqual(sections.worklist.map((_, i) => i + 1));
    }),
  );
});

it('what is asked for of each site together is what is asked for of all', () => {
  fc.assert(
    fc.property(trial, (told) => {
      const history = historyOf(told);
      const sites = ['01', '02', '03'];
      const all = history.status(told.day, { sites });
      const parts = sites.map((site) => history.status(told.day, { sites, filter: { site } }));
      const own = parts.flatMap(({ sections }) => sections.sites);
      expect(own).toEqual(all.sections.sites);
      for (const name of [...COUNTS, 'visits', 'subjects', 'openItems', 'openQueries'])
        expect(parts.reduce((sum, { summary }) => sum + (summary[name] ?? 0), 0)).toBe(all.summary[name]);
    }),
  );
});
