import { isSameFile, type Journal, keyOf } from './journal.js';
import type { JournalEntry, JournalInput } from './journal-entry.js';
import type { Proof } from './journal-proof.js';
import { filesBelow } from './output-folder.js';
import { type PathBytes, textToPath } from './path-bytes.js';

/** Why a file that has an entry is done again. */
export type RedoReason = 'input-changed' | 'output-missing' | 'output-changed' | 'output-unreadable';

/** A file that has an entry which no longer holds. */
export interface Redo {
  readonly input: JournalInput;
  /** What was noted; its output may still stand, and must not when the input changed. */
  readonly entry: JournalEntry;
  readonly reason: RedoReason;
}

/**
 * What an interrupted run has done and what is left. Nothing is lost: `done`, `redo` and `todo` together are the inputs,
 * each once, in their order; `done`, `redo` and `vanished` are the journal's files.
 */
export interface Resumption {
  /** Entries of files that are done and proven. */
  readonly done: readonly JournalEntry[];
  readonly redo: readonly Redo[];
  /** Files without an entry. */
  readonly todo: readonly JournalInput[];
  /** Entries of files that are no longer among the inputs; their outputs may still stand. */
  readonly vanished: readonly JournalEntry[];
}

/**
 * Compares the inputs as they are now with the journal of the run that is to be completed.
 * @param inputs each file once
 * @param proof says whether an entry's output stands as it was written: `proofOf`, or its results from threads
 */
export function planResumption(
  inputs: Iterable<JournalInput>,
  journal: Journal,
  proof: (entry: JournalEntry) => Proof,
): Resumption {
  const done: JournalEntry[] = [];
  const redo: Redo[] = [];
  const todo: JournalInput[] = [];
  const seen = new Set<string>();
  for (const input of inputs) {
    seen.add(keyOf(input));
    const entry = journal.last(input);
    if (!entry) {
      todo.push(input);
      continue;
    }
    const reason = whyAgain(entry, input, proof);
    if (reason) redo.push({ input, entry, reason });
    else done.push(entry);
  }
  const vanished = [...journal.entries].filter((entry) => !seen.has(keyOf(entry.input)));
  return { done, redo, todo, vanished };
}

function whyAgain(
  entry: JournalEntry,
  input: JournalInput,
  proof: (entry: JournalEntry) => Proof,
): RedoReason | undefined {
  if (!isSameFile(entry.input, input)) return 'input-changed';
  const found = proof(entry);
  return found === 'whole' ? undefined : `output-${found}`;
}

/** What {@link unprovenFiles} found. */
export interface Unproven {
  /** Relative to the output folder, in the order of their bytes. */
  readonly files: readonly PathBytes[];
  /** Folders that could not be read; full paths. */
  readonly failed: readonly PathBytes[];
}

/**
 * Files in the output folder that no proven entry vouches for. In a run that began with an empty folder they are its own:
 * written just before it ended, or changed since. The resumed run may replace them, and only them; any that it did not
 * replace is a stranger, or the output of a file that vanished or changed.
 * @param proven of this run, and of the earlier ones that wrote to the folder
 */
export function unprovenFiles(out: PathBytes, proven: Iterable<JournalEntry>): Unproven {
  const known = new Set<string>();
  for (const { outcome, output } of proven) {
    if (outcome === 'written' && output) known.add(textToPath(output).toString('latin1'));
  }
  const failed: PathBytes[] = [];
  const files: PathBytes[] = [];
  for (const { path } of filesBelow(out, failed)) if (!known.has(path.toString('latin1'))) files.push(path);
  return { files: files.sort(Buffer.compare), failed };
}
