import { describe, expect, it } from 'vitest';
import type { LedgerEvent } from '../../../src/identity/ledger/event.js';
import { studiesInParts } from '../../../src/pipeline/status/arrivals.js';
import { History } from './history.js';

const STUDY = '1.2.3';
const uids = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => `1.9.${from + i}`);
const A = uids(1, 6);
const B = uids(7, 10);

/** A part of the study comes again in a run of its own, and goes through all of it, unless it is stopped. */
function comes(
  history: History,
  run: string,
  part: readonly string[],
  kind: LedgerEvent['kind'] = 're-sent',
) {
  const isNew = kind !== 're-sent';
  const counts = { instances: part.length, ...(isNew ? { added: part.length } : { same: part.length }) };
  const { id } = history.came(STUDY, { run, kind }, counts);
  history.instances.set(id, new Set(part));
}

/** A study that came in two parts, and was corrected when both had gone through. */
function corrected(): History {
  const history = new History();
  history.subject('01-1', { [STUDY]: ['BL', 0] });
  for (const [run, part, kind] of [['run-1', A, 'received'] as const, ['run-2', B, 'changed'] as const]) {
    comes(history, run, part, kind);
    history.reported({ run });
  }
  expect(history.states()['01-1 BL']).toBe('passed');
  history.event('corrected', { studyUID: STUDY });
  return history;
}

const again = (history: History, run: string, part: readonly string[]) => {
  comes(history, run, part);
  history.reported({ run });
};

const unfinished = (history: History) =>
  history.status().findings.filter(({ code }) => code === 'status-visit-unfinished');

describe('a study that came in parts and was corrected', () => {
  it('has passed when every part has gone through again, in whatever order', () => {
    for (const parts of [
      [A, B],
      [B, A],
      [[...A.slice(0, 3), ...B], A.slice(3)],
    ]) {
      const history = corrected();
      for (const [i, part] of parts.entries()) {
        expect(history.states()['01-1 BL']).toBe('received');
        again(history, `run-${i + 3}`, part);
      }
      expect(history.states()['01-1 BL']).toBe('passed');
      expect(unfinished(history)).toEqual([]);
    }
  });

  it('is received while one part has not, however often the other comes, and says how much is through', () => {
    const history = corrected();
    expect(unfinished(history)[0]).not.toHaveProperty('expected');
    again(history, 'run-3', A);
    again(history, 'run-4', A);
    expect(history.states()['01-1 BL']).toBe('received');
    expect(unfinished(history)).toMatchObject([{ expected: 10, actual: 6, unit: 'instances' }]);
  });

  it('is received while a part came and its checks have not reported', () => {
    const history = corrected();
    again(history, 'run-3', A);
    comes(history, 'run-4', B);
    history.reported({ run: 'run-4' }, ['manifest', 'assign-id', 'deid']);
    expect(history.states()['01-1 BL']).toBe('received');
    history.reported({ run: 'run-4' }, ['check-protocol']);
    expect(history.states()['01-1 BL']).toBe('passed');
  });

  it('is received where it is not known which instances came', () => {
    for (const forget of ['all', 'one'] as const) {
      const history = corrected();
      again(history, 'run-3', A);
      again(history, 'run-4', B);
      const [id, known = new Set<string>()] = [...history.instances][0] ?? [];
      if (forget === 'all') history.instances.clear();
      // One of its files had no SOP Instance UID.
      else history.instances.set(id ?? 0, new Set([...known].slice(1)));
      expect(history.states()['01-1 BL']).toBe('received');
    }
  });
});

describe('a part whose delivery was given up', () => {
  it('is made good when it comes again alone', () => {
    const history = new History();
    history.subject('01-1', { [STUDY]: ['BL', 0] });
    comes(history, 'run-1', A, 'received');
    comes(history, 'run-2', B, 'changed');
    history.reported({ run: 'run-2' });
    expect(history.states()['01-1 BL']).toBe('received');
    again(history, 'run-3', A);
    expect(history.states()['01-1 BL']).toBe('passed');
  });
});

describe('the studies whose instances are looked at', () => {
  it('are those of which a part came again', () => {
    const history = new History();
    const of = () => studiesInParts(history.events);
    history.came('1.1', {}, { added: 10 });
    history.came('1.1', { kind: 'changed' }, { added: 5 });
    history.came('1.2', {}, { added: 10 });
    history.came('1.2', { kind: 're-sent' }, { same: 10 });
    expect(of()).toEqual([]);
    history.came('1.1', { kind: 're-sent' }, { same: 10 });
    expect(of()).toEqual(['1.1']);
  });
});

describe('a visit of which something as such was rejected', () => {
  const rejected = (): History => {
    const history = new History();
    const { row } = history.subject('01-1', { [STUDY]: ['BL', 0], '1.2.4': ['BL', 0] });
    history.came(STUDY);
    history.reported();
    history.item('rejected', { subject: row, visit: 'BL', kind: 'reported', command: 'response' });
    history.event('rejected', { item: '9.1' });
    return history;
  };
  const LATER = { run: 'run-2', at: '2100-01-01T00:00:00.000Z' };

  it('is rejected with every study that it had, until one comes anew or another comes', () => {
    const history = rejected();
    history.came('1.2.4', { at: '2000-01-01T00:00:00.000Z' });
    history.reported();
    expect(history.states()['01-1 BL']).toBe('rejected');
    history.came(STUDY, { ...LATER, kind: 'changed' }, { changed: 10 });
    history.reported(LATER);
    expect(history.states()['01-1 BL']).toBe('passed');
    const other = rejected();
    other.came('1.2.4', LATER);
    other.reported(LATER);
    expect(other.states()['01-1 BL']).toBe('passed');
  });
});
