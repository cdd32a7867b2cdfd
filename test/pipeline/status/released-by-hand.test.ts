import { describe, expect, it } from 'vitest';
import { History } from './history.js';

const STUDY = '1.2.3';
const CHECKS = ['check-protocol', 'qc-motion'];
const STEPS = { each: ['manifest', 'assign-id', 'deid', ...CHECKS], over: ['response'] };

/** A visit that came and has passed. */
function passed(): History {
  const history = new History();
  history.subject('01-001', { [STUDY]: ['BL', 0] });
  comes(history, 'run-1');
  return history;
}

function comes(history: History, run: string, commands = STEPS.each): void {
  const kind = run === 'run-1' ? 'received' : 're-sent';
  history.came(STUDY, { run, kind }, kind === 're-sent' ? { same: 10 } : {});
  history.event('assigned', { run, studyUID: STUDY, command: 'assign-id' });
  history.reported({ run }, [...commands, 'response']);
}

function letGo(history: History): void {
  const details = { files: 1, series: 1, releasedUID: '2.25.1', folder: '/out' };
  const { length } = history.events;
  history.event('released', { studyUID: STUDY, command: 'quarantine', details });
  const [event] = history.events.splice(length);
  // It is of no run.
  const { run: _, delivery: __, ...own } = event as NonNullable<typeof event>;
  history.events.push(own as NonNullable<typeof event>);
}

const stateOf = (history: History, steps = STEPS) => history.states(0, { steps })['01-001 BL'];

describe('a visit of which a person let a file go from the quarantine', () => {
  it('has passed before, is received then, and passes when every check has reported since', () => {
    const history = passed();
    expect(stateOf(history)).toBe('passed');
    letGo(history);
    expect(stateOf(history)).toBe('received');
    comes(history, 'run-2');
    expect(stateOf(history)).toBe('passed');
    letGo(history);
    expect(stateOf(history)).toBe('received');
  });

  it.each([...CHECKS, 'response'])('has not passed when %s alone has not reported since', (missing) => {
    const history = passed();
    letGo(history);
    comes(history, 'run-2');
    const events = history.events.filter(({ run, command }) => run !== 'run-2' || command !== missing);
    history.events.splice(0, history.events.length, ...events);
    expect(stateOf(history)).toBe('received');
  });

  it('has not passed by a delivery that another study came through, or that it was not assigned in', () => {
    const history = passed();
    letGo(history);
    history.reported({ run: 'run-2' }, [...STEPS.each, 'response']);
    expect(stateOf(history)).toBe('received');
    history.came(STUDY, { run: 'run-3', kind: 're-sent' }, { same: 10 });
    history.reported({ run: 'run-3' }, [...STEPS.each, 'response']);
    expect(stateOf(history)).toBe('received');
  });

  it('passes by the rest of an interrupted run only where all checks came after', () => {
    const history = new History();
    history.subject('01-001', { [STUDY]: ['BL', 0] });
    history.came(STUDY);
    history.event('assigned', { studyUID: STUDY, command: 'assign-id' });
    history.reported({}, ['manifest', 'assign-id', 'deid', 'check-protocol']);
    letGo(history);
    history.reported({}, ['qc-motion', 'response']);
    expect(stateOf(history)).toBe('received');
    comes(history, 'run-2');
    expect(stateOf(history)).toBe('passed');
  });

  it('passes at once where no check is declared', () => {
    const history = passed();
    letGo(history);
    expect(stateOf(history, { each: ['manifest', 'assign-id', 'deid'], over: [] })).toBe('passed');
  });
});
