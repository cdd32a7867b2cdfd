import type { Anchor } from './anchor.js';
import { type AuditRecord, chainMac, contentMac, EMPTY_HEAD, headOf, recordAt, records } from './audit.js';
import type { Connection, RawRow } from './connection.js';
import type { Head, TableName } from './contract.js';
import { CrosswalkError } from './crosswalk-error.js';
import { unseal } from './row-store.js';
import { rowJson } from './seal.js';
import { APPEND_ONLY, allColumns, TABLES } from './tables.js';

/** What is wrong with a crosswalk. `seq` is the number of an audit record, `id` that of a row. */
export type VerifyProblem =
  /** The record does not follow from the one before: it was changed, moved, or the one before was. */
  | { readonly code: 'chain-broken'; readonly seq: number }
  /** Records before this one are missing. */
  | { readonly code: 'sequence-gap'; readonly seq: number }
  /** What the record holds of the row, before or after, is not what its HMAC was made of. */
  | { readonly code: 'audit-content-forged'; readonly seq: number }
  /** What the record says stood before is not what the last record of the row left. */
  | { readonly code: 'audit-history-broken'; readonly seq: number }
  /** The seal is not the row's, or the audit tells of a change of what is never changed. */
  | { readonly code: 'row-forged'; readonly table: TableName; readonly id: number }
  /** The seal is right but the last audit record of the row says other: an older state was put back. */
  | { readonly code: 'row-differs'; readonly table: TableName; readonly id: number }
  | { readonly code: 'row-unaudited'; readonly table: TableName; readonly id: number }
  | { readonly code: 'row-gone'; readonly table: TableName; readonly id: number; readonly seq: number }
  /** It refers to a row that is not there. */
  | { readonly code: 'row-orphaned'; readonly table: string; readonly id: number }
  | { readonly code: 'anchor-missing' }
  /** The audit ends before a head that was anchored: its tail was cut, or it is an older copy. */
  | { readonly code: 'behind-anchor'; readonly seq: number }
  /** The audit has another record there than was anchored. */
  | { readonly code: 'differs-from-anchor'; readonly seq: number }
  | { readonly code: 'behind-report'; readonly seq: number }
  | { readonly code: 'differs-from-report'; readonly seq: number }
  /** Number of complaints of SQLite's own check of the file. */
  | { readonly code: 'file-inconsistent'; readonly count: number }
  /** Parts could not be read at all. */
  | { readonly code: 'file-unreadable' };

/** What is no fault but should be known. */
export type VerifyNote =
  /** A process died before it could anchor its head: the next opening does it. */
  | { readonly code: 'anchor-behind'; readonly seq: number }
  /** Lines that a crash cut off, or that are not this program's. */
  | { readonly code: 'anchor-lines-unreadable'; readonly count: number };

/** What `verify` compares with. */
export interface VerifyOptions {
  /** Heads that reports of earlier runs hold. */
  readonly reports?: readonly Head[];
}

/** What `verify` found. */
export interface VerifyResult {
  readonly head: Head;
  /** Audit records and rows that were gone over. */
  readonly records: number;
  readonly rows: number;
  /** The first 1000. */
  readonly problems: readonly VerifyProblem[];
  /** Number of all problems. */
  readonly problemCount: number;
  readonly notes: readonly VerifyNote[];
}

/** What is gone over. */
export interface VerifySource {
  readonly connection: Connection;
  readonly auditKey: Uint8Array;
  readonly anchor: Anchor | undefined;
}

const MOST_PROBLEMS = 1000;
const PAGE = 500;

class Verification {
  readonly problems: VerifyProblem[] = [];
  readonly notes: VerifyNote[] = [];
  problemCount = 0;
  records = 0;
  rows = 0;

  constructor(
    readonly connection: Connection,
    readonly auditKey: Uint8Array,
  ) {}

  add(problem: VerifyProblem): void {
    this.problemCount++;
    if (this.problems.length < MOST_PROBLEMS) this.problems.push(problem);
  }

  /** Runs a part; damage that stops it is a problem, and the other parts are gone over. */
  part<T>(work: () => T, otherwise: T): T {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof CrosswalkError) || !DAMAGE.has(error.code)) throw error;
      if (!this.problems.some(({ code }) => code === 'file-unreadable'))
        this.add({ code: 'file-unreadable' });
      return otherwise;
    }
  }
}

const DAMAGE: ReadonlySet<string> = new Set(['crosswalk-damaged', 'crosswalk-wrong-key', 'crosswalk-io']);

/**
 * Goes over the whole crosswalk in one state of it, in constant memory: the chain, each row against its seal and its
 * last record, each inserted row's presence, the heads of anchor and reports, and SQLite's own checks.
 */
export function verifyFiles(source: VerifySource, options: VerifyOptions): VerifyResult {
  const found = new Verification(source.connection, source.auditKey);
  let head = EMPTY_HEAD;
  const parts = () => {
    head = found.part(() => headOf(source.connection), EMPTY_HEAD);
    found.part(() => verifyFile(found), undefined);
    found.part(() => verifyChain(found), undefined);
    for (const table of TABLES) found.part(() => verifyTable(found, table), undefined);
    found.part(() => verifyAnchor(found, source.anchor, head), undefined);
    found.part(() => verifyReports(found, options.reports ?? [], head), undefined);
  };
  found.part(() => source.connection.transaction('DEFERRED', parts), undefined);
  const { records, rows, problems, problemCount, notes } = found;
  return { head, records, rows, problems, problemCount, notes };
}

function verifyFile(found: Verification): void {
  const sql = "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'";
  const count = Number(found.connection.scalar(sql));
  if (count > 0) found.add({ code: 'file-inconsistent', count });
  const broken = { table: 'text', rowid: 'integer' } as const;
  for (const { table, rowid } of found.connection.rows('pragma_foreign_key_check', broken, ''))
    found.add({ code: 'row-orphaned', table: String(table), id: Number(rowid) });
}

function verifyChain(found: Verification): void {
  let last = EMPTY_HEAD;
  for (const record of records(found.connection)) {
    found.records++;
    const { seq } = record;
    if (seq !== last.seq + 1) found.add({ code: 'sequence-gap', seq });
    else if (chainMac(found.auditKey, last.mac, record) !== record.mac)
      found.add({ code: 'chain-broken', seq });
    verifyContent(found, record);
    last = record;
  }
  // Of a database that was made there is a first record.
  if (last.seq === 0) found.add({ code: 'sequence-gap', seq: 1 });
}

function verifyContent(found: Verification, record: AuditRecord): void {
  const { seq, before, after, entity } = record;
  const isRight =
    contentMac(found.auditKey, before) === record.beforeMac &&
    contentMac(found.auditKey, after) === record.afterMac;
  if (!isRight) found.add({ code: 'audit-content-forged', seq });
  const row = rowOf(entity);
  if (!row) return;
  const sql = 'SELECT after_mac FROM audit WHERE entity = ? AND seq < ? ORDER BY seq DESC LIMIT 1';
  const earlier = found.connection.scalar(sql, [entity, seq]) ?? null;
  if (earlier !== record.beforeMac) found.add({ code: 'audit-history-broken', seq });
  if (before !== null) return;
  const count = found.connection.scalar(`SELECT count(*) FROM ${row.table} WHERE id = ?`, [row.id]);
  if (count !== 1) found.add({ code: 'row-gone', ...row, seq });
}

function rowOf(entity: string): { table: TableName; id: number } | undefined {
  const [name, id] = entity.split(':');
  const table = TABLES.find((known) => known === name);
  return table && { table, id: Number(id) };
}

function verifyTable(found: Verification, table: TableName): void {
  for (let after = Number.MIN_SAFE_INTEGER; ; ) {
    const page = found.connection.rows(table, allColumns(table), 'WHERE id > ? ORDER BY id LIMIT ?', [
      after,
      PAGE,
    ]);
    for (const raw of page) verifyRow(found, table, raw);
    if (page.length < PAGE) return;
    after = Number(page.at(-1)?.id);
  }
}

function verifyRow(found: Verification, table: TableName, raw: RawRow): void {
  found.rows++;
  const id = Number(raw.id);
  const values = unseal(found.auditKey, table, raw);
  if (!values || wasChanged(found, table, id)) {
    found.add({ code: 'row-forged', table, id });
    return;
  }
  const sql = 'SELECT after_mac FROM audit WHERE entity = ? ORDER BY seq DESC LIMIT 1';
  const last = found.connection.scalar(sql, [`${table}:${id}`]);
  if (last === undefined) found.add({ code: 'row-unaudited', table, id });
  else if (last !== contentMac(found.auditKey, rowJson(values)))
    found.add({ code: 'row-differs', table, id });
}

/** Whether the audit has more of an append-only row than its insertion. */
function wasChanged(found: Verification, table: TableName, id: number): boolean {
  if (!APPEND_ONLY.has(table)) return false;
  const sql = 'SELECT count(*) FROM audit WHERE entity = ?';
  return Number(found.connection.scalar(sql, [`${table}:${id}`])) > 1;
}

function verifyAnchor(found: Verification, anchor: Anchor | undefined, head: Head): void {
  if (!anchor) {
    found.add({ code: 'anchor-missing' });
    return;
  }
  let last = 0;
  for (const anchored of anchor.heads) {
    last = Math.max(last, anchored.seq);
    const verdict = compare(found, anchored, head);
    if (verdict) found.add({ code: `${verdict}-anchor`, seq: anchored.seq });
  }
  if (last < head.seq) found.notes.push({ code: 'anchor-behind', seq: last });
  const count = anchor.unreadableLines;
  if (count > 0) found.notes.push({ code: 'anchor-lines-unreadable', count });
}

function verifyReports(found: Verification, reports: readonly Head[], head: Head): void {
  for (const report of reports) {
    const verdict = compare(found, report, head);
    if (verdict) found.add({ code: `${verdict}-report`, seq: report.seq });
  }
}

function compare(found: Verification, known: Head, head: Head): 'behind' | 'differs-from' | undefined {
  if (known.seq > head.seq) return 'behind';
  const mac = known.seq === 0 ? EMPTY_HEAD.mac : recordAt(found.connection, known.seq)?.mac;
  return mac === known.mac ? undefined : 'differs-from';
}
