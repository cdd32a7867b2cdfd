import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../../src/findings/catalogue.js';
import { OUTCOMES } from '../../../src/findings/outcome.js';
import type { EventKind, LedgerEvent, Problem } from '../../../src/identity/ledger/event.js';
import { needsPerson, type WorkItem, workItems } from '../../../src/identity/ledger/work-items.js';
import { quarantineReason } from '../../../src/pipeline/deid/quarantine-reasons.js';
import { event, type More, problem } from './events.js';

const STUDY = { run: 'r1', delivery: 1, site: '01', subject: 5, studyUID: '1.2', visit: 'BL' } as const;
const CHECK = { ...STUDY, command: 'check-protocol' } as const;

const checked = (id: number, more: More = {}, problems: readonly Problem[] = [problem()]) =>
  event('checked', { outcome: 'fail', problems }, { ...CHECK, id, ...more });

const statesOf = (...events: readonly LedgerEvent[]): string[] =>
  workItems(events).map(({ id, state }) => `${id} ${state}`);

/** A decision on an item. */
const say = (kind: EventKind, id: number, item: string | undefined, text = 'what is it?') =>
  event(kind, { why: `because ${id}`, code: 'x', text } as never, {
    id,
    ...(item !== undefined && { item }),
  });

describe('an item', () => {
  it('is each problem that failed or could not be evaluated, numbered by its place', () => {
    const problems = OUTCOMES.map((outcome) => problem({ outcome }));
    const details = { problems: [problem({ outcome: 'pass' }), ...problems] };
    const kinds = ['reported', 'assigned', 'not-assigned', 'checked'] as const;
    for (const kind of kinds) {
      const one = event(kind, details as never, { ...CHECK, id: 41, report: 'ab' });
      expect(workItems([one]).map(({ id, problem: { outcome } }) => [id, outcome])).toEqual([
        ['41.2', 'fail'],
        ['41.3', 'not-evaluable'],
      ]);
      const { run, delivery, site, subject, studyUID, visit } = STUDY;
      expect(workItems([one])[0]).toEqual({
        ...{ id: '41.2', since: one.at, kind, run, delivery, site, subject, studyUID, visit },
        ...{ command: 'check-protocol', report: 'ab', problem: problems[0], state: 'open' },
      });
    }
  });

  it('is a study that changed, with how many of its files differ and are new', () => {
    const details = { series: 1, instances: 9, modalities: {}, devices: [], same: 4, changed: 3, added: 2 };
    const [item, ...more] = workItems([event('changed', details, { ...STUDY, id: 7 })]);
    expect(more).toEqual([]);
    expect(item).toMatchObject({ id: '7.1', state: 'open', kind: 'changed' });
    expect(item?.problem).toMatchObject({ code: 'changed-re-send', outcome: 'fail', severity: 'major' });
    expect(item?.problem.message).toMatch(/3 of its files differ now, and 2 are new/);
  });

  it('is what was quarantined by its code, critical where that is about identity', () => {
    const of = (code: string) => {
      const details = { code, reason: 'it is so', files: 4 };
      return workItems([event('quarantined', details, { ...STUDY, id: 8 })])[0]?.problem;
    };
    const plain = { outcome: 'fail', count: 4, message: 'quarantined: it is so' };
    expect(of('ultrasound')).toMatchObject({ ...plain, code: 'ultrasound', severity: 'major' });
    expect(of('unassigned')).toMatchObject({ ...plain, severity: 'critical' });
    for (const code of Object.keys(CATALOGUE).filter((name) => name.startsWith('quarantined-')))
      expect(of(code)?.severity).toBe(CATALOGUE[code as keyof typeof CATALOGUE].severity);
    const own = ['withdrawn', 'uid-unusable', 'name-conflict', 'identifier-found', 'burned-in-annotation'];
    for (const code of [...own, 'character-set-unknown', 'internal-error', 'constructor'])
      expect(of(code)?.severity, code).toBe(CATALOGUE[quarantineReason(code).group].severity);
  });

  it('comes of nothing else, and of nothing where there is no problem', () => {
    const details = { code: 'x', reason: 'y', files: 1, problems: [], why: 'z' } as never;
    const silent = ['begun', 'ended', 'received', 're-sent', 'released', 'exported', 'excused'] as const;
    expect(workItems(silent.map((kind, i) => event(kind, details, { ...STUDY, id: i + 1 })))).toEqual([]);
    expect(workItems([checked(1, {}, [])])).toEqual([]);
    expect(workItems([])).toEqual([]);
  });

  it('stands in the order of writing, whatever order events come in', () => {
    const events = [9, 10, 2, 100].map((id) => checked(id, { studyUID: `1.${id}` }, [problem(), problem()]));
    const ids = ['2.1', '2.2', '9.1', '9.2', '10.1', '10.2', '100.1', '100.2'];
    expect(workItems(events).map(({ id }) => id)).toEqual(ids);
  });
});

describe('a decision', () => {
  it.each(['accepted', 'waived', 'rejected', 'queried', 'answered'] as const)(
    '%s is the state of the item that it names, and of no other',
    (kind) => {
      const events = [checked(1, {}, [problem(), problem()]), say(kind, 2, '1.2')];
      expect(statesOf(...events)).toEqual(['1.1 open', `1.2 ${kind}`]);
      const [first, second] = workItems(events);
      const { at, osUser, operator } = say(kind, 2, '1.2');
      expect(first?.decided).toBeUndefined();
      expect(second?.decided).toMatchObject({ kind, at, osUser, operator, why: 'because 2' });
    },
  );

  it('keeps the text of a query and of an answer', () => {
    const events = [checked(1), say('queried', 2, '1.1', 'which scanner?')];
    expect(workItems(events)[0]?.decided?.text).toBe('which scanner?');
  });

  it('that is the last counts, and after an answer a person has to decide again', () => {
    const [asked, answered] = [say('queried', 2, '1.1'), say('answered', 3, '1.1')];
    const itemAfter = (...more: readonly LedgerEvent[]) => workItems([checked(1), ...more])[0] as WorkItem;
    expect([itemAfter(), itemAfter(asked), itemAfter(asked, answered)].map(needsPerson)).toEqual([
      true,
      false,
      true,
    ]);
    const last = itemAfter(asked, answered, say('waived', 4, '1.1'));
    expect([last.state, last.decided?.why, needsPerson(last)]).toEqual(['waived', 'because 4', false]);
    expect(itemAfter(say('waived', 2, '1.1'), say('rejected', 3, '1.1')).state).toBe('rejected');
  });

  it.each(['2.1', '1.2', '1', '', undefined])('on an item that there is not (%j) is passed over', (item) => {
    expect(statesOf(checked(1), say('waived', 3, item))).toEqual(['1.1 open']);
  });

  it('needs nobody any more once it is made', () => {
    const needing = (['accepted', 'waived', 'rejected', 'queried'] as const).map((kind) =>
      workItems([checked(1), say(kind, 2, '1.1')]).some(needsPerson),
    );
    expect(needing).toEqual([false, false, false, false]);
  });

  it('never makes a check pass by itself: exactly the undecided items need a person', () => {
    const kinds = fc.constantFrom<EventKind>('accepted', 'waived', 'rejected', 'queried', 'answered');
    const decisions = fc.array(fc.tuple(kinds, fc.integer({ min: 1, max: 6 })), { maxLength: 12 });
    fc.assert(
      fc.property(decisions, (given) => {
        const one = checked(
          1,
          {},
          Array.from({ length: 5 }, () => problem()),
        );
        const items = workItems([one, ...given.map(([kind, n], i) => say(kind, i + 2, `1.${n}`))]);
        const last = new Map(given.map(([kind, n]) => [`1.${n}`, kind]));
        expect(items.map(({ state }) => state)).toEqual(items.map(({ id }) => last.get(id) ?? 'open'));
        for (const item of items)
          expect(needsPerson(item)).toBe(['answered', undefined].includes(last.get(item.id)));
      }),
    );
  });
});
