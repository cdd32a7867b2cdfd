import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { newWorld, PROJECT_KEY, SECRETS, type World } from '../pipeline/crosswalk/world.js';
import { corelab, folder, type Ran, shell } from './cli.js';

let world: World;

beforeAll(async () => {
  world = await newWorld();
});

function crosswalk(command: string, ...args: string[]): Promise<Ran> {
  const own = ['--crosswalk', world.crosswalk, '--crosswalk-key', join(world.folder, 'crosswalk.key')];
  return corelab(['crosswalk', command, ...args, ...own]);
}

const COMMANDS = readdirSync(new URL('../../src/commands/crosswalk', import.meta.url)).map((name) =>
  name.replace('.ts', ''),
);

describe('corelab crosswalk', () => {
  it.each(COMMANDS)('%s says what it does, with two examples at least', async (command) => {
    const { stdout, code } = await corelab(['crosswalk', command, '--help']);
    expect(code).toBe(0);
    expect(stdout.match(/\$ corelab crosswalk /g)?.length).toBeGreaterThanOrEqual(2);
  });

  it('new makes a crosswalk that list opens, with a file mode for its owner alone', async () => {
    const path = join(folder(), 'new.db');
    const key = ['--crosswalk-key', join(world.folder, 'crosswalk.key')];
    const made = await corelab(['crosswalk', 'new', path, ...key]);
    expect(made.stderr).toBe('');
    expect(JSON.parse(made.stdout)).toMatchObject({ config: { action: 'new' }, verdict: 'pass' });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const listed = await corelab(['crosswalk', 'list', '--crosswalk', path, ...key]);
    expect(JSON.parse(listed.stdout).subjects).toEqual([]);
    const again = await corelab(['crosswalk', 'new', path, ...key]);
    expect([again.code, again.stdout]).toEqual([2, '']);
    expect(again.stderr).toContain('never replaced');
  });

  it('asks nobody for the passphrase of a crosswalk that is not there', async () => {
    const { code, stderr } = await corelab(['crosswalk', 'list', '--crosswalk', '/nowhere/x.db']);
    expect(code).toBe(2);
    expect(stderr).toContain("make one with 'corelab crosswalk new'");
  });

  it('says how to go on where there is no terminal to ask for a passphrase', async () => {
    const { code, stderr } = await shell(
      `setsid -w $CORELAB crosswalk list --crosswalk '${world.crosswalk}'`,
    );
    expect(code).toBe(2);
    expect(stderr).toContain('--crosswalk-key FILE');
  });

  it('list, show, verify and audit name nobody, not with --identifiers either', async () => {
    const { subjects } = JSON.parse((await crosswalk('list')).stdout);
    const runs = [
      await crosswalk('list', '--identifiers'),
      await crosswalk('show', subjects[0].subject, '--trial', world.trial, '--identifiers'),
      await crosswalk('verify', '--identifiers'),
      await crosswalk('audit', '--identifiers'),
    ];
    for (const { code, stdout, stderr } of runs) {
      expect([code, stderr]).toEqual([0, '']);
      for (const secret of SECRETS) expect(stdout.toLowerCase()).not.toContain(secret.toLowerCase());
    }
  });

  it('export --identified needs a reason, and writes a file for its owner alone', async () => {
    const path = join(world.folder, 'who.csv');
    const refused = await crosswalk('export', '--identified', '--export', `csv=${path}`);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('--reason');
    const { code } = await crosswalk(
      'export',
      '--identified',
      '--reason',
      'audit',
      '--export',
      `csv=${path}`,
    );
    expect(code).toBe(0);
    expect(readFileSync(path, 'utf8')).toContain('Marigoldova^Anna');
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('verify exits 1 where a report says that the audit trail went further', async () => {
    const report = JSON.parse((await crosswalk('list')).stdout);
    const path = join(world.folder, 'further.json');
    const { crosswalk: head } = report;
    writeFileSync(path, JSON.stringify({ ...report, crosswalk: { ...head, seq: head.seq + 1 } }));
    const { code, stdout } = await crosswalk('verify', '--anchor-of', path);
    expect(code).toBe(1);
    expect(JSON.parse(stdout).findings[0].code).toBe('crosswalk-behind-report');
  });

  it('tells a wrong key, an unknown subject and a form that there is not, and exits 2', async () => {
    const wrong = await corelab([
      ...['crosswalk', 'list', '--crosswalk', world.crosswalk, '--crosswalk-key', world.keyFile],
    ]);
    expect(PROJECT_KEY).toHaveLength(32);
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('does not open with this key')]);
    const unknown = await crosswalk('show', '07-9999-X', '--trial', world.trial);
    expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('no subject 07-9999-X')]);
    const form = await crosswalk('audit', '--export', 'pdf=a.pdf');
    expect([form.code, form.stderr]).toEqual([2, expect.stringContaining('csv=FILE or json=FILE')]);
  });
});
