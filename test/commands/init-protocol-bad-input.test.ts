import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeError } from '../../src/cli/errors.js';
import { validatorOf } from '../../src/io/schemas.js';
import { runInitProtocol } from '../../src/pipeline/init-protocol/run.js';
import type { Report } from '../../src/report/envelope.js';
import { withoutPrivileges } from '../helpers/unprivileged.js';
import { initOptions } from '../pipeline/init-protocol/judged.js';
import { site } from './check-protocol/run.js';
import { corelab, folder, junk, ROOT, shell } from './cli.js';
import { CAN_MOUNT } from './deid/full-disk.js';

const visit = [{ subject: 1 }];
const init = (...args: string[]) => corelab(['init-protocol', ...args]);

/**
 * Runs the work in this process as a user whom permissions bind: that user may not be let at the program itself. Everything
 * that the work loads is loaded before, by a run that is let.
 */
async function unprivileged(place: string, data: string, out: string): Promise<Report> {
  await runInitProtocol(initOptions([data], join(folder(), 'warm.yaml')));
  return withoutPrivileges(place, () => runInitProtocol(initOptions([data], out)));
}

describe('an init-protocol that cannot write', () => {
  it.each([
    ['exists', 'protocol.yaml', 'it exists, and a protocol is not written over'],
    ['is in no folder', 'none/p.yaml', 'there is no folder'],
    ['is in a file', 'protocol.yaml/p.yaml', 'is not a folder'],
    ['is a folder', 'data', 'it exists'],
  ])('says so of a file that %s, and leaves all as it was', async (_, name, told) => {
    const { place, data } = site(visit);
    const before = readdirSync(place).sort();
    const { code, stdout, stderr } = await init(data, '--out', join(place, name));
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(told);
    expect(readdirSync(place).sort()).toEqual(before);
  });

  it('says so of a folder that may not be written', async () => {
    const { place, data } = site(visit);
    const closed = join(place, 'closed');
    mkdirSync(closed, { mode: 0o555 });
    const error = await unprivileged(place, data, join(closed, 'p.yaml')).catch((thrown) => thrown);
    const { message, exitCode } = describeError(error);
    expect(exitCode, message).toBe(2);
    expect(message).toContain('permission denied');
    expect(readdirSync(closed)).toEqual([]);
  });

  it.skipIf(!CAN_MOUNT)('leaves no half of it on a full disk', async () => {
    const { place } = site(visit);
    mkdirSync(join(place, 'disk'));
    const script = `cd ${place}; mount -t tmpfs -o size=4k t disk; head -c 4096 /dev/zero > disk/full;
      $CORELAB init-protocol data --out disk/p.yaml --json; code=$?; ls disk; exit $code`;
    const { code, stdout, stderr } = await shell(`unshare -rm bash -c "$SCRIPT"`, { SCRIPT: script });
    expect(code, stderr).toBe(2);
    expect(stderr).toContain('the disk is full');
    expect(stdout).toBe('full\n');
  });
});

describe('an init-protocol that is interrupted', () => {
  const { place, data } = site(Array.from({ length: 30 }, (_, subject) => ({ subject })));

  it.each([60, 250, 500])('after %i ms leaves a whole protocol, or none', async (afterMs) => {
    const out = join(folder(), 'made.yaml');
    const args = [join(ROOT, 'bin', 'run.js'), 'init-protocol', data, '--out', out];
    const child = spawn(process.execPath, args, { stdio: 'ignore' });
    const timer = setTimeout(() => child.kill('SIGINT'), afterMs);
    await new Promise((resolve) => child.on('close', resolve));
    clearTimeout(timer);
    expect(readdirSync(join(out, '..')).filter((name) => name !== 'made.yaml')).toEqual([]);
    if (existsSync(out)) expect(readFileSync(out, 'utf8')).toMatch(/checks:[\s\S]*\n$/);
    expect(existsSync(place)).toBe(true);
  });
});

describe('input of init-protocol that is wrong', () => {
  it('is a folder without DICOM: exit 3, and no file', async () => {
    const out = join(folder(), 'p.yaml');
    expect((await init(junk(2), '--out', out)).code).toBe(3);
    expect(existsSync(out)).toBe(false);
  });

  it('is a report on standard input that is empty, hashed, or beside paths', async () => {
    const { place, data } = site(visit);
    const out = join(place, 'p.yaml');
    const make = `$CORELAB init-protocol - --out '${out}'`;
    expect((await shell(`${make} </dev/null`)).stderr).toContain('standard input is empty');
    expect((await shell(`${make} '${data}' </dev/null`)).stderr).toContain('cannot stand beside paths');
    const hashed = `$CORELAB key new '${place}/k' >/dev/null; $CORELAB manifest '${data}' --hash-paths --key-file '${place}/k'`;
    const { code, stderr } = await shell(`${hashed} --json | ${make}`);
    expect([code, stderr.includes('--hash-paths')]).toEqual([2, true]);
    expect(existsSync(out)).toBe(false);
  });

  it('is a file that was cut, is empty, or may not be read: named, and nothing is lost', async () => {
    const { place, data } = site(visit);
    const series = join(data, 'S001', 'd', 'pd');
    truncateSync(join(series, 'IM0'), 300);
    truncateSync(join(series, 'IM1'), 0);
    writeFileSync(join(series, 'notes.txt'), 'no DICOM');
    chmodSync(join(series, 'IM2'), 0);
    mkdirSync(join(place, 'open'), { mode: 0o777 });
    chmodSync(join(place, 'open'), 0o777);
    const report = await unprivileged(place, data, join(place, 'open', 'p.yaml'));
    expect(report.verdict).toBe('fail');
    expect(report.findings.filter(({ code }) => code === 'unreadable-file')).toHaveLength(3);
    expect([report.summary.filesIn, [...report.files].length]).toEqual([19, 19]);
  });

  it('is a flag that is misspelt', async () => {
    const { stderr, code } = await init('.', '--ot', 'x');
    expect([code, stderr.includes('did you mean --out?')]).toEqual([2, true]);
  });
});

describe('reports of init-protocol and of check-protocol about the protocol alone', () => {
  it('fit their schemas in every form', async () => {
    const { place, data, protocol } = site(visit);
    const forms = (name: string): string[] =>
      ['json', 'ndjson', 'csv', 'xml'].flatMap((form) => ['--report', join(place, `${name}.${form}`)]);
    await init(data, '--out', join(place, 'made.yaml'), ...forms('init'));
    const alone = ['check-protocol', '--protocol', protocol];
    const lint = protocol.replace('protocol.yaml', 'lint.yaml');
    writeFileSync(lint, readFileSync(protocol, 'utf8').replace('/flair/i', '/t1_se|flair/i'));
    expect((await corelab([...alone, '--explain', ...forms('explain')])).code).toBe(0);
    await corelab(['check-protocol', '--protocol', lint, '--lint', ...forms('lint')]);
    const lines = await validatorOf('ndjson');
    for (const [name, schema] of [
      ['init', 'report-init-protocol'],
      ['explain', 'report-check-protocol'],
      ['lint', 'report-check-protocol'],
    ] as const) {
      const read = (form: string): string => readFileSync(join(place, `${name}.${form}`), 'utf8');
      const report = JSON.parse(read('json'));
      expect([name, (await validatorOf(schema))(report)]).toEqual([name, []]);
      for (const line of read('ndjson').trimEnd().split('\n')) expect(lines(JSON.parse(line))).toEqual([]);
      expect(read('csv').split('\n').length).toBeGreaterThan(name === 'lint' ? 0 : 2);
      // The verdict, and one a note.
      expect(read('xml').match(/<testcase /g)).toHaveLength(1 + report.findings.length);
    }
  });
});
