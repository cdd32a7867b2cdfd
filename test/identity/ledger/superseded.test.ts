import { describe, expect, it } from 'vitest';
import type { EventKind, LedgerEvent, Problem } from '../../../src/identity/ledger/event.js';
import { workItems } from '../../../src/identity/ledger/work-items.js';
import { came, event, type More, problem } from './events.js';

const STUDY = { run: 'r1', delivery: 1, site: '01', subject: 5, studyUID: '1.2', visit: 'BL' } as const;
const AGAIN = { ...STUDY, run: 'r2' } as const;
const NONE: readonly Problem[] = [];

const of =
  (kind: 'checked' | 'assigned' | 'not-assigned', command: string) =>
  (id: number, more: More, problems = [problem()]): LedgerEvent =>
    event(kind, { outcome: 'fail', problems } as never, { ...more, id, command });
const checked = of('checked', 'check-protocol');
const byManifest = of('checked', 'manifest');
const assigned = of('assigned', 'assign-id');
const notAssigned = of('not-assigned', 'assign-id');

const arrived = (id: number, kind: 'received' | 're-sent' | 'changed', more: More, counts = {}) =>
  event(kind, came(counts), { ...more, id, command: 'manifest' });
const quarantined = (id: number, more: More) =>
  event('quarantined', { code: 'ultrasound', reason: 'r', files: 1 }, { ...more, id, command: 'deid' });
const say = (kind: EventKind, id: number, item: string) =>
  event(kind, { why: 'w', code: 'c', text: 't' } as never, { id, item });

const statesOf = (...events: readonly LedgerEvent[]): string[] =>
  workItems(events).map(({ id, state }) => `${id} ${state}`);

describe('a later check of a study', () => {
  it('takes the place of the same command’s earlier one, decided or not', () => {
    const first = [checked(1, STUDY, [problem(), problem(), problem()]), say('waived', 2, '1.1')];
    const events = [...first, say('queried', 3, '1.2'), checked(4, AGAIN, [...NONE])];
    expect(statesOf(...events)).toEqual(['1.1 superseded', '1.2 superseded', '1.3 superseded']);
    expect(workItems(events)[0]?.decided?.kind).toBe('waived');
    expect(statesOf(checked(1, STUDY), checked(2, AGAIN))).toEqual(['1.1 superseded', '2.1 open']);
  });

  it.each([
    ['another study', { ...AGAIN, studyUID: '1.3' }],
    ['no study', { run: 'r2', delivery: 1 }],
    ['the same delivery, where it may be another subject’s', { ...STUDY, subject: 6 }],
  ])('leaves what was found of %s', (_, more) => {
    expect(statesOf(checked(1, STUDY), checked(2, more, [...NONE]))).toEqual(['1.1 open']);
  });

  it('leaves what another command, or another kind of event, said', () => {
    const motion = event(
      'checked',
      { outcome: 'fail', problems: [problem()] },
      { ...STUDY, command: 'qc-motion' },
    );
    const others = [assigned(2, STUDY), notAssigned(3, STUDY), quarantined(4, STUDY)];
    const states = ['1.1 open', '2.1 open', '3.1 open', '4.1 open'];
    expect(statesOf(motion, ...others, checked(5, AGAIN, [...NONE]))).toEqual(states);
  });

  it('by manifest counts only where all that ever came of the study came again', () => {
    const before = [
      arrived(1, 'received', STUDY, { added: 3 }),
      byManifest(2, STUDY),
      arrived(3, 'changed', { ...STUDY, delivery: 2 }, { added: 2 }),
    ];
    const stateAfter = (counts: object) => {
      const events = [...before, arrived(4, 'changed', AGAIN, counts), byManifest(5, AGAIN, [...NONE])];
      return workItems(events).find(({ id }) => id === '2.1')?.state;
    };
    expect(stateAfter({ same: 1, changed: 3 })).toBe('open');
    expect(stateAfter({ same: 4, added: 3 })).toBe('open');
    expect(stateAfter({ same: 2, changed: 3 })).toBe('superseded');
    expect(stateAfter({ same: 5, added: 1 })).toBe('superseded');
  });

  it('by a check counts where a part came, too: the whole study was looked at; but it lifts no refusal', () => {
    const first = [arrived(1, 'received', STUDY, { added: 3 }), checked(2, STUDY)];
    const part = [arrived(4, 'changed', AGAIN, { added: 2 }), checked(5, AGAIN, [...NONE])];
    const whole = [arrived(4, 'changed', AGAIN, { same: 3, added: 2 }), checked(5, AGAIN, [...NONE])];
    expect(statesOf(...first, ...part)[0]).toBe('2.1 superseded');
    expect(statesOf(...first, say('waived', 3, '2.1'), ...part)[0]).toBe('2.1 superseded');
    expect(statesOf(...first, say('rejected', 3, '2.1'), ...part)[0]).toBe('2.1 rejected');
    expect(statesOf(...first, say('rejected', 3, '2.1'), ...whole)[0]).toBe('2.1 superseded');
  });

  it('is void itself no more once it was: a decision on it is passed over', () => {
    const events = [checked(1, STUDY), checked(2, AGAIN, [...NONE]), say('rejected', 3, '1.1')];
    expect(statesOf(...events)).toEqual(['1.1 superseded']);
    expect(workItems(events)[0]?.decided).toBeUndefined();
  });
});

describe('a later assignment of a study', () => {
  it('takes the place of the earlier one, and of none', () => {
    expect(statesOf(assigned(1, STUDY), assigned(2, AGAIN))).toEqual(['1.1 superseded', '2.1 open']);
    expect(statesOf(notAssigned(1, STUDY), assigned(2, AGAIN, [...NONE]))).toEqual(['1.1 superseded']);
    expect(statesOf(notAssigned(1, STUDY), notAssigned(2, AGAIN))).toEqual(['1.1 superseded', '2.1 open']);
  });

  it('that fails leaves what is to be decided on the earlier one', () => {
    expect(statesOf(assigned(1, STUDY), notAssigned(2, AGAIN))).toEqual(['1.1 open', '2.1 open']);
  });

  it('of two patients of one delivery leaves both', () => {
    expect(statesOf(notAssigned(1, STUDY), assigned(2, STUDY))).toEqual(['1.1 open', '2.1 open']);
  });
});

describe('an identical re-send', () => {
  const resent = arrived(10, 're-sent', AGAIN, { same: 3 });

  it('makes nothing void, and no second item of what is known', () => {
    for (const make of [checked, assigned, notAssigned, quarantined]) {
      expect(statesOf(make(1, STUDY), resent, make(11, AGAIN))).toEqual(['1.1 open']);
      const decided = [make(1, STUDY), say('waived', 2, '1.1'), resent, make(11, AGAIN)];
      expect(statesOf(...decided)).toEqual(['1.1 waived']);
    }
    expect(statesOf(checked(1, STUDY), resent, checked(11, AGAIN, [...NONE]))).toEqual(['1.1 open']);
  });

  it.each<[string, Partial<Problem>]>([
    ['code', { code: 'x' }],
    ['outcome', { outcome: 'not-evaluable' }],
    ['severity', { severity: 'critical' }],
    ['words', { message: 'x' }],
    ['name', { name: 'x' }],
    ['expectation', { expected: 'x' }],
    ['value', { actual: 'x' }],
    ['unit', { unit: 'x' }],
    ['number', { count: 2 }],
  ])('makes an item of what is new: another %s', (_, other) => {
    const events = [checked(1, STUDY), resent, checked(11, AGAIN, [problem(other), problem()])];
    expect(statesOf(...events)).toEqual(['1.1 open', '11.1 open']);
  });

  it('makes an item of what another command or subject has', () => {
    const motion = { ...checked(11, AGAIN), command: 'qc-motion' };
    expect(statesOf(checked(1, STUDY), resent, motion)).toEqual(['1.1 open', '11.1 open']);
    const other = checked(11, { ...AGAIN, subject: 6 });
    expect(statesOf(checked(1, STUDY), resent, other)).toEqual(['1.1 open', '11.1 open']);
  });

  it('that is assigned at last settles that it was not', () => {
    expect(statesOf(notAssigned(1, STUDY), resent, assigned(11, AGAIN, [...NONE]))).toEqual([
      '1.1 superseded',
    ]);
  });

  it('is one only for its own study and delivery', () => {
    for (const more of [
      { ...AGAIN, delivery: 2 },
      { ...STUDY, run: 'r3' },
    ]) {
      expect(statesOf(checked(1, STUDY), resent, checked(11, more))).toEqual(['1.1 superseded', '11.1 open']);
    }
    const other = arrived(10, 're-sent', { ...AGAIN, studyUID: '1.3' });
    expect(statesOf(checked(1, STUDY), other, checked(11, AGAIN))).toEqual(['1.1 superseded', '11.1 open']);
  });
});

describe('what only a person settles', () => {
  it('is a change, a quarantine, and what was found of no study, however often it comes', () => {
    const reported = (id: number, more: More) =>
      event('reported', { problems: [problem()] } as never, { ...more, id, command: 'manifest' });
    const changed = (id: number, more: More) => arrived(id, 'changed', more, { changed: 1 });
    for (const make of [reported, changed, quarantined])
      expect(statesOf(make(1, STUDY), make(2, AGAIN))).toEqual(['1.1 open', '2.1 open']);
  });
});
