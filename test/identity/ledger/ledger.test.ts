import { beforeEach, describe, expect, it } from 'vitest';
import type { Crosswalk } from '../../../src/identity/crosswalk/crosswalk.js';
import type { EventKind, InstanceDigest, NewEvent } from '../../../src/identity/ledger/event.js';
import {
  type EventFilter,
  eventsOf,
  knownDigests,
  recordEvent,
  studiesWithInstance,
} from '../../../src/identity/ledger/ledger.js';
import { codeOf } from '../crosswalk/crosswalk-world.js';
import { emptyCrosswalk, subjectIn, trialIn } from '../registry/registry-world.js';
import { came, newEvent, problem } from './events.js';

const sha = (digit: string): string => digit.repeat(64);

let crosswalk: Crosswalk;
let trial = 0;
let subject = 0;
beforeEach(async () => {
  crosswalk = await emptyCrosswalk();
  crosswalk.write((writer) => {
    trial = trialIn(writer);
    subject = subjectIn(writer, trial, '01-0001').row;
  });
});

const record = (event: NewEvent, of = trial): number => crosswalk.write((w) => recordEvent(w, of, event));
const read = (filter?: EventFilter) => eventsOf(crosswalk, trial, filter);

describe('recordEvent', () => {
  it('gives back all that was recorded, but the digests', () => {
    const details = { outcome: 'fail', problems: [problem({ expected: 'a\0\ud800', count: 3 })] } as const;
    const whole = newEvent('checked', details, {
      ...{ run: 'r1', delivery: 2, site: '01', subject, studyUID: '1.2', visit: 'BL' },
      ...{ command: 'check-protocol', report: sha('a') },
    });
    const arrival = newEvent('received', came({ added: 1 }), { studyUID: '1.2' });
    const decision = newEvent('waived', { why: 'known', code: 'x' }, { item: '1.1', operator: null });
    expect(record(whole)).toBe(1);
    expect(record({ ...arrival, digests: [{ sopInstanceUID: '1.3', sha256: sha('b') }] } as NewEvent)).toBe(
      2,
    );
    expect(record(decision)).toBe(3);
    expect(read()).toEqual([
      { ...whole, id: 1 },
      { ...arrival, id: 2 },
      { ...decision, id: 3 },
    ]);
    expect(crosswalk.verify().problems).toEqual([]);
  });

  it('writes one audit record, named after the kind, with the reason that the event gives', () => {
    record(newEvent('waived', { why: 'known', code: 'x' }));
    record(newEvent('ended', { verdict: 'pass' }));
    const records = [...crosswalk.auditRecords()].filter(({ entity }) => entity.startsWith('events:'));
    expect(records.map(({ action, reason, before }) => [action, reason, before])).toEqual([
      ['ledger-waived', 'known', null],
      ['ledger-ended', null, null],
    ]);
  });

  it.each([
    ['an absent value', undefined],
    ['a date', new Date(0)],
    ['a number that is none', Number.NaN],
    ['a map', new Map()],
    ['a list made on demand', { *[Symbol.iterator]() {} }],
  ])('refuses details with %s', async (_, value) => {
    const event = newEvent('ended', { verdict: value } as never);
    expect(await codeOf(() => record(event))).toBe('row-refused');
    expect(read()).toEqual([]);
  });

  it.each([
    ['a report that is no SHA-256', { report: sha('A') }],
    ['a report that is cut', { report: 'a'.repeat(63) }],
    ['a digest that is no SHA-256', { digests: [{ sopInstanceUID: '1.3', sha256: 'ab' }] }],
    ['a subject that there is not', { subject: 99 }],
    ['text that the store would cut', { site: 'a\0' }],
  ])('refuses %s', async (_, more) => {
    expect(await codeOf(() => record(newEvent('received', came(), more)))).toBe('row-refused');
    expect(read()).toEqual([]);
  });

  it('refuses a subject of another trial, and a trial that there is not', async () => {
    const other = crosswalk.write((writer) => trialIn(writer, 'EX-2'));
    const withdrawn = newEvent('withdrawn', { why: 'asked' }, { subject });
    expect(await codeOf(() => record(withdrawn, other))).toBe('row-refused');
    expect(await codeOf(() => record(newEvent('ended', { verdict: 'pass' }), 99))).toBe('row-refused');
    expect(record(withdrawn)).toBe(1);
  });
});

describe('eventsOf', () => {
  const ended = (more: object = {}) => newEvent('ended', { verdict: 'pass' }, more);

  it('gives what fits all that is asked for, of this trial alone', () => {
    const other = crosswalk.write((writer) => trialIn(writer, 'EX-2'));
    record(ended({ run: 'r1' }));
    record(ended({ run: 'r1' }), other);
    record(ended({ run: 'r1', delivery: 1, command: 'deid' }));
    record(newEvent('begun', {} as never, { run: 'r1', delivery: 1, studyUID: '1.2' }));
    record(ended({ run: 'r2', delivery: 1, subject }));
    const idsOf = (filter: EventFilter) => read(filter).map(({ id }) => id);
    expect(idsOf({})).toEqual([1, 3, 4, 5]);
    expect(idsOf({ run: 'r1' })).toEqual([1, 3, 4]);
    expect(idsOf({ delivery: 1 })).toEqual([3, 4, 5]);
    expect(idsOf({ run: 'r1', delivery: 1 })).toEqual([3, 4]);
    expect(idsOf({ command: 'deid' })).toEqual([3]);
    expect(idsOf({ studyUID: '1.2' })).toEqual([4]);
    expect(idsOf({ subject })).toEqual([5]);
    expect(idsOf({ kinds: ['begun'] })).toEqual([4]);
    expect(idsOf({ kinds: ['begun', 'ended'], run: 'r2' })).toEqual([5]);
    expect(idsOf({ kinds: [] })).toEqual([]);
    expect(eventsOf(crosswalk, other).map(({ id }) => id)).toEqual([2]);
  });

  it.each([99, 100, 101, 250])('gives all of %i in the order of writing, each once', (count) => {
    crosswalk.write((writer) => {
      for (let i = 0; i < count; i++) recordEvent(writer, trial, ended({ delivery: i }));
    });
    expect(read().map(({ id }) => id)).toEqual(Array.from({ length: count }, (_, i) => i + 1));
  });
});

describe('what came of a study', () => {
  const digest = (sopInstanceUID: string, digit: string): InstanceDigest => ({
    sopInstanceUID,
    sha256: sha(digit),
  });
  const arrive = (kind: EventKind, studyUID: string, digests?: readonly InstanceDigest[], of = trial) =>
    record({ ...newEvent(kind, came() as never, { studyUID }), digests } as NewEvent, of);

  it('is the newest digest of each instance, over every arrival of that study in that trial', () => {
    const other = crosswalk.write((writer) => trialIn(writer, 'EX-2'));
    arrive('received', '1.2', [digest('1.3.1', 'a'), digest('1.3.2', 'b')]);
    arrive('re-sent', '1.2', [digest('1.3.1', 'a')]);
    arrive('changed', '1.2', [digest('1.3.2', 'c'), digest('1.3.3', 'd')]);
    arrive('received', '1.9', [digest('1.3.1', 'e')]);
    arrive('received', '1.2', [digest('1.3.1', 'f')], other);
    expect([...knownDigests(crosswalk, trial, '1.2')]).toEqual([
      ['1.3.1', sha('a')],
      ['1.3.2', sha('c')],
      ['1.3.3', sha('d')],
    ]);
    expect(knownDigests(crosswalk, trial, '1.7').size).toBe(0);
  });

  it('is nothing where an arrival has no digests', () => {
    arrive('received', '1.2');
    arrive('re-sent', '1.2', []);
    expect(knownDigests(crosswalk, trial, '1.2').size).toBe(0);
  });

  it('tells the studies that an instance came in, by its whole UID', () => {
    const other = crosswalk.write((writer) => trialIn(writer, 'EX-2'));
    arrive('received', '1.9', [digest('1.3.11', 'a')]);
    arrive('received', '1.8', [digest('1.3.7', 'a'), digest('1.3.1', 'b')]);
    arrive('changed', '1.8', [digest('1.3.1', 'c')]);
    arrive('received', '1.7', [digest('1.3.1', 'c')]);
    arrive('received', '1.6', [digest('1.3.1', 'c')], other);
    expect(studiesWithInstance(crosswalk, trial, '1.3.1')).toEqual(['1.8', '1.7']);
    expect(studiesWithInstance(crosswalk, trial, '1.3.11')).toEqual(['1.9']);
    expect(studiesWithInstance(crosswalk, trial, '1.3')).toEqual([]);
  });
});
