import { describe, expect, it } from 'vitest';
import type { EventKind, LedgerEvent } from '../../../src/identity/ledger/event.js';
import { isClosed, needsPerson, workItems } from '../../../src/identity/ledger/work-items.js';
import { came, event, type More } from './events.js';

const STUDY = { run: 'r1', delivery: 1, site: '01', subject: 5, studyUID: '1.2', visit: 'BL' } as const;
const AGAIN = { ...STUDY, run: 'r2' } as const;

const held = (id: number, files: number, more: More = STUDY) =>
  event('quarantined', { code: 'ultrasound', reason: 'r', files }, { ...more, id, command: 'deid' });
/** Of a person, who let a file go. */
const letGo = (id: number, item: string | undefined, entry?: number, more: More = {}) => {
  const details = { files: 1, series: 1, releasedUID: '2.25.1', folder: '/out' };
  const { run: _, delivery: __, ...of } = STUDY;
  return event(
    'released',
    { ...details, ...(entry !== undefined && { entry }) },
    { ...of, command: 'quarantine', ...(item !== undefined && { item }), ...more, id },
  );
};
const say = (kind: EventKind, id: number, item: string) =>
  event(kind, { why: 'w', code: 'c', text: 't' } as never, { id, item });
const statesOf = (...events: readonly LedgerEvent[]): string[] =>
  workItems(events).map(({ id, state }) => `${id} ${state}`);

describe('an item of files that were quarantined', () => {
  it('is settled when every one of them was let go, whatever the order', () => {
    const events = [held(1, 3), letGo(2, '1.1', 3), letGo(3, '1.1', 1), letGo(4, '1.1', 2)];
    expect(statesOf(...events.slice(0, 3))).toEqual(['1.1 open']);
    expect(statesOf(...events)).toEqual(['1.1 released']);
    const [item] = workItems(events);
    expect(item && [needsPerson(item), isClosed(item)]).toEqual([false, true]);
  });

  it('counts each entry of the quarantine once', () => {
    expect(statesOf(held(1, 2), letGo(2, '1.1', 1), letGo(3, '1.1', 1))).toEqual(['1.1 open']);
  });

  it('stays where it is not certain that a file of it was let go', () => {
    const ofRun = { command: 'deid', run: 'r1', delivery: 1 };
    for (const one of [
      letGo(2, undefined, 1),
      letGo(2, '1.1'),
      letGo(2, '9.1', 1),
      letGo(2, '1.1', 1, ofRun),
    ])
      expect(statesOf(held(1, 1), one)).toEqual(['1.1 open']);
    const checked = event('checked', { outcome: 'fail', problems: [] }, { ...STUDY, id: 1 });
    expect(statesOf(checked, held(2, 1), letGo(3, '1.1', 1))).toEqual(['2.1 open']);
  });

  it('leaves the items of other reasons and studies', () => {
    const other = held(2, 1, { ...STUDY, studyUID: '1.3' });
    expect(statesOf(held(1, 1), other, letGo(3, '1.1', 1))).toEqual(['1.1 released', '2.1 open']);
  });

  it.each<EventKind>(['queried', 'answered', 'accepted'])('that was %s before is settled, too', (kind) => {
    const events = [held(1, 1), say(kind, 2, '1.1'), letGo(3, '1.1', 1)];
    expect(statesOf(...events)).toEqual(['1.1 released']);
    expect(workItems(events)[0]?.decided?.kind).toBe(kind);
  });

  it('that was rejected stays so: the study is refused until it comes anew', () => {
    const events = [held(1, 1), say('rejected', 2, '1.1'), letGo(3, '1.1', 1)];
    expect(statesOf(...events)).toEqual(['1.1 rejected']);
  });

  it('takes no decision any more, and is not asked again where the study comes as it was', () => {
    const events = [held(1, 1), letGo(2, '1.1', 1), say('rejected', 3, '1.1')];
    expect(statesOf(...events)).toEqual(['1.1 released']);
    const resent = event('re-sent', came({ same: 1 }), { ...AGAIN, id: 4, command: 'manifest' });
    expect(statesOf(...events, resent, held(5, 1, AGAIN))).toEqual(['1.1 released']);
    const changed = event('changed', came({ changed: 1 }), { ...AGAIN, id: 4, command: 'manifest' });
    expect(statesOf(...events, changed, held(5, 1, AGAIN))).toEqual(['1.1 released', '4.1 open', '5.1 open']);
  });
});
