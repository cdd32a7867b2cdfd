import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../commands/cli.js';
import type { TrialLab } from './trial-lab.js';

/** When a run is stopped: once it has written so many more files, and so much later. */
export interface Moment {
  readonly files: number;
  readonly ms: number;
}

/** What became of a run that was to be stopped. */
export interface Stopped {
  /** It had come to its end before. */
  readonly isOver: boolean;
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** How many files it had written by then, of itself. */
  readonly files: number;
}

const LOOK_MS = 10;

/** Files of the output and of the state, whole or not. */
function written(lab: TrialLab): number {
  return ['out', 'out.state']
    .map((name) => lab.path(name))
    .filter(existsSync)
    .reduce((sum, path) => sum + filesBelow(path), 0);
}

function filesBelow(path: string): number {
  try {
    return readdirSync(path, { recursive: true }).length;
  } catch {
    // It went while it was looked at.
    return 0;
  }
}

/** Runs the built command, and sends it a signal at a moment of its work; without one it runs to its end. */
export async function stopped(
  lab: TrialLab,
  args: readonly string[],
  stop?: { readonly signal: NodeJS.Signals; readonly moment: Moment },
): Promise<Stopped> {
  const { NODE_ENV: _, VITEST: __, ...env } = process.env;
  const child = spawn(process.execPath, [join(ROOT, 'bin', 'run.js'), ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const before = written(lab);
  let later: NodeJS.Timeout | undefined;
  const look = setInterval(() => {
    if (!stop || later || written(lab) - before < stop.moment.files) return;
    later = setTimeout(() => child.kill(stop.signal), stop.moment.ms);
  }, LOOK_MS);
  const { code, signal } = await new Promise<{ code: number | null; signal: string | null }>(
    (resolve, reject) => {
      child.on('error', reject);
      child.on('close', (ended, by) => resolve({ code: ended, signal: by }));
    },
  );
  clearInterval(look);
  clearTimeout(later);
  const isOver = signal === null && code !== 130 && code !== 143;
  return { isOver, code, stdout, stderr, files: written(lab) - before };
}
