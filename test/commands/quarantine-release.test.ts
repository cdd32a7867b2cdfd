import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { validatorOf } from '../../src/io/schemas.js';
import { type HeaderPatient, mrFile } from './assign-id/mr-file.js';
import { corelab, folder, type Ran, shell } from './cli.js';

const PLANTED: HeaderPatient = {
  ...{ id: 'QV-8812003', name: 'Zwetschgenbaum^Ottilie', birthDate: '19430217', sex: 'F' },
};
const LEAKS = /zwetschgenbaum|ottilie|8812003|19430217|1943-02-17|northmere/i;

/** A run by A. Runner with one released file, and in its quarantine a picture with text (1) and one of nobody (2). */
async function lab() {
  const at = folder();
  mkdirSync(join(at, 'cd'));
  writeFileSync(join(at, 'cd', 'IM1'), mrFile('one', PLANTED, '20231104'));
  writeFileSync(join(at, 'cd', 'IM2'), mrFile('two', PLANTED, '20231106', { BurnedInAnnotation: 'YES' }));
  writeFileSync(join(at, 'cd', 'IM3'), mrFile('three', { ...PLANTED, id: '' }, '20231106'));
  const key = join(at, 'corelab.key');
  writeFileSync(key, randomBytes(32), { mode: 0o600 });
  const out = join(at, 'out');
  const state = `${out}.state`;
  const deid = ['--profile', 'trial', '--key-file', key, '--out', out, '--operator', 'A. Runner'];
  const ran = await corelab(['deid', join(at, 'cd'), ...deid]);
  expect(ran.code, ran.stderr).toBe(1);
  const flags = [
    '--state',
    state,
    '--key-file',
    key,
    '--operator',
    'B. Second',
    '--reason',
    'dose bars only',
  ];
  return {
    at,
    out,
    state,
    flags,
    release: (...args: string[]) => corelab(['quarantine', 'release', ...args]),
  };
}

async function reportOf(ran: Ran) {
  if (!ran.stdout.startsWith('{')) throw new Error(`no report (exit ${ran.code}): ${ran.stderr}`);
  const report = JSON.parse(ran.stdout);
  expect((await validatorOf('report-quarantine'))(report)).toEqual([]);
  return report;
}

const below = (path: string): string[] =>
  readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(path, name)).isFile())
    .sort();

describe('corelab quarantine release', () => {
  it('releases what a second person has looked at, de-identified as the run would have, and once', async () => {
    const { out, state, flags, release } = await lab();
    const ran = await release('1', ...flags);
    const report = await reportOf(ran);
    expect([ran.code, ran.stderr]).toEqual([0, '']);
    expect(below(out)).toHaveLength(2);
    expect(report.files.map(({ path }: { path: string }) => path)).toEqual([
      expect.stringMatching(/^P[0-9A-Z]{13}\/2\.25\.\d+\/2\.25\.\d+\/2\.25\.\d+\.dcm$/),
    ]);
    const texts = below(out).map((name) => name + readFileSync(join(out, name), 'latin1'));
    expect(texts.join('') + ran.stdout).not.toMatch(LEAKS);
    const list = await reportOf(await corelab(['quarantine', 'list', '--state', state]));
    expect(list.entries.map(({ status }: { status: string }) => status)).toEqual(['released', 'waiting']);
    const again = await release('1', ...flags);
    expect([again.code, again.stdout]).toEqual([2, '']);
    expect(again.stderr).toContain('entry 1 is released');
  });

  it('hands on what it released, clean of the list that the run has left', async () => {
    const { state, flags } = await lab();
    const quoted = flags.map((flag) => `'${flag}'`).join(' ');
    const known = join(state, 'known-0001.json');
    const ran = await shell(
      `set -o pipefail; $CORELAB quarantine release 1 ${quoted} | $CORELAB deid - --verify-only --known ${known}`,
    );
    expect([ran.code, ran.stderr]).toEqual([0, '']);
    const report = JSON.parse(ran.stdout);
    expect(report.summary).toMatchObject({ filesIn: 1, clean: 1, suspect: 0 });
    expect(report.verified).toEqual([]);
  });

  it('says why it does not release, exits 2, and leaves everything as it is', async () => {
    const { out, flags, release } = await lab();
    const without = (flag: string) => flags.filter((_, i) => flags[i - (i % 2)] !== flag);
    const runs: [string[], RegExp][] = [
      [['1', ...without('--reason')], /Missing required flag reason/],
      [['1', ...without('--operator')], /needs a name: --operator/],
      [['1', ...without('--operator'), '--operator', 'A.  RUNNER'], /needs a second person/],
      [['1', ...without('--key-file')], /--key-file FILE/],
      [['1', '2', ...flags], /entry 2 cannot be released.*assign-id/],
      [['x', ...flags], /x is no number/],
      [flags, /NUMBER|number/],
    ];
    for (const [args, text] of runs) {
      const { code, stdout, stderr } = await release(...args);
      expect([code, stdout], args.join(' ')).toEqual([2, '']);
      expect(stderr).toMatch(text);
    }
    expect(below(out)).toHaveLength(1);
    expect(existsSync(join(`${out}.state`, 'releases.ndjson'))).toBe(false);
  });
});
