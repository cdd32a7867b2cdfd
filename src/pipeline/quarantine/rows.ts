import { lstatSync } from 'node:fs';
import { digestOf } from '../../io/checksum.js';
import { FileSource } from '../../io/file-source.js';
import type { QuarantineHit, QuarantineReleaseRow, QuarantineRow } from '../../report/quarantine-sections.js';
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

/** Where the file held what must not be released, when that is why it is there. Never the value. */
export function hitRows({ detail }: QuarantineEntry): QuarantineHit[] {
  if (!Array.isArray(detail)) return [];
  return detail.flatMap((hit: unknown) =>
    isHit(hit) ? [{ where: hit.where, from: hit.from, kind: hit.kind }] : [],
  );
}

function isHit(value: unknown): value is QuarantineHit {
  if (typeof value !== 'object' || value === null) return false;
  const { where, from, kind } = value as Record<string, unknown>;
  return typeof where === 'string' && typeof from === 'string' && typeof kind === 'string';
}

/** A release as a report tells it. */
export function releaseRow({ at, operator, osUser, reason, output }: Release): QuarantineReleaseRow {
  return { at, operator, osUser, isAuthenticated: false, reason, sha256: output.sha256 };
}
