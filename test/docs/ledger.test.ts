import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DECIDE_FLAGS } from '../../src/cli/decide-flags.js';
import Ledger from '../../src/commands/ledger.js';
import Status from '../../src/commands/status.js';
import { ROOT } from '../commands/cli.js';

const page = readFileSync(join(ROOT, 'docs', 'ledger.md'), 'utf8');
const schemaOf = (name: string) =>
  JSON.parse(readFileSync(join(ROOT, 'schemas', `report-${name}.schema.json`), 'utf8'));
const status = schemaOf('status');
const ledger = schemaOf('ledger');

/** What stands below a heading, up to the next one of its level. */
function section(title: string): string {
  const [, below = ''] = page.split(`\n## ${title}\n`);
  return below.split('\n## ')[0] ?? '';
}
const STATUS = section('Where the trial stands: `corelab status`');
const DECIDE = section('What a person decides: `corelab decide`');
const AUDIT = section('For an auditor: `corelab ledger`');

const notNamed = (words: readonly string[], text: string) =>
  words.filter((word) => !text.includes(`\`${word}`));
const rowsIn = (text: string) => [...text.matchAll(/^\| `([a-z-]+)` /gm)].map(([, word]) => word);

describe('the page of the ledger', () => {
  it('names every kind of event, once', () => {
    const [, table = ''] = /\n\| event .*?\n\| -.*?\n(.*?)\n\n/s.exec(page) ?? [];
    const cells = table.split('\n').map((row) => row.split(' | ')[0] ?? '');
    const told = cells.flatMap((cell) => [...cell.matchAll(/`([a-z-]+)`/g)].map(([, kind]) => kind));
    expect(told.sort()).toEqual([...ledger.$defs.ledgerRow.properties.kind.enum].sort());
  });

  it('names every flag of the three commands, each where the command is', () => {
    expect(
      notNamed(
        Object.keys(Status.flags).map((flag) => `--${flag}`),
        page,
      ),
    ).toEqual([]);
    expect(
      notNamed(
        Object.keys(DECIDE_FLAGS).map((flag) => `--${flag}`),
        page,
      ),
    ).toEqual([]);
    expect(
      notNamed(
        Object.keys(Ledger.flags).map((flag) => `--${flag}`),
        page,
      ),
    ).toEqual([]);
    const called = (flags: object, text: string) =>
      Object.keys(flags).filter((flag) => !text.includes(`--${flag}`));
    expect(called(Status.flags, STATUS)).toEqual([]);
    expect(called(DECIDE_FLAGS, DECIDE)).toEqual([]);
    expect(called(Ledger.flags, AUDIT)).toEqual([]);
  });

  it('names every section of a status, and every key of its rows', () => {
    const keys = Object.entries<{ required: string[] }>(status.$defs).flatMap(([, row]) => row.required);
    expect(notNamed(keys, STATUS)).toEqual([]);
    expect(notNamed(Object.keys(status.properties).slice(-8), STATUS)).toEqual([]);
  });

  it('tells every state of a visit in the order in which they are looked for', () => {
    const [, table = ''] = STATUS.split('### States of a visit') as [string, string];
    const told = rowsIn(table.split('### ')[0] ?? '');
    expect([...told].sort()).toEqual([...status.$defs.statusVisitRow.properties.state.enum].sort());
    expect(told.slice(0, 3)).toEqual(['needs-person', 'queried', 'rejected']);
  });

  it('names every task, and every kind of difference', () => {
    expect(notNamed(status.$defs.worklistRow.properties.what.enum, STATUS)).toEqual([]);
    const [, reconciliation = ''] = STATUS.split('### Reconciliation') as [string, string];
    const [, kinds = ''] = reconciliation.split('`reconciliation[]`') as [string, string];
    expect(rowsIn(kinds)).toEqual(status.$defs.reconciliationRow.properties.kind.enum);
  });

  it('names every key of an event and of the chain', () => {
    const { chain } = ledger.properties;
    const keys = [...ledger.$defs.ledgerRow.required, ...Object.keys(chain.properties), 'seq', 'mac'];
    expect(notNamed(keys, AUDIT)).toEqual([]);
  });
});
