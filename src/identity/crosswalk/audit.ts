import type { Connection, RawRow } from './connection.js';
import type { Action, Actor, Head, SqlValue } from './contract.js';
import { CrosswalkError } from './crosswalk-error.js';
import { hmac } from './seal.js';
import { AUDIT_COLUMNS } from './tables.js';

/** One record of the audit trail. 21 CFR 11.10(e): who, when (UTC), what, before, after, why. */
export interface AuditRecord {
  readonly seq: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly osUser: string;
  readonly operator: string | null;
  /** Version of the program. */
  readonly tool: string;
  readonly action: string;
  /** `table:id` of a row, or `note`. */
  readonly entity: string;
  /** JSON; null where there was none. Identifying. */
  readonly before: string | null;
  readonly after: string | null;
  readonly reason: string | null;
  /** HMACs of `before` and `after`: what the chain goes over, so that a copy without identities can be followed. */
  readonly beforeMac: string | null;
  readonly afterMac: string | null;
  readonly mac: string;
}

/** What a record tells besides its place in the chain. */
export type AuditEntry = Omit<AuditRecord, 'seq' | 'mac' | 'beforeMac' | 'afterMac'>;

/** Who works with what, and when. */
export interface Context {
  readonly actor: Actor;
  readonly tool: string;
  readonly now: () => Date;
}

/** Head of a crosswalk without records. */
export const EMPTY_HEAD: Head = { seq: 0, mac: '0'.repeat(64) };

/** What a record says, at its time. */
export function entryOf(
  context: Context,
  action: Action,
  what: Pick<AuditEntry, 'entity' | 'before' | 'after'>,
): AuditEntry {
  const { osUser, operator } = context.actor;
  const at = context.now().toISOString();
  const reason = action.reason ?? null;
  return { ...what, at, osUser, operator, tool: context.tool, action: action.name, reason };
}

/**
 * Adds a record at the end of the chain.
 * @param last the end of the chain, where the caller knows it
 * @returns the new end
 */
export function append(
  connection: Connection,
  auditKey: Uint8Array,
  entry: AuditEntry,
  last = headOf(connection),
): Head {
  const beforeMac = contentMac(auditKey, entry.before);
  const afterMac = contentMac(auditKey, entry.after);
  const record = { ...entry, seq: last.seq + 1, beforeMac, afterMac };
  const mac = chainMac(auditKey, last.mac, record);
  const values: SqlValue[] = [record.seq, entry.at, entry.osUser, entry.operator, entry.tool, entry.action];
  values.push(entry.entity, entry.before, entry.after, entry.reason, beforeMac, afterMac, mac);
  connection.run(`INSERT INTO audit VALUES(${values.map(() => '?').join()})`, values);
  return { seq: record.seq, mac };
}

/** The last record's place. */
export function headOf(connection: Connection): Head {
  const [row] = connection.rows('audit', { seq: 'integer', mac: 'text' }, 'ORDER BY seq DESC LIMIT 1');
  return row ? { seq: Number(row.seq), mac: String(row.mac) } : EMPTY_HEAD;
}

/** The chained HMAC of a record after the one before it. */
export function chainMac(
  auditKey: Uint8Array,
  previous: string,
  record: Omit<AuditRecord, 'mac' | 'before' | 'after'>,
): string {
  const { seq, at, osUser, operator, tool, action, entity, beforeMac, afterMac, reason } = record;
  const parts = [previous, seq, at, osUser, operator, tool, action, entity, beforeMac, afterMac, reason];
  return hmac(auditKey, ['audit', ...parts]).toString('hex');
}

/** HMAC of what stood in a row; null for nothing. */
export function contentMac(auditKey: Uint8Array, content: string | null): string | null {
  return content === null ? null : hmac(auditKey, ['content', content]).toString('hex');
}

const PAGE = 500;

/** All records in order, read page by page: no lock is held between two pages. */
export function* records(connection: Connection): Generator<AuditRecord> {
  for (let after = Number.MIN_SAFE_INTEGER; ; ) {
    const page = connection.rows('audit', AUDIT_COLUMNS, 'WHERE seq > ? ORDER BY seq LIMIT ?', [after, PAGE]);
    for (const row of page) yield recordOf(row);
    if (page.length < PAGE) return;
    after = Number(page.at(-1)?.seq);
  }
}

/** The record of a number. */
export function recordAt(connection: Connection, seq: number): AuditRecord | undefined {
  const [row] = connection.rows('audit', AUDIT_COLUMNS, 'WHERE seq = ?', [seq]);
  return row && recordOf(row);
}

function recordOf(row: RawRow): AuditRecord {
  return {
    seq: Number(row.seq),
    at: String(row.at),
    osUser: String(row.os_user),
    operator: textOrNull(row.operator),
    tool: String(row.tool),
    action: String(row.action),
    entity: String(row.entity),
    before: textOrNull(row.before),
    after: textOrNull(row.after),
    reason: textOrNull(row.reason),
    beforeMac: textOrNull(row.before_mac),
    afterMac: textOrNull(row.after_mac),
    mac: String(row.mac),
  };
}

function textOrNull(value: SqlValue | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}

/** An audit trail that is not what was written. */
export function auditForged(path: string): CrosswalkError {
  const message = `the audit trail of ${path} is not the one that was anchored: run 'corelab crosswalk verify'`;
  return new CrosswalkError('audit-forged', message);
}
