import { describe, expect, it } from 'vitest';
import type { EventKind, LedgerEvent, Problem } from '../../../src/identity/ledger/event.js';
import { itemsOfProblems, workItems } from '../../../src/identity/ledger/work-items.js';
import { came, event, problem } from './events.js';

const V1 = { subject: 5, visit: 'V1' } as const;
const of = (message: string, more: Partial<Problem> = {}) => problem({ message, ...V1, ...more });

/** What `response` reports at the end of a run; without a report where it could not judge. */
const judged = (id: number, problems: readonly Problem[], report: string | undefined = 'a'.repeat(64)) => {
  const counts = { filesIn: 0, filesOut: 0, quarantined: 0, skipped: 0, duplicates: 0 };
  const details = { input: '', verdict: 'fail' as const, ...counts, problems };
  return event('reported', details, {
    ...{ id, run: `run-${id}`, command: 'response' },
    ...(report && { report }),
  });
};

const say = (kind: EventKind, id: number, item: string) =>
  event(kind, { why: 'w', code: 'c', text: 't' } as never, { id, item });

/** A study of V1 comes. */
const comes = (id: number, kind: 'received' | 're-sent' | 'changed', visit = 'V1'): LedgerEvent[] => {
  const study = { run: `run-${id}`, delivery: 1, studyUID: '1.2' };
  const assigned = { outcome: 'recalled', subjectId: 'S', timing: 'in-window', offsetDays: 0, problems: [] };
  return [
    event(kind, came({ added: kind === 'received' ? 1 : 0, changed: 1 }), { ...study, id }),
    event('assigned', assigned as never, { ...study, subject: 5, visit, id: id + 1 }),
  ];
};

const statesOf = (...events: readonly LedgerEvent[]) =>
  workItems(events)
    .filter(({ kind }) => kind === 'reported')
    .map(({ id, state }) => `${id} ${state}`);

describe('what response finds', () => {
  it('is an item of the subject and the visit that each problem names', () => {
    const [one, other] = workItems([judged(1, [of('a'), problem({ message: 'b' })])]);
    expect(one).toMatchObject({ ...V1, state: 'open' });
    expect([other?.subject, other?.visit]).toEqual([undefined, undefined]);
  });

  it('is one item however often it is said, and keeps what was decided on it', () => {
    const twice = [judged(1, [of('a'), of('b')]), judged(2, [of('b'), of('a')])];
    expect(statesOf(...twice)).toEqual(['1.1 open', '1.2 open']);
    expect(itemsOfProblems(twice).get('2.1')?.id).toBe('1.2');
    const waived = [judged(1, [of('a')]), say('waived', 2, '1.1'), judged(3, [of('a')])];
    expect(statesOf(...waived)).toEqual(['1.1 waived']);
  });

  it('is void when the next judgement says it no more, but not a refusal', () => {
    expect(statesOf(judged(1, [of('a'), of('b')]), judged(2, [of('b')]))).toEqual([
      '1.1 superseded',
      '1.2 open',
    ]);
    expect(statesOf(judged(1, [of('a')]), say('rejected', 2, '1.1'), judged(3, []))).toEqual([
      '1.1 rejected',
    ]);
  });

  it('is not void by what could not judge, which is void when it can be judged', () => {
    const events = [judged(1, [of('a')]), judged(2, [problem({ code: 'run-step-open' })], '')];
    expect(statesOf(...events)).toEqual(['1.1 open', '2.1 open']);
    expect(statesOf(...events, judged(3, [of('a')]))).toEqual(['1.1 open', '2.1 superseded']);
  });

  it('is to be decided anew when the visit got other data, and not when it came as it was or another visit came', () => {
    const first = [...comes(1, 'received'), judged(5, [of('a')]), say('waived', 6, '5.1')];
    expect(statesOf(...first, ...comes(10, 'changed'), judged(15, [of('a')]))).toEqual([
      '5.1 superseded',
      '15.1 open',
    ]);
    expect(statesOf(...first, ...comes(10, 're-sent'), judged(15, [of('a')]))).toEqual(['5.1 waived']);
    expect(statesOf(...first, ...comes(10, 'changed', 'V2'), judged(15, [of('a')]))).toEqual(['5.1 waived']);
  });

  it('of older events learns whom it is of, and keeps decisions on what was an item of its own then', () => {
    const { subject: _, visit: __, ...older } = of('a');
    const events = [judged(1, [older]), judged(2, [older]), say('waived', 3, '2.1'), judged(4, [of('a')])];
    expect(workItems(events)).toMatchObject([{ id: '1.1', state: 'waived', ...V1 }]);
  });

  it('is void when the subject has left, and stays so as long as nothing is said of it', () => {
    const left = event('withdrawn', { why: 'w' }, { id: 2, subject: 5 });
    expect(statesOf(judged(1, [of('a')]), left)).toEqual(['1.1 superseded']);
    expect(statesOf(judged(1, [of('a')]), left, judged(3, [of('a')]))).toEqual([
      '1.1 superseded',
      '3.1 open',
    ]);
  });
});
