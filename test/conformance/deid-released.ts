import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { corelab, folder } from '../commands/cli.js';
import { SHARED_DICOM } from './shared-data.js';

/** A file of the shared data and what `deid` made of it. */
export interface Pair {
  readonly source: string;
  readonly released: string;
}

/** What of a report is judged here. */
export interface DeidReport {
  readonly summary: Readonly<Record<string, number>>;
  readonly quarantine: readonly { readonly path: string; readonly code: string; readonly reason: string }[];
  readonly findings: readonly { readonly code: string; readonly message: string }[];
}

/** A run over the shared data. */
export interface Release {
  readonly out: string;
  readonly report: DeidReport;
  readonly pairs: readonly Pair[];
  /** New UIDs by old ones. */
  readonly uids: ReadonlyMap<string, string>;
}

/** A new project key, for runs that must agree. */
export async function newKey(): Promise<string> {
  const path = join(folder(), 'corelab.key');
  expect((await corelab(['key', 'new', path])).code).toBe(0);
  return path;
}

/** Releases a part of the shared data, all of it when nothing else is said, through the built CLI. */
export async function release(
  profile: string,
  keyFile: string,
  { inputs = [SHARED_DICOM], flags = [] }: { inputs?: readonly string[]; flags?: readonly string[] } = {},
): Promise<Release> {
  const at = folder();
  const [out, uidMap] = [join(at, 'out'), join(at, 'uids.csv')];
  const ran = await corelab([
    ...['deid', ...inputs, '--profile', profile, '--key-file', keyFile, '--out', out, '--uid-map', uidMap],
    ...['--quiet', '--json', ...flags],
  ]);
  if (!ran.stdout.startsWith('{')) throw new Error(`no report, exit ${ran.code}: ${ran.stderr}`);
  const report = JSON.parse(ran.stdout) as DeidReport;
  const rows = readFileSync(uidMap, 'utf8').trim().split(/\r?\n/).slice(1);
  const uids = new Map(rows.map((row) => row.split(',') as [string, string]));
  return { out, report, pairs: pairsOf(out, inputs), uids };
}

/** Which file was made of which, as the journal has it. */
function pairsOf(out: string, inputs: readonly string[]): Pair[] {
  const journal = join(`${out}.state`, 'journal-0001.ndjson');
  if (!existsSync(journal)) throw new Error('the run left no journal');
  return readFileSync(journal, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter(({ outcome }) => outcome === 'written')
    .map(({ input, output }) => ({
      source: join(String(inputs[input.root]), input.path),
      released: join(out, output.path),
    }));
}
