import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const PEER = fileURLToPath(new URL('pty-peer.py', import.meta.url));
/** The program that asks. */
export const MAIN = fileURLToPath(new URL('secret-main.mjs', import.meta.url));

/** What a person at a terminal does, in order. */
export type Step =
  | readonly ['see', string]
  | readonly ['type', string]
  | readonly ['bytes', string]
  | readonly ['signal', 'SIGTERM' | 'SIGUSR2'];

/** What came of it. */
export interface Asked {
  /** Everything the terminal showed. */
  readonly screen: string;
  /** Negative for a signal. */
  readonly code: number;
  /** Whether the terminal is afterwards as it was. */
  readonly echoes: boolean;
  readonly edits: boolean;
  /** What the program was given, or the error it got; undefined when it was killed. */
  readonly result: { value?: unknown; code?: string; message?: string } | undefined;
}

/**
 * Runs `secret-main.mjs` on a terminal of its own.
 * @param args what it asks for, and for what
 * @param through a shell command around it, in which `"$@"` is the program
 */
export async function onTerminal(
  steps: readonly Step[],
  args: readonly [string, ...string[]],
  through?: string,
): Promise<Asked> {
  const folder = mkdtempSync(join(tmpdir(), 'corelab-tty-'));
  const file = join(folder, 'result.json');
  const [kind, ...rest] = args;
  const program = [process.execPath, MAIN, kind, file, ...rest];
  const started = through === undefined ? program : ['sh', '-c', through, 'sh', ...program];
  try {
    const { stdout } = await promisify(execFile)('python3', [PEER, JSON.stringify(steps), ...started]);
    return { ...JSON.parse(stdout), result: resultIn(file) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function resultIn(file: string): Asked['result'] {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
