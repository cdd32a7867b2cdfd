import { readFileSync } from 'node:fs';
import { resolve as absolute } from 'node:path';
import { checkedLine, readChecked } from '../../io/journal-entry.js';
import type { PathBytes } from '../../io/path-bytes.js';
import { writePieces } from '../../io/write-file.js';
import { thisTool } from '../../report/tool.js';
import { knownToFile } from '../../rules/deid/known/known-file.js';
import type { KnownValue } from '../../rules/deid/known-value.js';
import type { DeidSubject } from '../../rules/deid/subject.js';
import { isPath } from '../shipped.js';
import { DeidError } from './deid-error.js';
import { uidsToHide } from './known-values.js';
import type { Planned } from './run-state.js';

/** What a run was done with, so that a file can be released as the run would have released it. It identifies. */
export interface QuarantineRecord {
  readonly schema: 'corelab/deid-quarantine@1';
  /** Of the program. */
  readonly version: string;
  readonly profile: {
    /** Name of one that ships, or an absolute path. */
    readonly source: string;
    readonly name: string;
    readonly sha256: string;
  };
  readonly keyFingerprint: string;
  /** By the number that the files' work has. */
  readonly subjects: readonly DeidSubject[];
  /** What of the delivery must not be released. */
  readonly known: readonly KnownValue[];
  readonly uids: readonly string[];
}

const JOURNAL = /journal-([0-9]+)\.ndjson$/;

/**
 * Writes the record of a run beside its journal, and a list of the delivery's values for `deid --verify-only --known`;
 * both for their owner alone.
 * @param journalPath of the run; the files have its number
 * @throws AtomicWriteError
 */
export function writeQuarantineRecord(
  journalPath: PathBytes,
  { options, prepared, who, found, known }: Planned,
): void {
  const { loaded, keyFingerprint } = prepared;
  const { profile: source } = options;
  const uids = [...uidsToHide(found.instances, loaded.profile)];
  const record: QuarantineRecord = {
    schema: 'corelab/deid-quarantine@1',
    version: thisTool().version,
    profile: {
      source: isPath(source) ? absolute(source) : source,
      name: loaded.profile.name,
      sha256: loaded.sha256,
    },
    ...{ keyFingerprint, subjects: who.subjects, known: known.values, uids },
  };
  write(beside(journalPath, 'deid'), checkedLine(record, '').text);
  write(beside(journalPath, 'known'), JSON.stringify(knownToFile(known.values, uids), null, 1));
}

function write(path: PathBytes, text: string): void {
  writePieces(path, [Buffer.from(`${text}\n`)], { mode: 0o600, replace: true, sync: true });
}

function beside(journalPath: PathBytes, name: 'deid' | 'known'): PathBytes {
  const path = journalPath
    .toString('latin1')
    .replace(JOURNAL, (_, number: string) => `${name}-${number}.json`);
  return Buffer.from(path, 'latin1');
}

/** The record of the run that has this journal. @throws DeidError `quarantine-record-damaged` */
export function readQuarantineRecord(journalPath: PathBytes): QuarantineRecord {
  try {
    const line = readFileSync(beside(journalPath, 'deid'), 'utf8').trimEnd();
    const record = JSON.parse(readChecked(line, '')?.text ?? '') as QuarantineRecord;
    if (record.schema !== 'corelab/deid-quarantine@1') throw new TypeError('another schema');
    // JSON leaves out what is undefined.
    return { ...record, subjects: record.subjects.map((one) => ({ ...one, shiftDays: one.shiftDays })) };
  } catch (cause) {
    const message =
      "what the run was done with is not on record, or damaged: add the files again with 'deid --append' instead";
    throw new DeidError('quarantine-record-damaged', message, { cause });
  }
}
