import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { DEID_FLAGS } from '../../src/cli/deid-flags.js';
import { DEID_ENTRIES } from '../../src/findings/catalogue-deid.js';
import { TABLE_OPTIONS } from '../../src/rules/deid/profile/profile.js';
import { ROOT } from '../commands/cli.js';

const page = readFileSync(join(ROOT, 'docs', 'deid.md'), 'utf8');
const NAMES = ['ps315-basic', 'trial', 'tcia', 'site-qualification'];

describe('the page of deid', () => {
  it('has every finding that the command may make, with outcome, severity, text and source', () => {
    const rows = [
      ...page.matchAll(/^\| `([a-z0-9-]+)` +\| ([a-z-]+) +\| ([a-z]+) +\| (.*?) +\| (.*?) +\|$/gm),
    ];
    const told = Object.fromEntries(
      rows.map(([, code, outcome, severity, text, source]) => [code, { outcome, severity, text, source }]),
    );
    expect(told).toEqual(DEID_ENTRIES);
  });

  it('names every flag of the command', () => {
    expect(Object.keys(DEID_FLAGS).filter((flag) => !page.includes(`--${flag}`))).toEqual([]);
  });

  it('tells the options of the profiles that ship', () => {
    for (const [i, name] of NAMES.entries()) {
      const { options } = parse(readFileSync(join(ROOT, 'profiles', `${name}.yaml`), 'utf8'));
      const told = TABLE_OPTIONS.filter((option) => {
        const row = new RegExp(`^\\| \`${option}\` +\\|(.*)\\|$`, 'm').exec(page)?.[1] ?? '';
        return row.split('|')[i]?.trim() === 'yes';
      });
      expect(told).toEqual(TABLE_OPTIONS.filter((option) => options[option] === true));
    }
  });
});
