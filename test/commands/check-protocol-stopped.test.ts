import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { site } from './check-protocol/run.js';
import { folder, ROOT } from './cli.js';

/** Starts the built CLI, sends it a signal after some time, and says how it ended. */
async function stopped(args: readonly string[], signal: NodeJS.Signals, afterMs: number) {
  const child = spawn(process.execPath, [join(ROOT, 'bin', 'run.js'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
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

describe('check-protocol that is interrupted', () => {
  const { data, protocol } = site(Array.from({ length: 40 }, (_, subject) => ({ subject })));

  it.each([60, 200, 320, 450])('after %i ms leaves no half report, and does not pass', async (afterMs) => {
    const out = folder();
    const report = join(out, 'report.json');
    const args = ['check-protocol', data, '--protocol', protocol, '--json', '--report', report];
    const { code, stdout, stderr } = await stopped(args, 'SIGINT', afterMs);
    expect(stderr).not.toContain('    at ');
    if (code === 0) {
      expect(JSON.parse(stdout).verdict).toBe('pass');
      return;
    }
    expect(stdout).toBe('');
    expect(readdirSync(out).filter((name) => name !== 'report.json')).toEqual([]);
    // It may have come whole before the signal, never in part.
    if (existsSync(report)) expect(JSON.parse(readFileSync(report, 'utf8')).verdict).toBe('pass');
  });
});
