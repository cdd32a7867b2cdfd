import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, ROOT } from './cli.js';
import { largeRun } from './qc-motion/large-run.js';

/** How a process ended, and how long after the signal. */
interface Stopped {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly afterMs: number;
}

/** Starts the built CLI, sends it a signal after some time, or each time that it says something. */
async function stopped(
  args: readonly string[],
  { signal, afterMs, times = 1 }: { signal: NodeJS.Signals; afterMs: number; times?: number },
): Promise<Stopped> {
  const child = spawn(process.execPath, [join(ROOT, 'bin', 'run.js'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr, sentAt, sent] = ['', '', Date.now(), 0];
  const send = (): void => {
    if (sent++ >= times) return;
    sentAt = Date.now();
    child.kill(signal);
  };
  child.stdout.on('data', (text) => {
    stdout += text;
  });
  child.stderr.on('data', (text) => {
    stderr += text;
    if (sent > 0) send();
  });
  const timer = setTimeout(send, afterMs);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  clearTimeout(timer);
  return { code, stdout, stderr, afterMs: Date.now() - sentAt };
}

const data = folder();
largeRun(data);

describe('qc-motion that is interrupted', () => {
  it.each([
    ['SIGINT', 130, '2'],
    ['SIGTERM', 143, '2'],
    ['SIGINT', 130, '1'],
  ] as const)(
    'by %s while volumes are aligned ends with %i, on %s threads, soon and without a trace',
    async (signal, expected, jobs) => {
      const out = folder();
      const flags = ['--plots', join(out, 'plots'), '--report', join(out, 'r.json'), '--jobs', jobs];
      const ran = await stopped(['qc-motion', data, ...flags], { signal, afterMs: 2500 });
      expect([ran.code, ran.stdout]).toEqual([expected, '']);
      expect(ran.stderr).toMatch(
        /^corelab: stopping; once more to stop at once\ncorelab: (interrupted|terminated)\n$/,
      );
      expect(readdirSync(out)).toEqual(['plots']);
      expect(readdirSync(join(out, 'plots'))).toEqual([]);
      // No thread keeps the process, which would otherwise end only when its volumes are done.
      expect(ran.afterMs).toBeLessThan(10_000);
    },
  );

  it('twice ends at once', async () => {
    const ran = await stopped(['qc-motion', data, '--jobs', '2'], {
      signal: 'SIGINT',
      afterMs: 2000,
      times: 2,
    });
    // The second signal may find the system's own handler: it ends the process then, which has no exit code.
    expect([130, null]).toContain(ran.code);
    expect(ran.stdout).toBe('');
    expect(ran.afterMs).toBeLessThan(5000);
  });

  it('says nothing but the reason with --quiet', async () => {
    const ran = await stopped(['qc-motion', data, '--quiet'], { signal: 'SIGTERM', afterMs: 1500 });
    expect(ran).toMatchObject({ code: 143, stdout: '', stderr: 'corelab: terminated\n' });
  });

  it.each([80, 300, 700, 1200])('after %i ms leaves no half report', async (afterMs) => {
    const out = folder();
    const report = join(out, 'r.json');
    const ran = await stopped(['qc-motion', data, '--report', report], { signal: 'SIGINT', afterMs });
    expect(ran.stderr).not.toContain('    at ');
    expect([130, null]).toContain(ran.code);
    expect(ran.stdout).toBe('');
    expect(readdirSync(out).filter((name) => name !== 'r.json')).toEqual([]);
    if (existsSync(report)) expect(JSON.parse(readFileSync(report, 'utf8')).command).toBe('qc-motion');
  });
});
