import { describe, expect, it } from 'vitest';
import { workItems } from '../../../src/identity/ledger/work-items.js';
import { DecideError, type DecideOptions, runDecide } from '../../../src/pipeline/decide/run.js';
import type { LedgerSections } from '../../../src/report/ledger-sections.js';
import { tamper } from '../../identity/crosswalk/crosswalk-world.js';
import { ids, type World } from '../crosswalk/world.js';
import { eventOf, historyWorld, record, SHA, stateOf } from '../ledger/ledger-world.js';

type Asked = Pick<DecideOptions, 'decision' | 'items'> & Partial<DecideOptions>;

const decide = ({ trial, call }: World, asked: Asked) =>
  runDecide({ ...call, trial, reason: 'because', ...asked });

/** What is refused says why, and writes nothing. */
async function refusalOf(world: World, asked: Asked): Promise<{ code: string; message: string }> {
  const before = await stateOf(world);
  const error = await decide(world, asked).catch((cause: unknown) => cause);
  expect(await stateOf(world)).toEqual(before);
  if (!(error instanceof DecideError)) throw new Error('it was not refused as it should be');
  expect(error.message).toMatch(/; nothing was entered$/u);
  return error;
}

const itemsOf = async (world: World) =>
  Object.fromEntries(workItems((await stateOf(world)).events).map((item) => [item.id, item]));

// Of the history: 4.1 manifest of no study, 6.1 assigned to nobody, 8.1 quarantined, 9.1 and 9.2 motion, 11.1 changed.
const OPEN = ['4.1', '6.1', '8.1', '9.1', '9.2', '11.1'];

describe('a decision', () => {
  it.each([
    ['accepted', {}],
    ['waived', {}],
    ['rejected', {}],
    ['queried', { text: ' Did the subject move? ' }],
  ] as const)('is entered, told and in force: %s', async (decision, more) => {
    const world = await historyWorld();
    expect(Object.keys(await itemsOf(world))).toEqual(OPEN);
    const report = await decide(world, { decision, items: ['9.1'], reason: ' because ', ...more });
    const { events, chain } = report.sections as unknown as LedgerSections;
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      ...{ event: 12, kind: decision, operator: 'J. Tester', item: '9.1', site: '07', subject: ids.first },
      ...{ visit: 'BL', command: 'qc-motion', report: SHA.check, run: null, auditSeq: chain.head.seq },
      details: { why: 'because', code: 'motion-limit' },
    });
    expect(chain.verified).toBe(true);
    expect(report).toMatchObject({
      ...{ schema: 'corelab/report/decide@1', command: 'decide', confidentiality: 'linked', verdict: 'pass' },
      summary: { items: 1, events: 1, open: 5 },
    });
    const item = (await itemsOf(world))['9.1'];
    expect(item?.state).toBe(decision);
    expect(item?.decided).toMatchObject({ why: 'because', operator: 'J. Tester' });
    if ('text' in more) expect(item?.decided?.text).toBe('Did the subject move?');
  });

  it('is of all its items, each once, in the order in which they are named', async () => {
    const world = await historyWorld();
    const report = await decide(world, { decision: 'rejected', items: ['9.2', '8.1', ' 9.2'] });
    const { events } = report.sections as unknown as LedgerSections;
    expect(events.map(({ item }) => item)).toEqual(['9.2', '8.1']);
    expect(report.summary).toMatchObject({ items: 2, events: 2, open: 4 });
  });

  it('may be changed, and the change is told', async () => {
    const world = await historyWorld();
    for (const decision of ['accepted', 'waived', 'rejected', 'accepted'] as const) {
      await decide(world, { decision, items: ['9.1'] });
    }
    const report = await decide(world, { decision: 'waived', items: ['9.1'] });
    const { events } = report.sections as unknown as LedgerSections;
    expect(events[0]?.text).toMatch(/waived: because \(it was accepted before\)$/u);
    expect((await itemsOf(world))['9.1']?.state).toBe('waived');
  });

  it('may be made while the site is asked, and after it answered', async () => {
    const world = await historyWorld();
    await decide(world, { decision: 'queried', items: ['9.1', '9.2'], text: 'Why?' });
    await decide(world, { decision: 'accepted', items: ['9.1'] });
    const report = await decide(world, { decision: 'answered', items: ['9.2'], text: 'A cough' });
    // An answer is again a person's to decide on.
    expect(report.summary).toMatchObject({ open: 5 });
    await decide(world, { decision: 'waived', items: ['9.2'] });
    const { '9.1': first, '9.2': second } = await itemsOf(world);
    expect([first?.state, second?.state]).toEqual(['accepted', 'waived']);
  });

  it('on what is quarantined says that it stays there', async () => {
    const world = await historyWorld();
    const report = await decide(world, { decision: 'accepted', items: ['8.1'] });
    const { events } = report.sections as unknown as LedgerSections;
    expect(events[0]?.text).toContain('accepted as seen, still quarantined: because');
  });

  it('on a check of no study can be a waiver', async () => {
    const world = await historyWorld();
    expect((await decide(world, { decision: 'waived', items: ['4.1'] })).summary).toMatchObject({
      events: 1,
    });
  });

  it('in a store that is not what was written is never green', async () => {
    const world = await historyWorld();
    await tamper(world.crosswalk, "UPDATE audit SET os_user = 'x' WHERE seq = 3");
    const report = await decide(world, { decision: 'accepted', items: ['9.1'] });
    expect(report.verdict).toBe('fail');
    expect(report.findings.map(({ code }) => code)).toEqual(['ledger-chain-broken']);
  });
});

describe('a decision is refused', () => {
  it.each(['', ' \n '])('without a reason: "%s"', async (reason) => {
    const world = await historyWorld();
    const asked = { decision: 'accepted', items: ['9.1'], reason } as const;
    expect((await refusalOf(world, asked)).code).toBe('reason-needed');
  });

  it.each(['queried', 'answered'] as const)('without the text that it needs: %s', async (decision) => {
    const world = await historyWorld();
    await record(world, [eventOf('queried', { item: '9.1' })]);
    for (const text of [undefined, ' ']) {
      const asked = { decision, items: ['9.1'], ...(text !== undefined && { text }) };
      expect((await refusalOf(world, asked)).code).toBe('text-needed');
    }
  });

  it('with a text that nobody would read', async () => {
    const world = await historyWorld();
    expect((await refusalOf(world, { decision: 'accepted', items: ['9.1'], text: 'x' })).code).toBe(
      'no-query',
    );
  });

  it('without an item', async () => {
    const world = await historyWorld();
    expect((await refusalOf(world, { decision: 'accepted', items: [] })).code).toBe('item-unknown');
  });

  it('on an item that there is not, with the nearest that are open', async () => {
    const world = await historyWorld();
    await decide(world, { decision: 'accepted', items: ['9.1'] });
    const { code, message } = await refusalOf(world, { decision: 'accepted', items: ['9.3'] });
    expect(code).toBe('item-unknown');
    expect(message).toContain('no item 9.3; nearest of those that are open: 9.2, 8.1, 11.1;');
  });

  it('as a whole, when one of its items is unknown; what is no item is not repeated', async () => {
    const world = await historyWorld();
    const items = ['9.1', 'Marigoldova', '5.1'];
    const { message } = await refusalOf(world, { decision: 'accepted', items });
    expect(message).toContain('no items (not of the form EVENT.NUMBER), 5.1; ');
    expect(message).toContain('4.1, 6.1, 8.1');
    expect(message).not.toContain('Marigoldova');
  });

  it('with nothing to name where nothing is open', async () => {
    const world = await historyWorld();
    await decide(world, { decision: 'accepted', items: OPEN });
    const { message } = await refusalOf(world, { decision: 'accepted', items: ['1.1'] });
    expect(message).toContain('nothing is open');
  });

  it('on an item that a later event made void', async () => {
    const world = await historyWorld();
    await record(world, [eventOf('withdrawn', { subject: world.first })]);
    expect((await itemsOf(world))['9.1']?.state).toBe('superseded');
    for (const decision of ['accepted', 'waived', 'rejected', 'queried', 'answered'] as const) {
      const text = decision === 'queried' || decision === 'answered' ? { text: 'x' } : {};
      const { code } = await refusalOf(world, { decision, items: ['6.1', '9.1'], ...text }).catch((e) => e);
      expect(['item-not-open', 'item-not-waivable', 'no-query']).toContain(code);
      expect((await refusalOf(world, { decision, items: ['9.1'], ...text })).code).toBe('item-not-open');
    }
  });

  it.each(['6.1', '8.1', '11.1'])('as a waiver of what is no check: %s', async (item) => {
    const world = await historyWorld();
    const { code, message } = await refusalOf(world, { decision: 'waived', items: ['9.1', item] });
    expect(code).toBe('item-not-waivable');
    expect(message).toContain(`item ${item} `);
  });

  it.each([undefined, 'accepted', 'waived', 'rejected'] as const)(
    'as an answer where no query is open: %s',
    async (before) => {
      const world = await historyWorld();
      if (before) await decide(world, { decision: before, items: ['9.1'] });
      const asked = { decision: 'answered', items: ['9.1'], text: 'x' } as const;
      expect((await refusalOf(world, asked)).code).toBe('no-query');
    },
  );

  it('as a second answer', async () => {
    const world = await historyWorld();
    await record(world, [eventOf('queried', { item: '9.1' }), eventOf('answered', { item: '9.1' })]);
    const asked = { decision: 'answered', items: ['9.1'], text: 'x' } as const;
    expect((await refusalOf(world, asked)).code).toBe('no-query');
  });
});
