import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { RowValues, SqlValue, TableName } from './contract.js';

/**
 * The seal of a row: HMAC-SHA-256 over table, id and columns, so that a row that was changed, or moved to another place,
 * is found out when it is read. Columns that are null are left out: one that is added later breaks no seal.
 */
export function sealOf(auditKey: Uint8Array, table: TableName, id: number, values: RowValues): Buffer {
  return hmac(auditKey, ['row', table, id, entries(values)]);
}

/** Whether a seal is the row's. */
export function isSealed(seal: SqlValue | undefined, expected: Buffer): boolean {
  return seal instanceof Uint8Array && seal.length === expected.length && timingSafeEqual(seal, expected);
}

/** A row as the audit keeps it: JSON, columns in alphabetical order, of a BLOB only its SHA-256. */
export function rowJson(values: RowValues): string {
  return JSON.stringify(Object.fromEntries(entries(values)));
}

function entries(values: RowValues): [string, unknown][] {
  const names = Object.keys(values).filter((name) => values[name] !== null && values[name] !== undefined);
  return names.sort().map((name) => [name, plain(values[name] ?? null)]);
}

function plain(value: SqlValue): unknown {
  if (!(value instanceof Uint8Array)) return value;
  return { sha256: createHash('sha256').update(value).digest('hex'), bytes: value.length };
}

/** HMAC-SHA-256 of what JSON makes of the parts: unambiguous, since JSON marks where each ends. */
export function hmac(auditKey: Uint8Array, parts: readonly unknown[]): Buffer {
  return createHmac('sha256', auditKey).update(JSON.stringify(parts)).digest();
}
