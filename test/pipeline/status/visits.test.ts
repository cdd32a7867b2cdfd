import { describe, expect, it } from 'vitest';
import { PLAIN } from '../../identity/visits/schedule.js';
import { History, HOUR, START, STEPS } from './history.js';

/** A history in which the baseline came, on day 0. */
function begun(studies: Record<string, readonly [string | null, number]> = {}): History {
  const history = new History();
  history.subject('01-1', { b: ['BL', 0], ...studies });
  history.came('b');
  return history;
}

describe('a visit that did not come', () => {
  it.each([
    // Window of W4: days 25 to 31, target 28.
    [24, 'expected'],
    [25, 'due'],
    [28, 'due'],
    [29, 'overdue'],
    [31, 'overdue'],
    [32, 'missed'],
  ])('is on day %i %s', (day, state) => {
    expect(begun().states(day)['01-1 W4']).toBe(state);
  });

  it('is expected while the subject has no baseline, the baseline too', () => {
    const history = new History();
    history.subject('01-1');
    expect(history.states(1000)).toEqual({
      ...{ '01-1 BL': 'expected', '01-1 W4': 'expected', '01-1 W8': 'expected', '01-1 W12': 'expected' },
    });
  });

  it('is excused on every day, and then nobody has to do anything', () => {
    const history = new History();
    history.subject('01-1', { b: ['BL', 0] }, { excused: { W4: 'moved away' } });
    expect(history.states(0)['01-1 W4']).toBe('excused');
    expect(history.states(40)['01-1 W4']).toBe('excused');
    history.came('b');
    history.reported();
    const { sections, findings } = history.status(40);
    expect([sections.worklist, findings]).toEqual([[], []]);
  });

  it('is of no subject who left the trial, of whom what came stays', () => {
    const history = new History();
    history.subject('01-1', { b: ['BL', 0] }, { status: 'withdrawn' });
    expect(history.states(40)).toEqual({ '01-1 BL': 'received' });
  });

  it('tells target days and no others', () => {
    expect(begun().visit('01-1 W4')).toEqual({
      ...{ site: '01', subject: '01-1', visit: 'W4', state: 'expected', targetDay: 28 },
      ...{ actualDay: null, timing: null, studies: 0, series: 0, openItems: 0 },
      ...{ receivedAt: null, releasedAt: null, passedAt: null, turnaroundHours: null },
    });
  });
});

describe('a visit that came', () => {
  it('is received until every step of the pipeline has reported after it', () => {
    for (const left of STEPS) {
      const history = begun();
      history.reported(
        {},
        STEPS.filter((step) => step !== left),
      );
      expect(history.states()['01-1 BL']).toBe('received');
      history.event('reported', { command: left });
      expect(history.states()['01-1 BL']).toBe('passed');
    }
  });

  it('is not passed by reports of another delivery, of another run, or from before it came', () => {
    const history = new History();
    history.subject('01-1', { b: ['BL', 0] });
    history.reported();
    history.came('b');
    history.reported({ delivery: 2 });
    history.reported({ run: 'run-2' });
    expect(history.states()['01-1 BL']).toBe('received');
    history.reported();
    expect(history.states()['01-1 BL']).toBe('passed');
  });

  it('is not passed before what judges all deliveries of its run has reported', () => {
    const history = begun();
    history.reported();
    const steps = { each: STEPS, over: ['response'] };
    expect(history.states(0, { steps })['01-1 BL']).toBe('received');
    history.event('reported', { command: 'response', delivery: 99 });
    expect(history.states(0, { steps })['01-1 BL']).toBe('passed');
  });

  it('is received where no pipeline is declared, or the ledger knows nothing of it', () => {
    const history = begun({ w: ['W4', 28] });
    history.reported();
    expect(history.states(0, { steps: undefined })['01-1 BL']).toBe('received');
    expect(history.states()['01-1 W4']).toBe('received');
  });

  it('needs a person, then waits for the site, then is what it is', () => {
    const history = begun();
    history.reported();
    const stateWith = (...states: Parameters<History['item']>[0][]) => {
      history.items.length = 0;
      for (const state of states) history.item(state, { studyUID: 'b' });
      return history.states()['01-1 BL'];
    };
    expect(stateWith('open', 'queried', 'rejected')).toBe('needs-person');
    expect(stateWith('answered', 'queried')).toBe('needs-person');
    expect(stateWith('queried', 'rejected')).toBe('queried');
    expect(stateWith('rejected', 'accepted')).toBe('rejected');
    expect(stateWith('accepted', 'waived', 'superseded')).toBe('passed');
  });

  it('is rejected until the whole of it comes anew, with other files', () => {
    const history = begun();
    history.reported();
    const { id } = history.item('rejected', { studyUID: 'b' });
    history.event('rejected', { item: id, studyUID: 'b' });
    const again = (kind: 're-sent' | 'changed', delivery: number, but: object) => {
      history.came('b', { kind, delivery }, but);
      history.reported({ delivery });
      return history.states()['01-1 BL'];
    };
    expect(history.states()['01-1 BL']).toBe('rejected');
    expect(again('re-sent', 2, { same: 10 })).toBe('rejected');
    expect(again('changed', 3, { same: 8, changed: 1 })).toBe('rejected');
    expect(again('changed', 4, { same: 9, changed: 1 })).toBe('passed');
  });

  it('is not rejected when another study of it came and passed', () => {
    const history = begun({ again: ['BL', 0] });
    history.reported();
    history.item('rejected', { studyUID: 'b' });
    expect(history.states()['01-1 BL']).toBe('received');
    history.came('again', { delivery: 2 });
    history.reported({ delivery: 2 });
    expect(history.visit('01-1 BL')).toMatchObject({ state: 'passed', studies: 2, series: 4 });
  });

  it('is one visit, however often its study comes', () => {
    const history = begun();
    history.reported();
    history.came('b', { kind: 're-sent', delivery: 2 }, { same: 10 });
    const { sections, summary } = history.status();
    expect(sections.visits.filter(({ visit }) => visit === 'BL')).toHaveLength(1);
    // What came again adds nothing that would have to go through the pipeline.
    expect(summary).toMatchObject({ passed: 1, received: 0, visits: PLAIN.length });
  });

  it('goes through the pipeline again when files of it changed, or more of them came', () => {
    const history = begun();
    history.reported();
    history.came('b', { kind: 'changed', delivery: 2 }, { same: 10, added: 2 });
    expect(history.states()['01-1 BL']).toBe('received');
    history.reported({ delivery: 2 });
    expect(history.states()['01-1 BL']).toBe('passed');
  });

  it('is made good by a later delivery only when that held all of it', () => {
    const history = begun();
    history.came('b', { kind: 're-sent', delivery: 2 }, { same: 9 });
    history.reported({ delivery: 2 });
    expect(history.states()['01-1 BL']).toBe('received');
    history.came('b', { kind: 're-sent', delivery: 3 }, { same: 10 });
    history.reported({ delivery: 3 });
    expect(history.states()['01-1 BL']).toBe('passed');
  });

  it('goes through the pipeline again under the right ID when it was corrected', () => {
    const history = begun();
    history.reported();
    history.event('corrected', { studyUID: 'b' });
    expect(history.states()['01-1 BL']).toBe('received');
    history.came('b', { kind: 're-sent', delivery: 2 }, { same: 10 });
    history.reported({ delivery: 2 });
    expect(history.states()['01-1 BL']).toBe('passed');
  });

  it('is shown with a row a day when it is at no visit of the schedule', () => {
    const history = begun({ x: [null, 40], y: [null, 41], z: [null, 41] });
    history.item('open', { studyUID: 'y' });
    const rows = history.status().sections.visits.filter(({ visit }) => visit === 'unscheduled');
    expect(rows.map(({ actualDay, studies, state }) => [actualDay, studies, state])).toEqual([
      [40, 1, 'received'],
      [41, 2, 'needs-person'],
    ]);
    expect(rows[0]).toMatchObject({ targetDay: null, timing: 'unscheduled' });
  });

  it('is shown when the schedule no longer has its visit', () => {
    const history = begun({ o: ['OLD', 200] });
    expect(history.visit('01-1 OLD')).toMatchObject({ state: 'received', targetDay: null, actualDay: 200 });
  });

  it('is of whoever has the study now', () => {
    const history = new History();
    const wrong = history.subject('01-1', {}, { status: 'retired', replacedBy: 2 });
    history.subject('01-2', { b: ['BL', 0] });
    history.item('open', { studyUID: 'b', subject: wrong.row, visit: 'W4' });
    history.item('open', { subject: wrong.row, visit: 'W4' });
    expect(history.states()).toMatchObject({ '01-2 BL': 'needs-person', '01-2 W4': 'needs-person' });
    expect(history.status().sections.subjects).toMatchObject([
      { subject: '01-1', status: 'retired', openItems: 0, expected: 0 },
      { subject: '01-2', status: 'active', openItems: 2, needsPerson: 2 },
    ]);
  });
});

describe('the turnaround of a visit', () => {
  const at = (hours: number) => new Date(START + hours * HOUR).toISOString();

  it('is from the first receipt to the last report', () => {
    const history = new History();
    history.subject('01-1', { b: ['BL', 0] });
    history.came('b', { at: at(1) });
    history.reported({ at: at(3.5) });
    expect(history.visit('01-1 BL')).toMatchObject({ turnaroundHours: 2.5, passedAt: at(3.5) });
  });

  it('is until the last decision, where that was later', () => {
    const history = begun();
    history.reported();
    history.item('accepted', { studyUID: 'b' });
    // Came with event 1, decided at hour 100.
    expect(history.visit('01-1 BL')).toMatchObject({ turnaroundHours: 99, passedAt: at(100) });
  });

  it('does not go on when the study comes again as it was', () => {
    const history = begun();
    history.reported();
    const before = history.visit('01-1 BL');
    history.came('b', { kind: 're-sent', delivery: 2 }, { same: 10 });
    history.reported({ delivery: 2 });
    const { turnaroundHours, receivedAt } = history.visit('01-1 BL');
    expect(turnaroundHours).toBe(before.turnaroundHours);
    expect(receivedAt).toBe(at(6));
  });

  it('is not known while something is open, and where clocks contradict each other', () => {
    const history = begun();
    expect(history.visit('01-1 BL').turnaroundHours).toBeNull();
    history.reported({ at: at(0) });
    expect(history.visit('01-1 BL')).toMatchObject({ state: 'passed', turnaroundHours: null });
    history.item('queried', { studyUID: 'b' });
    expect(history.visit('01-1 BL').passedAt).toBeNull();
  });

  it('has two decimals', () => {
    const history = begun();
    history.reported({ at: new Date(START + HOUR + 100 * 60_000).toISOString() });
    expect(history.visit('01-1 BL').turnaroundHours).toBe(1.67);
  });

  it('tells when files were released', () => {
    const history = begun();
    history.event('released', { studyUID: 'b' });
    history.event('released', { studyUID: 'b' });
    expect(history.visit('01-1 BL').releasedAt).toBe(at(3));
  });
});
