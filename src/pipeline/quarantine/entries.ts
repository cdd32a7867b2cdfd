import { existsSync } from 'node:fs';
import type { Actor } from '../../identity/crosswalk/contract.js';
import { keyOf } from '../../io/journal.js';
import type { JournalEntry, JournalInput, JournalOutput } from '../../io/journal-entry.js';
import { readJournal } from '../../io/journal-read.js';
import type { PathBytes } from '../../io/path-bytes.js';
import type { StateLook } from '../../io/state-folder-look.js';
import type { QuarantineDetail } from '../copies/results.js';

/** A run, as far as its quarantined files need it. */
export interface QuarantineRun {
  readonly journalPath: PathBytes;
  /** Until it is, a resumed run may yet write the file. */
  readonly isFinished: boolean;
}

/** A file in the quarantine. */
export interface QuarantineEntry extends QuarantineDetail {
  /** Counted from 1 over all runs of the state folder; never another file's. */
  readonly number: number;
  /** When its run began, ISO 8601. */
  readonly startedAt: string;
  /** The run that quarantined it. */
  readonly run: QuarantineRun;
  /** Where it was read, which identifies. */
  readonly input: JournalInput;
  /** Below the quarantine; absent for a file that could not even be copied. */
  readonly output?: JournalOutput;
  /** Whether its run was completed since and did write it, or found that its copy stands. */
  readonly isSettled: boolean;
}

/**
 * The quarantined files of all runs, in the order in which they were met. What a completed run says of a file anew takes
 * the place of what it said before, under the same number.
 * @throws JournalDamaged, StateError
 */
export function entriesOf({ runs }: Pick<StateLook, 'runs'>): QuarantineEntry[] {
  const entries: QuarantineEntry[] = [];
  for (const { run, journalPath, startedAt, finished } of runs) {
    // A run that ended before its first file has none.
    if (!existsSync(journalPath)) continue;
    const at = new Map<string, number>();
    for (const entry of readJournal(journalPath, run).entries) {
      const key = keyOf(entry.input);
      const index = at.get(key) ?? entries.length;
      const known = entries[index];
      if (entry.outcome !== 'quarantined') {
        if (known) entries[index] = { ...known, isSettled: true };
        continue;
      }
      at.set(key, index);
      entries[index] = quarantined(entry, {
        number: index + 1,
        startedAt,
        run: { journalPath, isFinished: finished },
      });
    }
  }
  return entries;
}

function quarantined(
  { input, output, detail }: JournalEntry,
  met: Pick<QuarantineEntry, 'number' | 'startedAt' | 'run'>,
): QuarantineEntry {
  const why = { ...UNSAID, ...(detail as Partial<QuarantineDetail> | undefined) };
  return { ...why, ...met, input, ...(output && { output }), isSettled: false };
}

/** For an entry of another program version that says less. */
const UNSAID: { readonly code: string; readonly ranBy: Actor } = {
  code: 'unknown',
  ranBy: { operator: null, osUser: '' },
};
