import { describe, expect, it } from 'vitest';
import type { WorkItem } from '../../../src/identity/ledger/work-items.js';
import { History, HOUR, START } from './history.js';

const DAY = 24 * HOUR;
/** So many days, and no hour, before the day in question ends. */
const ago = (days: number, day = 0) => new Date(START + (day + 1 - days) * DAY).toISOString();

function problem(but: Partial<WorkItem['problem']> = {}): Pick<WorkItem, 'problem'> {
  return { problem: { code: 'x', outcome: 'fail', severity: 'major', message: 'it deviates', ...but } };
}

function query(history: History, days: number, but: Partial<WorkItem> = {}): WorkItem {
  const decided: WorkItem['decided'] = {
    ...{ kind: 'queried' as const, at: ago(days), osUser: 'reader', operator: null },
    ...{ why: 'unclear', text: 'Which visit?' },
  };
  return history.item('queried', { decided, ...but });
}

describe('what is overdue', () => {
  it.each([
    [5, false],
    [6, true],
  ])('is what a person has not decided after %i days: %s', (days, overdue) => {
    const history = new History();
    history.item('open', { since: ago(days) });
    expect(history.status().sections.worklist).toMatchObject([{ what: 'decide', days, overdue }]);
  });

  it.each([
    [14, false],
    [15, true],
  ])('is what a site has not answered after %i days: %s', (days, overdue) => {
    const history = new History();
    query(history, days);
    const { sections, findings, summary } = history.status();
    expect(sections.queries).toMatchObject([{ days, overdue, text: 'Which visit?', askedBy: 'reader' }]);
    expect(sections.worklist.map(({ what }) => what)).toEqual(overdue ? ['query-overdue'] : []);
    expect(findings.map(({ code, outcome }) => [code, outcome])).toEqual(
      overdue ? [['status-query-overdue', 'fail']] : [],
    );
    expect(summary).toMatchObject({ openQueries: 1, openItems: 0 });
  });

  it('is counted in whole days until the end of the day, and is not before the day', () => {
    const history = new History();
    history.item('open', { since: new Date(Date.parse(ago(2)) + 1).toISOString() });
    history.item('open', { since: ago(-3) });
    expect(history.status().sections.worklist.map(({ days }) => days)).toEqual([1, 0]);
  });

  it('is told by the days that the pipeline gives', () => {
    const history = new History();
    history.item('open', { since: ago(1) });
    query(history, 1);
    const { worklist } = history.status(0, { decideWithinDays: 0, answerWithinDays: 0 }).sections;
    expect(worklist.map(({ what, overdue }) => [what, overdue])).toEqual(
      [
        ['query-overdue', true],
        ['decide', true],
      ].sort(),
    );
  });

  it('is counted anew when the site has answered', () => {
    const history = new History();
    const decided: WorkItem['decided'] = {
      ...{ kind: 'answered' as const, at: ago(2), osUser: 'reader', operator: null },
      ...{ why: 'asked', text: 'V2' },
    };
    history.item('answered', { since: ago(30), decided });
    expect(history.status().sections.worklist).toMatchObject([
      { what: 'answered', days: 2, overdue: false, since: ago(2), why: 'it deviates; the site answered: V2' },
    ]);
  });
});

describe('the worklist', () => {
  it('has what is overdue first, then the most severe, then what failed, then the oldest', () => {
    const history = new History();
    const add = (id: string, days: number, but: Partial<WorkItem['problem']>) =>
      history.item('open', { id, since: ago(days), ...problem(but) });
    add('1.1', 1, { severity: 'info' });
    add('2.1', 1, { severity: 'major', outcome: 'not-evaluable' });
    add('3.1', 1, { severity: 'major' });
    add('4.1', 2, { severity: 'major' });
    add('5.1', 1, { severity: 'critical', outcome: 'not-evaluable' });
    add('6.1', 9, { severity: 'minor' });
    const { worklist } = history.status().sections;
    expect(worklist.map(({ item }) => item)).toEqual(['6.1', '5.1', '4.1', '3.1', '2.1', '1.1']);
    expect(worklist.map(({ order }) => order)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('tells what was found, of whom, and nothing of what is settled', () => {
    const history = new History();
    const { row } = history.subject('01-1', { 'delivered-uid': ['BL', 0] });
    for (const state of ['accepted', 'waived', 'rejected', 'superseded', 'queried'] as const)
      history.item(state, { studyUID: 'delivered-uid' });
    const found = { name: 'T1', expected: '3', actual: '2.5', unit: 'mm', count: 4 };
    history.item('open', { studyUID: 'delivered-uid', subject: row, ...problem(found), since: ago(1) });
    const { sections, findings } = history.status();
    expect(sections.worklist).toEqual([
      {
        ...{ order: 1, item: '9.6', what: 'decide', site: '01', subject: '01-1', visit: 'BL' },
        ...{ command: 'check-protocol', code: 'x', outcome: 'fail', severity: 'major', name: 'T1' },
        ...{ why: 'it deviates (4 times)', expected: '3 mm', actual: '2.5 mm' },
        ...{ since: ago(1), days: 1, overdue: false },
      },
    ]);
    expect(JSON.stringify([sections, findings])).not.toContain('delivered-uid');
  });

  it('has visits that are overdue or were missed, without a date', () => {
    const history = new History();
    history.subject('01-1', { b: ['BL', 0] });
    const { worklist } = history.status(56 + 3).sections;
    expect(worklist).toMatchObject([
      {
        what: 'visit-missed',
        visit: 'W4',
        item: null,
        since: null,
        days: 28,
        severity: 'major',
        outcome: 'fail',
      },
      { what: 'visit-overdue', visit: 'W8', since: null, days: 3, severity: 'minor', outcome: 'warn' },
    ]);
    expect(worklist.every(({ overdue }) => overdue)).toBe(true);
    expect(history.status(28).sections.worklist).toEqual([]);
  });

  it('is of what is asked for', () => {
    const history = new History();
    history.subject('01-1', { b: ['BL', 0], w: ['W4', 28] });
    history.item('open', { id: '1.1', studyUID: 'b' });
    history.item('open', { id: '2.1', studyUID: 'w' });
    history.item('open', { id: '3.1', studyUID: 'nobody' });
    history.item('open', { id: '4.1', site: undefined, delivery: undefined });
    const items = (filter: object) => history.status(0, { filter }).sections.worklist.map(({ item }) => item);
    expect(items({})).toEqual(['1.1', '2.1', '3.1', '4.1']);
    expect(items({ site: '01' })).toEqual(['1.1', '2.1', '3.1']);
    expect(items({ subject: '01-1' })).toEqual(['1.1', '2.1']);
    expect(items({ visit: 'W4' })).toEqual(['2.1']);
    expect(items({ site: '02' })).toEqual([]);
  });
});

describe('findings', () => {
  const textsOf = (history: History, day = 0) =>
    history.status(day).findings.map(({ code, outcome, message }) => `${code} ${outcome} ${message}`);

  it('are one for each visit, subject and delivery with something to decide, with its worst outcome', () => {
    const history = new History();
    const { row } = history.subject('01-1', { b: ['BL', 0] });
    const soft = problem({ outcome: 'not-evaluable' });
    history.item('open', { studyUID: 'b', ...soft });
    history.item('answered', { studyUID: 'b' });
    history.item('accepted', { studyUID: 'b' });
    history.item('open', { subject: row, ...soft });
    history.item('open', { studyUID: 'nobody', delivery: 3, ...soft });
    history.item('open', { site: undefined, delivery: undefined });
    expect(textsOf(history)).toEqual([
      'status-needs-person fail 01-1, BL: 2 to be decided',
      'status-needs-person not-evaluable 01-1: 1 to be decided',
      'status-needs-person not-evaluable site 01, delivery 3 of run run-1: 1 to be decided',
      'status-needs-person fail all deliveries of run run-1: 1 to be decided',
    ]);
  });

  it('are one for each visit that is overdue or was missed', () => {
    const history = new History();
    history.subject('01-1', { b: ['BL', 0] });
    history.came('b');
    history.reported();
    expect(textsOf(history, 57)).toEqual([
      'status-visit-missed fail 01-1, W4: the window has closed and nothing came',
      'status-visit-overdue warn 01-1, W8: the target day has passed and nothing came',
    ]);
  });

  it('are one for each visit that came and has not been through the pipeline', () => {
    const history = new History();
    history.subject('01-1', { b: ['BL', 0] });
    expect(textsOf(history, 1)).toEqual([
      'status-visit-unfinished warn 01-1, BL: it came, and what came has not been through every command of the ' +
        'pipeline: let it come again',
    ]);
  });

  it('are one for each query that the site should have answered', () => {
    const history = new History();
    query(history, 20, { id: '7.1' });
    expect(textsOf(history)).toEqual([
      'status-query-overdue fail site 01, 7.1: the site has not answered for 20 days',
    ]);
  });

  it('are none where everything is as it should be', () => {
    const history = new History();
    history.subject('01-1', { b: ['BL', 0] });
    history.came('b');
    history.reported();
    expect(textsOf(history, 28)).toEqual([]);
  });
});
