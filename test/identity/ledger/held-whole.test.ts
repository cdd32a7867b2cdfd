import { describe, expect, it } from 'vitest';
import type { EventKind, LedgerEvent, Problem } from '../../../src/identity/ledger/event.js';
import { itemsOfProblems, workItems } from '../../../src/identity/ledger/work-items.js';
import { came, event, problem } from './events.js';

const NOTHING = problem({ code: 'nothing-released', outcome: 'not-evaluable', message: 'none was released' });

type Arrival = 'received' | 're-sent' | 'changed';

let next = 1;
/** A delivery with studies, and what `deid` found of no study. Its `reported` is the last event. */
function delivery(
  studies: Readonly<Record<string, Arrival>>,
  problems: readonly Problem[] = [NOTHING],
  site = '01',
): LedgerEvent[] {
  const of = { run: `r${next}`, delivery: 1, site };
  const arrived = Object.entries(studies).map(([studyUID, kind]) =>
    event(kind, came({ same: 1 }), { ...of, id: next++, command: 'manifest', studyUID }),
  );
  return [...arrived, event('reported', { problems } as never, { ...of, id: next++, command: 'deid' })];
}

const say = (kind: EventKind, item: string) =>
  event(kind, { why: 'w', code: 'c', text: 't' } as never, { id: next++, item });
const idOf = (events: readonly LedgerEvent[]): string => `${events.at(-1)?.id}.1`;
/** Items that say that nothing was released. */
const itemsOf = (...deliveries: readonly (readonly LedgerEvent[])[]): string[] =>
  workItems(deliveries.flat()).flatMap(({ id, problem: { code } }) =>
    code === 'nothing-released' ? [id] : [],
  );

describe('that nothing of a delivery was released', () => {
  const first = delivery({ a: 'received', b: 'received' });

  it('is asked once of what comes again as it was, all of it or a part', () => {
    const [whole, part, third] = [
      delivery({ a: 're-sent', b: 're-sent' }),
      delivery({ a: 're-sent' }),
      delivery({ b: 're-sent', a: 're-sent' }),
    ];
    expect(itemsOf(first, whole, part, third)).toEqual([idOf(first)]);
    const found = itemsOfProblems([first, whole, part, third].flat());
    for (const again of [whole, part, third]) expect(found.get(idOf(again))?.id).toBe(idOf(first));
  });

  it.each<EventKind>(['accepted', 'rejected', 'queried', 'answered'])('stays %s', (kind) => {
    const events = [...first, say(kind, idOf(first)), ...delivery({ a: 're-sent', b: 're-sent' })];
    expect(workItems(events).map(({ state }) => state)).toEqual([kind]);
  });

  it.each<[string, LedgerEvent[]]>([
    ['of which a study changed', delivery({ a: 're-sent', b: 'changed' })],
    ['that brings a study more', delivery({ a: 're-sent', c: 'received' })],
    ['that brings a study of another delivery', delivery({ a: 're-sent', c: 're-sent' })],
    ['that brings no study', delivery({})],
    ['of another site', delivery({ a: 're-sent', b: 're-sent' }, [NOTHING], '02')],
    ['told in other words', delivery({ a: 're-sent', b: 're-sent' }, [{ ...NOTHING, message: 'x' }])],
  ])('is asked anew of a delivery %s', (_, other) => {
    expect(itemsOf(first, other)).toEqual([idOf(first), idOf(other)]);
  });

  it('is asked anew where something of it was released meanwhile', () => {
    const [between, last] = [
      delivery({ a: 're-sent', b: 're-sent' }, []),
      delivery({ a: 're-sent', b: 're-sent' }),
    ];
    expect(itemsOf(first, between, last)).toEqual([idOf(first), idOf(last)]);
  });

  it('is asked anew where two deliveries were asked for, each by an item of its own', () => {
    const [other, both] = [delivery({ c: 'received' }), delivery({ a: 're-sent', c: 're-sent' })];
    expect(itemsOf(first, other, both)).toEqual([idOf(first), idOf(other), idOf(both)]);
  });

  it('takes nothing else along that was found of no study', () => {
    const unreadable = problem({ code: 'unreadable-file' });
    const [one, again] = [
      delivery({ d: 'received' }, [unreadable, NOTHING]),
      delivery({ d: 're-sent' }, [unreadable, NOTHING]),
    ];
    const items = workItems([...one, ...again]).map(({ id, problem: { code } }) => `${id} ${code}`);
    const [id, anew] = [one, again].map((events) => events.at(-1)?.id);
    expect(items).toEqual([
      `${id}.1 unreadable-file`,
      `${id}.2 nothing-released`,
      `${anew}.1 unreadable-file`,
    ]);
  });
});
