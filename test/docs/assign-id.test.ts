import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ASSIGN_ID_FLAGS } from '../../src/cli/assign-id-flags.js';
import { IDENTITY_ENTRIES } from '../../src/findings/catalogue-identity.js';
import { ROOT } from '../commands/cli.js';

const page = readFileSync(join(ROOT, 'docs', 'assign-id.md'), 'utf8');

describe('the page of assign-id', () => {
  it('has every finding that the command may make, with outcome, severity, text and source', () => {
    const rows = [...page.matchAll(/^\| `([a-z-]+)` +\| ([a-z-]+) +\| ([a-z]+) +\| (.*?) +\| (.*?) +\|$/gm)];
    const told = Object.fromEntries(
      rows.map(([, code, outcome, severity, text, source]) => [code, { outcome, severity, text, source }]),
    );
    expect(told).toEqual(IDENTITY_ENTRIES);
  });

  it('names every flag of the command', () => {
    const flags = Object.keys(ASSIGN_ID_FLAGS).filter((flag) => flag !== 'exclude');
    expect(flags.filter((flag) => !page.includes(`--${flag}`))).toEqual([]);
  });
});
