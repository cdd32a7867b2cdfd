import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import type { Copies, CopyOptions, FileForCopy } from '../../../src/pipeline/copies/copies.js';
import { writeCopies } from '../../../src/pipeline/copies/write-copies.js';
import { NO_PROGRESS } from '../../../src/report/progress.js';
import type { PlainDetail, PlainShared } from './plain-maker.js';

const made: string[] = [];
afterAll(() => {
  for (const path of made.splice(0)) rmSync(path, { recursive: true, force: true });
});

export type PlainOptions = CopyOptions<PlainShared, string>;

/** Files by their path; of the same `name` those before `#`. */
export type PlainFiles = Readonly<Record<string, string>>;

/** Writes files into a folder and gives the options that copy them all, with a quarantine. */
export function plain(
  files: PlainFiles,
  given: Partial<PlainOptions> = {},
): { folder: string; options: PlainOptions } {
  const folder = mkdtempSync(join(tmpdir(), 'corelab-plain-'));
  made.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, 'cd', path)), { recursive: true });
    writeFileSync(join(folder, 'cd', path), text);
  }
  const options: PlainOptions = {
    files: Object.keys(files).map((path, file) => forCopy(folder, path, file)),
    shared: { id: 'a', head: '>' },
    worker: new URL('./plain-worker.js', import.meta.url),
    out: join(folder, 'out'),
    state: join(folder, 'state'),
    inputs: [join(folder, 'cd')],
    run: 'ab'.repeat(32),
    quarantine: true,
    operator: 'A. Runner',
    jobs: 1,
    signal: new AbortController().signal,
    progress: NO_PROGRESS,
    ...given,
  };
  return { folder, options };
}

/** A file as the scan would list it. */
export function inputOf(folder: string, path: string, file: number) {
  const full = Buffer.from(join(folder, 'cd', path));
  const bytes = statSync(full, { throwIfNoEntry: false })?.size ?? 0;
  return { file, root: 0, path: Buffer.from(path), full, bytes };
}

function forCopy(folder: string, path: string, file: number): FileForCopy<string> {
  const uids = { studyUID: '1', seriesUID: '2', sopInstanceUID: `3.${file}` };
  const [name] = path.split('#');
  return { ...inputOf(folder, path, file), ...uids, uids, name: `S/${name}.dcm`, work: '' };
}

/** Copies with the plain maker. */
export const copy = (options: PlainOptions): Promise<Copies<PlainDetail>> => writeCopies(options);

/** Copies with the maker of `plain-thread.mjs` in a process of its own, which a thread may take along when it dies. */
export function copyApart({ files, signal: _, progress: __, ...options }: PlainOptions): Copies<PlainDetail> {
  const script = fileURLToPath(new URL('./deadly-run.mjs', import.meta.url));
  const input = JSON.stringify({
    ...options,
    files: files.map(({ path, full, ...file }) => ({
      ...file,
      ...{ path: path.toString('base64'), full: full.toString('base64') },
    })),
  });
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [script], {
    input,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`ended with ${status ?? signal}: ${stderr}`);
  return JSON.parse(stdout);
}

/** Files below a folder with their text, by relative path. */
export function textsBelow(folder: string): Record<string, string> {
  const found = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = found.filter((path) => statSync(join(folder, path)).isFile());
  return Object.fromEntries(files.map((path) => [path, readFileSync(join(folder, path), 'latin1')]));
}

/** Codes of quarantined files, by number. */
export const codesOf = ({ quarantined }: Copies<unknown>): Record<number, string> =>
  Object.fromEntries(quarantined.map(({ file, code }) => [file, code]));
