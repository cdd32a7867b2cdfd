import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { NewEvent } from '../../../src/identity/ledger/event.js';
import { RegistryError } from '../../../src/identity/registry/registry-error.js';
import { runLedger } from '../../../src/pipeline/ledger/run.js';
import type { Report } from '../../../src/report/envelope.js';
import type { LedgerSections } from '../../../src/report/ledger-sections.js';
import { jsonChunks } from '../../../src/report/write-json.js';
import { tamper } from '../../identity/crosswalk/crosswalk-world.js';
import { ids, SECRETS, type World } from '../crosswalk/world.js';
import { DETAILS, eventOf, historyWorld, PLANTED, record, SHA, stateOf } from './ledger-world.js';

const sectionsOf = ({ sections }: Report) => sections as unknown as LedgerSections;
const options = ({ trial, call }: World) => ({ ...call, trial, copies: [] });
const codeOf = (work: Promise<unknown>) => work.then(() => 'done').catch(({ code }) => code);

describe('the ledger of a trial', () => {
  it('tells every event in order, and the audit record that each was written with', async () => {
    const world = await historyWorld();
    const report = await runLedger(options(world));
    const { events, chain } = sectionsOf(report);
    expect(events.map(({ event }) => event)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(events[4]).toMatchObject({
      ...{ kind: 'assigned', at: '2026-11-23T10:03:59.000Z', osUser: 'jdoe', operator: 'jd', run: 'run-9' },
      ...{ delivery: 1, site: '07', subject: ids.first, visit: 'BL', command: 'assign-id', item: null },
      report: SHA.assign,
    });
    expect(events[0]).toMatchObject({ subject: null, delivery: null, visit: null, report: null });
    const records = events.map(({ auditSeq }) => auditSeq);
    expect(records).toEqual([...records].sort((a, b) => a - b));
    for (const { auditMac } of events) expect(auditMac).toMatch(/^[0-9a-f]{64}$/u);
    expect(chain).toMatchObject({ verified: true, problems: [] });
    expect(report).toMatchObject({
      ...{ schema: 'corelab/report/ledger@1', command: 'ledger', confidentiality: 'linked', verdict: 'pass' },
      summary: { events: 11, reports: 4, decisions: 0, records: chain.records },
      config: { trial: { protocol: 'NM-7' } },
    });
  });

  it('names nobody, no delivered UID, no path and no scanner', async () => {
    const world = await historyWorld();
    await record(world, [
      eventOf('queried', { item: '9.1', subject: world.first }, withText('Is ZX-44719 Anna Marigoldova?')),
      eventOf('answered', { item: '9.1' }, withText('marigoldova, born 1967-11-23, study 1.2.3.1')),
      eventOf('withdrawn', { subject: world.second }, { why: 'B. Quillfeather (ZX-90210) asked us' }),
    ]);
    const path = join(world.folder, 'ledger.md');
    const report = await runLedger({ ...options(world), copies: [{ form: 'md', path }] });
    const text = [...jsonChunks(report)].join('') + readFileSync(path, 'utf8');
    for (const secret of [...SECRETS, ...PLANTED, '1967-11-23']) {
      expect(text.toLowerCase()).not.toContain(secret.toLowerCase());
    }
    expect(text).toContain('asked us');
  });

  it('is in the audit before it leaves, and is its last record', async () => {
    const world = await historyWorld();
    const { seq } = await stateOf(world);
    const { chain } = sectionsOf(await runLedger({ ...options(world), subject: ids.first }));
    expect(chain.head.seq).toBe(seq + 1);
    expect(chain.records).toBe(seq + 1);
    expect((await stateOf(world)).events).toHaveLength(11);
  });

  it('refuses what the store does not know, and writes nothing', async () => {
    const world = await historyWorld();
    await tamperNothing(world, async () => {
      expect(await codeOf(runLedger({ ...options(world), subject: '07-9999-X' }))).toBe('subject-unknown');
      expect(await codeOf(runLedger({ ...options(world), visit: 'W99' }))).toBe('visit-unknown');
      expect(await codeOf(runLedger({ ...options(world), file: '1.2.3.4.5' }))).toBe('study-unknown');
    });
    await expect(runLedger({ ...options(world), file: '/no/such.dcm' })).rejects.toThrow(RegistryError);
  });
});

/** What is refused writes nothing, not even that it was asked for. */
async function tamperNothing(world: World, work: () => Promise<void>): Promise<void> {
  const before = await stateOf(world);
  await work();
  expect(await stateOf(world)).toEqual(before);
}

function withText(text: string): { why: string; code: string; text: string } {
  return { why: 'asked', code: 'motion-limit', text };
}

describe('a chain that does not hold', () => {
  it('is a finding that fails, and the events are told all the same', async () => {
    const world = await historyWorld();
    await tamper(world.crosswalk, "UPDATE audit SET at = '2020-01-01T00:00:00.000Z' WHERE seq = 3");
    const report = await runLedger(options(world));
    const { events, chain } = sectionsOf(report);
    expect(events).toHaveLength(11);
    expect(chain.verified).toBe(false);
    expect(chain.problems[0]).toMatch(/^audit record 3: /u);
    expect(report.verdict).toBe('fail');
    expect(report.findings.map(({ code, severity }) => [code, severity])).toEqual([
      ['ledger-chain-broken', 'critical'],
    ]);
  });

  it('stands at the head of what an auditor reads', async () => {
    const world = await historyWorld();
    await tamper(world.crosswalk, "UPDATE audit SET reason = 'x', mac = 'y' WHERE seq = 3");
    const path = join(world.folder, 'ledger.md');
    await runLedger({ ...options(world), copies: [{ form: 'md', path }] });
    expect(readFileSync(path, 'utf8')).toContain('**BROKEN**');
  });

  it('is told by the error alone where an event itself is not what was written', async () => {
    const world = await historyWorld();
    await tamper(
      world.crosswalk,
      ...(await triggers(world)),
      "UPDATE events SET visit = 'W4' WHERE kind = 'checked'",
    );
    const path = join(world.folder, 'ledger.md');
    const asked = runLedger({ ...options(world), copies: [{ form: 'md', path }] });
    expect(await codeOf(asked)).toBe('row-forged');
    expect(existsSync(path)).toBe(false);
  });
});

/** What takes away the triggers that refuse a change of an event. */
async function triggers(world: World): Promise<string[]> {
  const { openCrosswalk } = await import('../../../src/pipeline/open-crosswalk.js');
  const crosswalk = await openCrosswalk(world.call);
  const sql =
    "SELECT json_group_array(name) FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'events'";
  const names = JSON.parse(String(crosswalk.scalar(sql))) as string[];
  crosswalk.close();
  return names.map((name) => `DROP TRIGGER ${name}`);
}

describe('copies', () => {
  it('are one to read, one for programs and one for a spreadsheet, for their owner alone', async () => {
    const world = await historyWorld();
    const of = (form: 'md' | 'json' | 'csv') => ({ form, path: join(world.folder, `ledger.${form}`) });
    const copies = [of('md'), of('json'), of('csv')];
    const report = await runLedger({ ...options(world), subject: ids.first, copies });
    const { events, chain } = sectionsOf(report);
    for (const { path } of copies) expect(statSync(path).mode & 0o777).toBe(0o600);
    const [md = '', json = '', csv = ''] = copies.map(({ path }) => readFileSync(path, 'utf8'));
    expect(json).toBe([...jsonChunks(report)].join(''));
    expect(csv.trim().split('\r\n')).toHaveLength(events.length + 1);
    for (const told of [
      'NM-7, Northmere seven',
      `subject ${ids.first}`,
      'operator J. Tester',
      chain.head.mac,
    ]) {
      expect(md).toContain(told);
    }
    expect(md).toContain('**verified**');
    for (const { auditMac } of events) expect(md).toContain(`| ${auditMac} |`);
    expect(md).toContain(`| ${SHA.check} | run-9/0001/qc-motion.json |`);
  });

  it('let nothing that people wrote be taken for Markdown or HTML', async () => {
    const world = await historyWorld();
    await record(world, [
      eventOf('withdrawn', { subject: world.first }, { why: '| x | <img src=y> [a](b)\n# c' }),
    ]);
    const path = join(world.folder, 'ledger.md');
    await runLedger({ ...options(world), copies: [{ form: 'md', path }] });
    expect(readFileSync(path, 'utf8')).toContain('\\| x \\| \\<img src=y\\> \\[a\\](b) \\# c |');
  });

  it('say so where nothing happened', async () => {
    const world = await historyWorld();
    const path = join(world.folder, 'ledger.md');
    await runLedger({ ...options(world), visit: 'W12', copies: [{ form: 'md', path }] });
    expect(readFileSync(path, 'utf8')).toMatch(/## What happened\n\nNone\.\n/u);
  });
});

it('tells which decision took the place of which', async () => {
  const world = await historyWorld();
  const decided = { item: '9.1', subject: world.first };
  const events: NewEvent[] = [eventOf('waived', decided), eventOf('rejected', decided)];
  await record(world, [...events, eventOf('accepted', { item: '8.1' }, DETAILS.accepted)]);
  const report = await runLedger(options(world));
  const texts = sectionsOf(report).events.map(({ text }) => text);
  expect(texts.at(-3)).toMatch(/item 9\.1 \(motion-limit\) waived: sponsor agreed$/u);
  expect(texts.at(-2)).toMatch(/rejected: not usable \(it was waived before\)$/u);
  expect(texts.at(-1)).toMatch(/accepted as seen, still quarantined: seen$/u);
  expect(report.summary).toMatchObject({ decisions: 3 });
});
