import { existsSync, readFileSync } from 'node:fs';
import type { Journal } from '../../io/journal.js';
import { joinPath, type PathBytes, pathToText } from '../../io/path-bytes.js';
import type { StateFolder } from '../../io/state-folder.js';
import { StateError } from '../../io/state-folder-error.js';
import { writePieces } from '../../io/write-file.js';

const JOURNAL = /journal-([0-9]+)\.ndjson$/;

/**
 * Output names under which something stood before the run began: what stands under another is this run's, though it
 * ended before its journal said so. Written down beside the journal before the first copy is made, and read again when
 * the run is completed; a run that began with an empty folder needs none.
 * @param names of the copies that the run makes
 * @throws StateError `state-damaged` @throws AtomicWriteError
 */
export function stoodBefore(
  folder: StateFolder,
  journal: Journal,
  names: Iterable<string | undefined>,
): ReadonlySet<string> {
  if (folder.fresh) return new Set();
  const path = listPath(folder.journalPath);
  if (existsSync(path)) return readList(path);
  const own = new Set([...journal.entries].map(({ output }) => output?.path));
  const standing = new Set<string>();
  for (const name of names)
    if (name !== undefined && !own.has(name) && existsSync(joinPath(folder.out, Buffer.from(name))))
      standing.add(name);
  const text = `${JSON.stringify([...standing])}\n`;
  writePieces(path, [Buffer.from(text)], { mode: 0o600, sync: true });
  return standing;
}

function listPath(journalPath: PathBytes): PathBytes {
  const path = journalPath.toString('latin1');
  return Buffer.from(
    path.replace(JOURNAL, (_, number: string) => `stood-${number}.json`),
    'latin1',
  );
}

function readList(path: PathBytes): ReadonlySet<string> {
  try {
    const names: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (Array.isArray(names) && names.every((name) => typeof name === 'string')) return new Set(names);
    throw new TypeError('no list of names');
  } catch (cause) {
    const message = `${pathToText(path).path} is damaged: start anew with other folders`;
    throw new StateError('state-damaged', message, { cause });
  }
}
