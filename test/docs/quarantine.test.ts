import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import QuarantineRelease from '../../src/commands/quarantine/release.js';
import { QUARANTINE_ENTRIES } from '../../src/findings/catalogue-quarantine.js';
import { canBeVouched } from '../../src/pipeline/quarantine/vouch.js';
import { ROOT } from '../commands/cli.js';

const page = readFileSync(join(ROOT, 'docs', 'quarantine.md'), 'utf8');

describe('the page of quarantine', () => {
  it('has every finding that the commands may make, with outcome, severity, text and source', () => {
    const rows = [...page.matchAll(/^\| `([a-z-]+)` +\| ([a-z-]+) +\| ([a-z]+) +\| (.*?) +\| (.*?) +\|$/gm)];
    const told = Object.fromEntries(
      rows.map(([, code, outcome, severity, text, source]) => [code, { outcome, severity, text, source }]),
    );
    expect(told).toEqual(QUARANTINE_ENTRIES);
  });

  it('names every flag of a release, and every reason that a person can vouch for', () => {
    expect(Object.keys(QuarantineRelease.flags).filter((flag) => !page.includes(`--${flag}`))).toEqual([]);
    const [, table = ''] = /## What can be released\n\n(.*?)\n\n/s.exec(page) ?? [];
    const reasons = [...table.matchAll(/^\| (`.*?) +\|/gm)].map(([, cell]) => cell).join(' ');
    const codes = [...reasons.matchAll(/`([a-z-]+)`/g)].map(([, code]) => code ?? '');
    expect(codes).toHaveLength(6);
    expect(codes.filter((code) => !canBeVouched(code))).toEqual([]);
  });
});
