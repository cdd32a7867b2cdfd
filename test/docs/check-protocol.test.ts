import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHECK_PROTOCOL_FLAGS } from '../../src/cli/check-protocol-flags.js';
import InitProtocol from '../../src/commands/init-protocol.js';
import { PROTOCOL_ENTRIES } from '../../src/findings/catalogue-protocol.js';
import { DERIVED } from '../../src/rules/protocol/derived/derived.js';
import { ROOT } from '../commands/cli.js';
import { protocolOf } from '../rules/protocol/from-yaml.js';

const page = readFileSync(join(ROOT, 'docs', 'check-protocol.md'), 'utf8');
const [, findings = ''] = /## Findings\n([\s\S]*)$/.exec(page) ?? [];
const initPage = readFileSync(join(ROOT, 'docs', 'init-protocol.md'), 'utf8');
const MULTI = { always: 'several', true: 'one or more', false: 'one' };

describe('the page of check-protocol', () => {
  it('has every finding that the command may make, with outcome, severity, text and source', () => {
    const rows = [
      ...findings.matchAll(/^\| `([a-z0-9-]+)` +\| ([a-z-]+) +\| ([a-z]+) +\| (.*?) +\| (.*?) +\|$/gm),
    ];
    const told = Object.fromEntries(
      rows.map(([, code, outcome, severity, text, source]) => [code, { outcome, severity, text, source }]),
    );
    expect(told).toEqual(PROTOCOL_ENTRIES);
  });

  it('has every derived value, with unit, number of values, words and source', () => {
    const [, table = ''] = /## Derived values\n([\s\S]*?)\n## /.exec(page) ?? [];
    const rows = [...table.matchAll(/^\| `(\w+)` +\|(.*?)\|(.*?)\|(.*?)\|(.*?)\|$/gm)];
    const told = rows.map(([, name, ...cells]) => [name, ...cells.map((cell = '') => cell.trim())]);
    const known = [...DERIVED.values()].map(({ name, unit = '', multi, text, source }) => [
      ...[name, unit, MULTI[`${multi}`], text, source],
    ]);
    expect(told).toEqual(known);
  });

  it('names every flag of the command', () => {
    expect(Object.keys(CHECK_PROTOCOL_FLAGS).filter((flag) => !page.includes(`--${flag}`))).toEqual([]);
  });

  it('names every protocol that ships', () => {
    const names = readdirSync(join(ROOT, 'protocols'))
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => file.replace('.yaml', ''));
    expect(names.filter((name) => !page.includes(`| \`${name}\``))).toEqual([]);
  });

  it('shows a protocol that can be used', async () => {
    const [, yaml = ''] = /```yaml\n(# yaml-language-server[^\n]*protocol[\s\S]*?)```/.exec(page) ?? [];
    const shown = yaml.replace(/^qualifiedDevices:.*\n/m, '').replace(/^(?:schema|protocol):.*\n/gm, '');
    const { entries } = await protocolOf(shown);
    expect(entries.map(({ name }) => name)).toEqual(['t1_mprage']);
  });
});

describe('the page of init-protocol', () => {
  it('names every flag of the command', () => {
    expect(Object.keys(InitProtocol.flags).filter((flag) => !initPage.includes(`--${flag}`))).toEqual([]);
  });
});
