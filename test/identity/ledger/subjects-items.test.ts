import { describe, expect, it } from 'vitest';
import type { EventKind, LedgerEvent } from '../../../src/identity/ledger/event.js';
import { workItems } from '../../../src/identity/ledger/work-items.js';
import { came, event, type More, problem } from './events.js';

const STUDY = { run: 'r1', delivery: 1, site: '01', subject: 5, studyUID: '1.2', visit: 'BL' } as const;

const of =
  (kind: 'checked' | 'assigned' | 'not-assigned') =>
  (id: number, more: More = STUDY): LedgerEvent =>
    event(kind, { outcome: 'fail', problems: [problem()] } as never, { command: 'c', ...more, id });
const checked = of('checked');
const assigned = of('assigned');
const notAssigned = of('not-assigned');

const say = (kind: EventKind, id: number, item: string) =>
  event(kind, { why: 'w', code: 'c', text: 't' } as never, { id, item });
const corrected = (id: number, more: More) =>
  event('corrected', { why: 'w', from: '01-1', to: '02-2', studies: 1 }, { ...more, id });

const statesOf = (...events: readonly LedgerEvent[]): string[] =>
  workItems(events).map(({ id, state }) => `${id} ${state}`);

describe('a correction of a study', () => {
  const moved = corrected(9, { subject: 6, site: '02', studyUID: '1.2', visit: 'W4' });

  it('makes void what is unsettled of its assignment, and that alone', () => {
    expect(statesOf(assigned(1), moved)).toEqual(['1.1 superseded']);
    expect(statesOf(assigned(1), say('queried', 2, '1.1'), moved)).toEqual(['1.1 superseded']);
    expect(statesOf(assigned(1), say('answered', 2, '1.1'), moved)).toEqual(['1.1 superseded']);
    expect(statesOf(assigned(1), say('accepted', 2, '1.1'), moved)).toEqual(['1.1 accepted']);
    expect(statesOf(checked(1), notAssigned(2), moved)).toEqual(['1.1 open', '2.1 open']);
  });

  it('gives its items to the subject, the site and the visit that it has now', () => {
    const placeOf = (...events: readonly LedgerEvent[]) =>
      workItems(events).map(({ subject, site, visit }) => [subject, site, visit]);
    expect(placeOf(checked(1), assigned(2), moved)).toEqual(Array(2).fill([6, '02', 'W4']));
    expect(placeOf(checked(1), corrected(9, { subject: 6, studyUID: '1.2' }))).toEqual([
      [6, '01', undefined],
    ]);
  });

  it('leaves other studies, and what was nobody’s', () => {
    const { subject: _, ...nobody } = STUDY;
    const items = workItems([checked(1, { ...STUDY, studyUID: '1.3' }), checked(2, nobody), moved]);
    expect(items.map(({ subject }) => subject)).toEqual([5, undefined]);
  });

  it('changes nothing where it names no study', () => {
    const events = [assigned(1), checked(2)];
    expect(workItems([...events, corrected(9, { subject: 6 })])).toEqual(workItems(events));
  });

  it('lets the withdrawal of the right subject settle them, and not that of the wrong one', () => {
    const withdrawn = (subject: number) => event('withdrawn', { why: 'w' }, { id: 10, subject });
    expect(statesOf(checked(1), moved, withdrawn(5))).toEqual(['1.1 open']);
    expect(statesOf(checked(1), moved, withdrawn(6))).toEqual(['1.1 superseded']);
  });
});

describe.each(['withdrawn', 'destroyed'] as const)('a subject that is %s', (kind) => {
  const left = (more: More = { subject: 5 }) => event(kind, { why: 'w' }, { ...more, id: 9 });

  it('has nothing to decide on what came before', () => {
    const quarantined = event('quarantined', { code: 'x', reason: 'y', files: 1 }, { ...STUDY, id: 3 });
    const changed = event('changed', came({ changed: 1 }), { ...STUDY, id: 4 });
    const states = ['1.1 superseded', '2.1 superseded', '3.1 superseded', '4.1 superseded'];
    expect(statesOf(checked(1), assigned(2), quarantined, changed, left())).toEqual(states);
    expect(statesOf(checked(1), say('queried', 2, '1.1'), left())).toEqual(['1.1 superseded']);
    expect(statesOf(checked(1), say('answered', 2, '1.1'), left())).toEqual(['1.1 superseded']);
  });

  it.each(['accepted', 'waived', 'rejected'] as const)('keeps what was %s', (decision) => {
    expect(statesOf(checked(1), say(decision, 2, '1.1'), left())).toEqual([`1.1 ${decision}`]);
  });

  it('has to be decided on when data come later, were they the same', () => {
    const again = { ...STUDY, run: 'r2' };
    const resent = event('re-sent', came({ same: 1 }), { ...again, id: 10 });
    expect(statesOf(checked(1), left(), resent, checked(11, again))).toEqual(['1.1 superseded', '11.1 open']);
  });

  it('is that one alone', () => {
    const { subject: _, ...nobody } = STUDY;
    const events = [checked(1), checked(2, nobody)];
    expect(statesOf(...events, left({ subject: 6 }))).toEqual(['1.1 open', '2.1 open']);
    expect(statesOf(...events, left({}))).toEqual(['1.1 open', '2.1 open']);
    expect(statesOf(...events, left())).toEqual(['1.1 superseded', '2.1 open']);
  });
});

it('an excused visit leaves every item', () => {
  expect(statesOf(checked(1), event('excused', { why: 'w' }, { ...STUDY, id: 2 }))).toEqual(['1.1 open']);
});
