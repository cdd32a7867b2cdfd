import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, ROOT } from './cli.js';
import { seriesFolder, waterImages } from './qc-motion/water.js';

const LIST = 'serial,manufacturer,model,software,site,from,until,phantom,limits,verdict,figures,studyUID\r\n';
const shape = { rows: 512, columns: 512, pixelMm: 0.5, slices: 12 };
const data = seriesFolder(
  ...Array.from({ length: 3 }, (_, i) => waterImages({ visit: `stopped ${i}`, day: i + 1, shape })),
);

/** How a run ended that got a signal, and what it left beside its list. */
interface Stopped {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly left: readonly string[];
  readonly list: string;
}

/** Measures the phantoms with a list that is there, and sends a signal after some time, or at the first progress. */
async function stopped(
  signal: NodeJS.Signals,
  afterMs: number,
  more: readonly string[] = [],
): Promise<Stopped> {
  const out = folder();
  const list = join(out, 'scanners.csv');
  writeFileSync(list, LIST);
  const args = ['qc-motion', data, '--limits', 'ct-water', '--qualification', list, ...more];
  const reports = ['--report', join(out, 'r.json'), '--plots', join(out, 'plots')];
  const child = spawn(process.execPath, [join(ROOT, 'bin', 'run.js'), ...args, ...reports], {
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
  const left = readdirSync(out, { recursive: true, encoding: 'utf8' });
  if (existsSync(join(out, 'r.json'))) JSON.parse(readFileSync(join(out, 'r.json'), 'utf8'));
  return { code, stdout, stderr, left, list: readFileSync(list, 'utf8') };
}

describe('qc-motion that is interrupted while it measures phantoms', () => {
  it.each([
    ['SIGINT', 130, '1', 'interrupted'],
    ['SIGTERM', 143, '2', 'terminated'],
  ] as const)('by %s ends with %i, and adds no row to the list', async (signal, code, jobs, word) => {
    const ran = await stopped(signal, 900, ['--jobs', jobs]);
    expect(ran).toMatchObject({ code, stdout: '', list: LIST });
    expect(ran.stderr).toMatch(new RegExp(`corelab: ${word}\\n$`));
    expect(ran.stderr).not.toContain('    at ');
    expect(ran.left.filter((name) => name !== 'plots')).toEqual(['scanners.csv']);
  });

  it('at any moment leaves the list as it was, or with every row of a run that was done', async () => {
    const ends = [];
    for (const afterMs of [150, 500, 1500, 2200, 60_000]) {
      const { code, stdout, left, list } = await stopped('SIGINT', afterMs, ['--quiet']);
      ends.push(code);
      expect(list.startsWith(LIST)).toBe(true);
      const rows = list.slice(LIST.length).split('\r\n').slice(0, -1);
      expect([0, 3]).toContain(rows.length);
      for (const row of rows) expect(row).toMatch(/^CT0418,.*,ct-water,ct-water 1,pass,.*,2\.25\.\d+$/);
      // No temporary file, and no lock, but where the system itself ended the process before it had begun to listen.
      expect(
        left.filter((name) => !/^(scanners\.csv|plots(\/series-[\w-]+\.svg)?|r\.json)$/.test(name)),
      ).toEqual([]);
      if (code === 0) expect([JSON.parse(stdout).verdict, rows.length]).toEqual(['pass', 3]);
      else expect(stdout).toBe('');
    }
    expect(ends.at(-1)).toBe(0);
  });
});
