import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { corelab, folder, ROOT, shell } from '../cli.js';
import { CAN_MOUNT } from '../deid/full-disk.js';
import { filesOf, folderOf, wholeFolder } from './lab.js';

/** Many copies of one report, which differ in a byte of the preamble: none is the same file twice. */
function manyReports(count: number): string {
  const [report] = filesOf('sr/comprehensive-3d.dcm');
  const bytes = Buffer.from(report?.bytes as Uint8Array);
  const copies = Array.from({ length: count }, (_, i) => {
    const copy = Buffer.from(bytes);
    copy.writeUInt32LE(i, 0);
    return { path: `sr/${String(i).padStart(5, '0')}.dcm`, bytes: copy };
  });
  return folderOf([...filesOf('ct'), ...copies]);
}

const data = manyReports(400);
const whole = wholeFolder();

async function stopped(args: readonly string[], signal: NodeJS.Signals, afterMs: number) {
  const child = spawn(process.execPath, [join(ROOT, 'bin', 'run.js'), 'measure-export', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (text) => {
    stdout += text;
  });
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  const timer = setTimeout(() => child.kill(signal), afterMs);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  clearTimeout(timer);
  return { code, stdout, stderr };
}

describe('measure-export that is interrupted', () => {
  it.each([
    ['SIGINT', 130, 250],
    ['SIGTERM', 143, 450],
    ['SIGINT', 130, 700],
  ] as const)('by %s ends with %i and leaves no half file', async (signal, expected, afterMs) => {
    const out = folder();
    const [report, rows] = [join(out, 'r.json'), join(out, 'rows.csv')];
    const flags = ['--report', report, '--export', `csv=${rows}`, '--jobs', '2'];
    const ran = await stopped([data, ...flags], signal, afterMs);
    expect(ran.stderr).not.toContain('    at ');
    // Before the program listens, the signal ends it by itself; it may also have been done already.
    expect([expected, null, 1]).toContain(ran.code);
    if (ran.code !== 1) expect(ran.stdout).toBe('');
    expect(readdirSync(out).filter((name) => name !== 'r.json' && name !== 'rows.csv')).toEqual([]);
    if (existsSync(rows)) expect(readFileSync(rows, 'utf8').endsWith('\n')).toBe(true);
    if (existsSync(report)) expect(JSON.parse(readFileSync(report, 'utf8')).command).toBe('measure-export');
  });
});

describe('output of measure-export that cannot be written', () => {
  it.skipIf(!existsSync('/dev/full'))('on a full device is one line and exit 2', async () => {
    const { code, stderr } = await shell(`$CORELAB measure-export '${whole}' --json > /dev/full`);
    expect([code, stderr]).toEqual([2, 'corelab: standard output could not be written (ENOSPC)\n']);
  });

  it('beyond a limit leaves no half of an export', async () => {
    const out = join(folder(), 'out');
    mkdirSync(out);
    const { code, stderr } = await shell(
      `ulimit -f 8; $CORELAB measure-export '${whole}' --export csv='${out}/rows.csv' > /dev/null`,
    );
    expect([0, 1]).not.toContain(code);
    expect(stderr).not.toContain('    at ');
    expect(readdirSync(out)).toEqual([]);
  });

  it.skipIf(!CAN_MOUNT)('on a full disk leaves no half of an export, and is one line', async () => {
    const out = folder();
    mkdirSync(join(out, 'disk'));
    const script = `
      mount -t tmpfs -o size=64k t '${out}/disk'
      $CORELAB measure-export '${whole}' --export csv='${out}/disk/rows.csv' > '${out}/stdout' 2> '${out}/stderr'
      echo "$? $(ls -A '${out}/disk' | wc -l)"`;
    const { stdout } = await shell(`unshare -rm bash -c "$SCRIPT"`, { SCRIPT: script });
    expect(stdout).toBe('2 0\n');
    const stderr = readFileSync(join(out, 'stderr'), 'utf8');
    expect(stderr).toMatch(/^corelab: [^\n]*\n$/);
    expect(stderr).toContain('rows.csv');
  });

  it('may be closed early: a reader that has gone is no error', async () => {
    const ran = await shell(
      `$CORELAB measure-export '${whole}' --ndjson | head -c 20 >/dev/null; echo "\${PIPESTATUS[0]}" >&2`,
    );
    expect(ran.stderr).toBe('1\n');
  });

  it('is a table on a terminal, without colours where NO_COLOR is set', async () => {
    const { stdout } = await shell(`script -qec "$CORELAB measure-export '${whole}' --quiet" /dev/null`, {
      ...{ TERM: 'xterm', NO_COLOR: '1', COLUMNS: '160' },
    });
    expect(stdout).not.toContain('{"schema"');
    expect(stdout).toContain('Lesion 1');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: an escape sequence begins with one
    expect(stdout).not.toMatch(/\u001b\[\d+m/);
  });

  it('leaves the input as it was', async () => {
    const before = readdirSync(whole, { recursive: true }).sort();
    await corelab(['measure-export', whole, '--json']);
    expect(readdirSync(whole, { recursive: true }).sort()).toEqual(before);
  });
});
