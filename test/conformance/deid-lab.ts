import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runDeid } from '../../src/pipeline/deid/run.js';
import type { DeidSections } from '../../src/report/deid-sections.js';
import { NO_PROGRESS } from '../../src/report/progress.js';

/** The profiles that ship. */
export const PROFILES = ['trial', 'ps315-basic', 'tcia', 'site-qualification'] as const;

/** A file of a delivery, by its path. */
export interface Delivered {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A file that was quarantined, and where what was found. */
export interface Held {
  readonly path: string;
  readonly code: string;
  readonly hits: readonly string[];
}

/** What `deid` made of a delivery. */
export interface Outcome {
  /** Released files by the path of the file that they were made of. */
  readonly released: ReadonlyMap<string, Delivered>;
  readonly held: readonly Held[];
}

/**
 * What `deid` makes of files, in a folder of its own that goes again.
 * @param sopOf the SOP Instance UID of each file, by its path: it tells which output was made of it
 * @throws Error where files are neither released nor quarantined, or an output is nobody's
 */
export async function deid(
  files: readonly Delivered[],
  profile: string,
  sopOf: (path: string) => string,
): Promise<Outcome> {
  const at = mkdtempSync(join(tmpdir(), 'corelab-planted-'));
  try {
    for (const { path, bytes } of files) {
      mkdirSync(dirname(join(at, 'cd', path)), { recursive: true });
      writeFileSync(join(at, 'cd', path), bytes);
    }
    const [keyFile, uidMap, out] = [join(at, 'corelab.key'), join(at, 'uids.csv'), join(at, 'out')];
    writeFileSync(keyFile, Buffer.alloc(32, 7), { mode: 0o600 });
    const report = await runDeid({
      ...{ inputs: [join(at, 'cd')], exclude: [], identifiers: false, jobs: 1, identifiedReports: [] },
      ...{
        signal: new AbortController().signal,
        progress: NO_PROGRESS,
        startedAt: new Date(),
        arguments: [],
      },
      ...{ profile, keyFile, uidMap, out, dryRun: false, resume: false, append: false },
    });
    const { quarantine = [] } = report.sections as unknown as DeidSections;
    const held = [...quarantine].map(({ path, code, hits = [] }): Held => {
      return { path: String(path), code, hits: hits.map(({ where, from }) => `${where} < ${from}`) };
    });
    return { released: releasedFrom(files, { out, uidMap, sopOf }), held };
  } finally {
    rmSync(at, { recursive: true, force: true });
  }
}

interface Where {
  readonly out: string;
  readonly uidMap: string;
  readonly sopOf: (path: string) => string;
}

function releasedFrom(files: readonly Delivered[], { out, uidMap, sopOf }: Where): Map<string, Delivered> {
  const rows = readFileSync(uidMap, 'latin1').trim().split(/\r?\n/).slice(1);
  const newUid = new Map(rows.map((row) => row.split(',') as [string, string]));
  const outputs = new Map(filesBelow(out).map((path) => [path.split('/').at(-1), path]));
  const released = new Map<string, Delivered>();
  for (const { path } of files) {
    const name = `${newUid.get(sopOf(path))}.dcm`;
    const output = outputs.get(name);
    if (output === undefined) continue;
    outputs.delete(name);
    released.set(path, { path: output, bytes: readFileSync(join(out, output)) });
  }
  if (outputs.size > 0) throw new Error(`${outputs.size} outputs were made of no input`);
  return released;
}

/** Paths of the files below a folder, in order; none where there is no folder. */
function filesBelow(folder: string, below = ''): string[] {
  let entries: ReturnType<typeof entriesOf>;
  try {
    entries = entriesOf(join(folder, below));
  } catch {
    return [];
  }
  return entries.flatMap((entry) => {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(folder, path) : [path];
  });
}

function entriesOf(folder: string) {
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
}
