import { lstatSync } from 'node:fs';
import { digestOf } from './checksum.js';
import { FileSource } from './file-source.js';
import type { JournalEntry, JournalOutput } from './journal-entry.js';
import { joinPath, type PathBytes, textToPath } from './path-bytes.js';
import { errnoOf } from './write-file-error.js';

/** What a look at an output file says of its entry. */
export type Proof = 'whole' | 'missing' | 'changed' | 'unreadable';

/** Below which folder outputs stand. */
export interface OutputRoots {
  /** Of written files. */
  readonly out: PathBytes;
  /** Of quarantined files that were kept. */
  readonly quarantine: PathBytes;
}

/**
 * Whether the file that an entry says was written is there as it was written. An entry without output, of a skipped file,
 * needs no proof.
 * @param how `size` sees that it was cut short, `digest` reads it and sees every change
 */
export function proofOf(entry: JournalEntry, roots: OutputRoots, how: 'size' | 'digest' = 'digest'): Proof {
  const { output, outcome } = entry;
  if (!output) return 'whole';
  const path = joinPath(outcome === 'quarantined' ? roots.quarantine : roots.out, textToPath(output));
  try {
    const found = lstatSync(path);
    if (!found.isFile() || found.size !== output.size) return 'changed';
    return how === 'size' || isSameContent(path, output) ? 'whole' : 'changed';
  } catch (error) {
    const errno = errnoOf(error);
    return errno === 'ENOENT' || errno === 'ENOTDIR' ? 'missing' : 'unreadable';
  }
}

/** Whether {@link proofOf} finds the output whole. */
export function isWhole(entry: JournalEntry, roots: OutputRoots, how: 'size' | 'digest' = 'digest'): boolean {
  return proofOf(entry, roots, how) === 'whole';
}

function isSameContent(path: PathBytes, output: JournalOutput): boolean {
  const source = new FileSource(path);
  try {
    return digestOf(source) === output.sha256;
  } finally {
    source.close();
  }
}
