import { readFileSync } from 'node:fs';
import { joinPath, type PathBytes, pathToText, textToPath } from './path-bytes.js';
import { StateError } from './state-folder-error.js';
import { writePieces } from './write-file.js';
import { errnoOf } from './write-file-error.js';

/** The name of the record within the state folder. */
export const RECORD_NAME = 'state.json';
const SCHEMA = 'corelab/state@1';

/** One run that wrote to the output folder. */
export interface RunRecord {
  /** Digest of configuration and inputs, hex. */
  readonly run: string;
  /** Names the key that it was made with, where one was. */
  readonly keyFingerprint?: string;
  /** Name of its journal within the state folder. */
  readonly journal: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** Whether the output folder was empty when it began: then all that is in there is this run's. */
  readonly fresh: boolean;
  readonly finished: boolean;
}

/** What a state folder knows: the output folder, and the runs that wrote to it, the last one last. */
export interface StateRecord {
  readonly out: PathBytes;
  readonly runs: readonly RunRecord[];
}

/**
 * Reads the record of a state folder; undefined when it has none.
 * @throws StateError `state-damaged` when it is not a record, `state-io` when it cannot be read
 */
export function readRecord(folder: PathBytes): StateRecord | undefined {
  const path = joinPath(folder, Buffer.from(RECORD_NAME));
  const name = pathToText(path).path;
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    if (errnoOf(cause) === 'ENOENT') return undefined;
    throw new StateError('state-io', `${name} cannot be read (${errnoOf(cause)})`, { cause });
  }
  const record = parse(text);
  if (record) return record;
  throw new StateError('state-damaged', `${name} is damaged: start anew with other folders`);
}

/** Replaces the record of a state folder, durably. @throws AtomicWriteError */
export function writeRecord(folder: PathBytes, { out, runs }: StateRecord): void {
  const text = `${JSON.stringify({ schema: SCHEMA, out: pathToText(out), runs }, null, 2)}\n`;
  const path = joinPath(folder, Buffer.from(RECORD_NAME));
  writePieces(path, [Buffer.from(text)], { mode: 0o600, replace: true, sync: true });
}

function parse(text: string): StateRecord | undefined {
  try {
    const { schema, out, runs } = JSON.parse(text) as Record<string, unknown>;
    if (schema !== SCHEMA || !isPathText(out) || !Array.isArray(runs)) return undefined;
    return runs.length > 0 && runs.every(isRun) ? { out: textToPath(out), runs } : undefined;
  } catch {
    return undefined;
  }
}

function isPathText(value: unknown): value is { path: string; pathBase64?: string } {
  if (typeof value !== 'object' || value === null) return false;
  const { path, pathBase64 } = value as Record<string, unknown>;
  return typeof path === 'string' && (pathBase64 === undefined || typeof pathBase64 === 'string');
}

function isRun(value: unknown): value is RunRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { run, keyFingerprint, journal, startedAt, fresh, finished } = value as Record<string, unknown>;
  return (
    typeof run === 'string' &&
    (keyFingerprint === undefined || typeof keyFingerprint === 'string') &&
    // A name, never a path: a damaged record must not lead anywhere else.
    typeof journal === 'string' &&
    /^journal-[0-9]{4,9}\.ndjson$/.test(journal) &&
    typeof startedAt === 'string' &&
    typeof fresh === 'boolean' &&
    typeof finished === 'boolean'
  );
}
