import { appendFileSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from '../commands/cli.js';
import { jsonFromPython } from '../helpers/peers.js';
import type { Pair } from './deid-released.js';
import { SHARED_DICOM } from './shared-data.js';

/** PS3.15 Table E.1-1 as published. */
export const TABLE = join(SHARED_DICOM, '../../standard/e1-1.tsv');

/** The columns of Table E.1-1 that the options of the profiles name. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  'ps315-basic': [],
  trial: [
    ...['rtn_safe_private', 'rtn_device_id', 'rtn_patient_chars', 'rtn_long_modif_dates'],
    ...['clean_desc', 'clean_struct_cont', 'clean_graph'],
  ],
};

/** The profiles that are scored. */
export const SCORED_PROFILES = Object.keys(COLUMNS);

/** What a row counts, as checked and right. */
type Count = readonly [checked: number, right: number];

/** What the files of a run came to. */
export interface Scores {
  /** How often each category was missed in a keyword, by both. */
  readonly misses: Readonly<Record<string, number>>;
  readonly counts: Readonly<Record<string, Count>>;
}

interface Line {
  readonly miss?: readonly [category: string, file: string, path: string, code: string];
  readonly score?: Readonly<Record<string, Count>>;
}

/** So many files of a series are scored: the others are like them. */
const A_SERIES = 15;

/** Pairs as lines for a script. */
export const lines = (pairs: readonly Pair[]): string[] => pairs.map((pair) => JSON.stringify(pair));

/** Pairs, of long series the first ones. */
export function someOfEach(pairs: readonly Pair[]): Pair[] {
  const counts = new Map<string, number>();
  return pairs.filter(({ released }) => {
    const count = (counts.get(dirname(released)) ?? 0) + 1;
    counts.set(dirname(released), count);
    return count <= A_SERIES;
  });
}

/** Attributes of which the profile has a word of its own: the table is not asked. */
function ownWords(profile: string): string[] {
  const { attributes = {} } = parse(readFileSync(join(ROOT, 'profiles', `${profile}.yaml`), 'utf8'));
  return Object.keys(attributes);
}

const lastKeyword = (path: string): string => (path.split('.').at(-1) ?? path).replace(/\[\d+\]$/, '');

/** Scores released files by the table as published. */
export function scoresOf(python: string, profile: string, pairs: readonly Pair[]): Scores {
  const script = join(import.meta.dirname, 'deid_score.py');
  const args = [script, TABLE, ...(COLUMNS[profile] ?? []), ...ownWords(profile)];
  const scored = jsonFromPython<Line>(python, args, lines(pairs));
  const misses: Record<string, number> = {};
  for (const { miss } of scored) {
    if (!miss) continue;
    const where = `${miss[0]} ${lastKeyword(miss[2])}`;
    misses[where] = (misses[where] ?? 0) + 1;
  }
  return { misses, counts: scored.at(-1)?.score ?? {} };
}

/** Where the tables of docs/validation.md are written; with it all files of a series are scored. */
const WRITTEN = process.env.CORELAB_SCORES;

/** The pairs that are scored: some of each series, all when the tables are written. */
export const scoredOf = (pairs: readonly Pair[]): readonly Pair[] => (WRITTEN ? pairs : someOfEach(pairs));

/** Adds a table to the file that `CORELAB_SCORES` names, if it does. */
export function writeScores(title: string, { counts, misses }: Scores): void {
  if (!WRITTEN) return;
  const rows = Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1));
  const table = rows.map(([category, [checked, right]]) => `| ${category} | ${right} of ${checked} |`);
  const missed = Object.entries(misses).map(([where, count]) => `- ${where}: ${count}`);
  appendFileSync(WRITTEN, ['', `## ${title}`, '', ...table, '', ...missed, ''].join('\n'));
}
