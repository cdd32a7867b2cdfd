import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RUN_FLAGS } from '../../src/cli/run-flags.js';
import { LEDGER_ENTRIES } from '../../src/findings/catalogue-ledger.js';
import { loadPipeline } from '../../src/pipeline/run/load-pipeline.js';
import { ROOT } from '../commands/cli.js';

const page = readFileSync(join(ROOT, 'docs', 'run.md'), 'utf8');
const [text = '', findings = ''] = page.split('\n## Findings\n');
const schema = JSON.parse(readFileSync(join(ROOT, 'schemas', 'report-run.schema.json'), 'utf8'));
const trial = JSON.parse(readFileSync(join(ROOT, 'schemas', 'trial.schema.json'), 'utf8'));

describe('the page of run', () => {
  it('has every finding of run, status, decide and ledger, with outcome, severity, text and source', () => {
    const rows = [
      ...findings.matchAll(/^\| `([a-z-]+)` +\| ([a-z-]+) +\| ([a-z]+) +\| (.*?) +\| (.*?) +\|$/gm),
    ];
    const told = Object.fromEntries(
      rows.map(([, code, outcome, severity, message, source]) => [
        code,
        { outcome, severity, text: message, source },
      ]),
    );
    expect(told).toEqual(LEDGER_ENTRIES);
  });

  it('names every flag of the command', () => {
    expect(Object.keys(RUN_FLAGS).filter((flag) => !text.includes(`\`--${flag}`))).toEqual([]);
  });

  it('names every section, and every key of a delivery, a step and a problem', () => {
    const keys = [
      ...schema.required,
      ...['runDeliveryRow', 'runStepRow', 'runProblemRow'].flatMap((name) => schema.$defs[name].required),
    ];
    const named = (key: string) => text.includes(`\`${key}\``) || text.includes(`\`${key}[]\``);
    expect(keys.filter((key) => !named(key))).toEqual([]);
  });

  it('names every key of a pipeline', () => {
    const { properties } = trial.$defs.pipeline;
    const parts = Object.values<{ properties?: object }>(properties).flatMap((part) =>
      Object.keys(part.properties ?? {}),
    );
    const all = [...Object.keys(properties), ...parts];
    expect(all.length).toBeGreaterThan(15);
    expect(all.filter((key) => !text.includes(`\`${key}\``))).toEqual([]);
  });

  it('shows a trial that loads, with everything that ships', async () => {
    const [, yaml = ''] = /```yaml\n([\s\S]*?)```/.exec(text) ?? [];
    const at = mkdtempSync(join(tmpdir(), 'corelab-docs-run-'));
    writeFileSync(join(at, 'trial.yaml'), yaml);
    const { loaded, pipeline } = await loadPipeline(join(at, 'trial.yaml'));
    expect(loaded.trial.sites.map(({ id }) => id)).toEqual(['07', '12']);
    expect(Object.keys(pipeline)).toEqual([
      ...['deid', 'check-protocol', 'qc-motion', 'measure-export', 'response', 'followUp'],
    ]);
    expect(pipeline.followUp).toEqual({ answerWithinDays: 14, decideWithinDays: 5 });
    rmSync(at, { recursive: true });
  });
});
