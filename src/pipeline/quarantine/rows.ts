import { lstatSync } from 'node:fs';
import { type Finding, finding } from '../../findings/finding.js';
import { digestOf } from '../../io/checksum.js';
import { FileSource } from '../../io/file-source.js';
import type { QuarantineHit, QuarantineReleaseRow, QuarantineRow } from '../../report/quarantine-sections.js';
import { hitsOf } from '../deid/rows.js';
import type { QuarantineEntry } from './entries.js';
import type { Release } from './release-log.js';
import type { QuarantineStore } from './store.js';

/** How a row is made. */
export interface RowOptions {
  /** Whether it tells where the file was read. */
  readonly identifiers: boolean;
  /** Whether the copy is read to prove it; otherwise its size is looked at. */
  readonly proves: boolean;
}

/** A quarantined file as a report tells it. */
export function quarantineRow(
  store: QuarantineStore,
  entry: QuarantineEntry,
  { identifiers, proves }: RowOptions,
): QuarantineRow {
  const { number, code, input, output, unkept, startedAt, ranBy } = entry;
  return {
    number,
    status: statusOf(store, entry, proves),
    code,
    bytes: input.size,
    sha256: output?.sha256 ?? null,
    unkept: unkept ?? null,
    startedAt,
    operator: ranBy.operator,
    ...(identifiers && { root: input.root, path: input.path }),
  };
}

function statusOf(store: QuarantineStore, entry: QuarantineEntry, proves: boolean): QuarantineRow['status'] {
  if (!isWhole(store, entry, proves)) return 'damaged';
  if (store.releaseOf(entry.number)) return 'released';
  return entry.isSettled ? 'settled' : 'waiting';
}

function isWhole(store: QuarantineStore, entry: QuarantineEntry, proves: boolean): boolean {
  const path = store.storedPath(entry);
  const { output } = entry;
  if (!path || !output) return true;
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found?.isFile() || found.size !== output.size) return false;
  if (!proves) return true;
  const source = new FileSource(path);
  try {
    return digestOf(source) === output.sha256;
  } finally {
    source.close();
  }
}

/** Whether the copy of an entry is what was quarantined; true for one that could not be copied. */
export function isCopyWhole(store: QuarantineStore, entry: QuarantineEntry): boolean {
  return isWhole(store, entry, true);
}

/**
 * Where the file held what must not be released, when that is why it is there; also what was found when a release of it
 * was tried in vain. Never the value.
 */
export function hitRows(store: QuarantineStore, { detail, number }: QuarantineEntry): QuarantineHit[] {
  return [...hitsOf(detail), ...store.refusalsOf(number).flatMap(({ refusal }) => refusal.hits)];
}

/** A release as a report tells it. */
export function releaseRow({
  entry,
  at,
  operator,
  osUser,
  reason,
  output,
  vouched,
}: Release): QuarantineReleaseRow {
  const { codes, hits } = vouched;
  const { sha256 } = output;
  return { number: entry, at, operator, osUser, isAuthenticated: false, reason, codes, hits, sha256 };
}

/** A crash came between the output of a release and its record. */
export function unfinishedReleases(store: QuarantineStore, rows: readonly QuarantineRow[]): Finding[] {
  return rows.flatMap(({ number, status }) =>
    status === 'waiting' && store.begunOf(number)
      ? [finding('quarantine-release-unfinished', { params: { number } })]
      : [],
  );
}
