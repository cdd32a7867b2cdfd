import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

/** The project's root. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The built CLI's launcher. */
const RUN = join(ROOT, 'bin', 'run.js');

/** What a process came to. */
export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a shell command in which `$CORELAB` starts the built CLI; `NODE_ENV` is that of a user, not of a test. */
export function shell(script: string, env: NodeJS.ProcessEnv = {}): Promise<Ran> {
  return ran('bash', ['-c', script], { CORELAB: `${process.execPath} ${RUN}`, ...env });
}

/** Runs the built CLI. */
export function corelab(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ran> {
  return ran(process.execPath, [RUN, ...args], env);
}

function ran(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Ran> {
  const { NODE_ENV: _, VITEST: __, ...own } = process.env;
  const child = spawn(program, args, { env: { ...own, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

const made: string[] = [];

afterAll(() => {
  for (const path of made.splice(0)) rmSync(path, { recursive: true, force: true, maxRetries: 3 });
});

/** A new folder, which goes when the tests of a file are done. */
export function folder(name = 'corelab-cli-'): string {
  const path = mkdtempSync(join(tmpdir(), name));
  made.push(path);
  return path;
}

/** A new folder of `count` files that are no DICOM. */
export function junk(count: number): string {
  const path = join(folder(), 'cd');
  mkdirSync(path);
  for (let i = 0; i < count; i++) writeFileSync(join(path, `autorun-${String(i).padStart(5, '0')}.inf`), 'x');
  return path;
}
