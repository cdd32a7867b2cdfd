import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RESPONSE_FORMS } from '../../src/cli/response-exports.js';
import { RESPONSE_FLAGS } from '../../src/cli/response-flags.js';
import { RESPONSE_ENTRIES } from '../../src/findings/catalogue-response.js';
import { loadCriteria } from '../../src/pipeline/response/load-criteria.js';
import { LESION_STATES, METHODS, ROLES } from '../../src/rules/response/words.js';
import { ROOT } from '../commands/cli.js';

const page = readFileSync(join(ROOT, 'docs', 'response.md'), 'utf8');
const [text = '', findings = ''] = page.split('\n## Findings\n');
const schema = JSON.parse(readFileSync(join(ROOT, 'schemas', 'report-response.schema.json'), 'utf8'));

describe('the page of response', () => {
  it('has every finding that the command may make, with outcome, severity, text and source', () => {
    const rows = [
      ...findings.matchAll(/^\| `([a-z0-9-]+)` +\| ([a-z-]+) +\| ([a-z]+) +\| (.*?) +\| (.*?) +\|$/gm),
    ];
    const told = Object.fromEntries(
      rows.map(([, code, outcome, severity, message, source]) => [
        code,
        { outcome, severity, text: message, source },
      ]),
    );
    expect(told).toEqual(RESPONSE_ENTRIES);
  });

  it('names every flag, every form of export, and every key of a response and a best response', () => {
    for (const flag of Object.keys(RESPONSE_FLAGS)) expect(text).toContain(`\`--${flag}`);
    for (const form of RESPONSE_FORMS) expect(text).toContain(`\`${form}\``);
    for (const name of ['response', 'best'])
      for (const key of Object.keys(schema.$defs[name].properties)) expect(text).toContain(`\`${key}\``);
  });

  it('names every word that a cell may have', () => {
    for (const word of [...LESION_STATES, ...METHODS, ...ROLES]) expect(text).toContain(`\`${word}\``);
  });

  it('shows criteria that load', async () => {
    const [, yaml = ''] = /```yaml\n([\s\S]*?)```/.exec(text) ?? [];
    const file = join(mkdtempSync(join(tmpdir(), 'corelab-criteria-')), 'trial.yaml');
    writeFileSync(file, yaml);
    const { criteria } = await loadCriteria(file);
    expect(criteria.modifications).toEqual(['targets.most: 5 → 2']);
    expect(criteria.title).toBe('TRIAL-01 (RECIST 1.1, modified)');
    expect(criteria.choices).toHaveLength(3);
  });
});
