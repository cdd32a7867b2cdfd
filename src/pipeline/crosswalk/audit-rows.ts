import type { AuditRecord } from '../../identity/crosswalk/audit.js';
import type { Reader } from '../../identity/crosswalk/contract.js';
import type { AuditRow } from '../../report/crosswalk-sections.js';

/** An audit record without the values that it is about. */
export function auditRow(record: Omit<AuditRecord, 'before' | 'after'>): AuditRow {
  const { seq, at, osUser, operator, tool, action, entity, reason, beforeMac, afterMac, mac } = record;
  const names = { osUser, operator, isAuthenticated: false } as const;
  return { seq, at, ...names, tool: `corelab ${tool}`, action, entity, reason, beforeMac, afterMac, mac };
}

/** The columns of the audit that hold no identities, by their names in {@link AuditRecord}. */
const COLUMNS =
  "'seq', seq, 'at', at, 'osUser', os_user, 'operator', operator, 'tool', tool, 'action', action, 'entity', entity, " +
  "'reason', reason, 'beforeMac', before_mac, 'afterMac', after_mac, 'mac', mac";

/** What was done to these rows, in order. @param entities as `subjects:12` */
export function historyOf(reader: Reader, entities: readonly string[]): AuditRow[] {
  const records = entities.flatMap((entity) => {
    const sql = `SELECT json_group_array(json_object(${COLUMNS})) FROM audit WHERE entity = ?`;
    return JSON.parse(String(reader.scalar(sql, entity))) as Omit<AuditRecord, 'before' | 'after'>[];
  });
  return records.map(auditRow).sort((a, b) => a.seq - b.seq);
}

/** A study that a correction took from a subject, as it was before. */
export interface TakenStudy {
  /** Row of the study. */
  readonly row: number;
  /** Row of the subject that got it. */
  readonly to: number;
  readonly visit: string | null;
  readonly offsetDays: number | null;
  /** Days since 1970-01-01. */
  readonly day: number;
  readonly generation: number;
  /** Number of the correction's audit record: what was delivered later has no wrong copies of it. */
  readonly until: number;
}

const TAKEN =
  "SELECT json_group_array(json_object('seq', seq, 'entity', entity, 'before', json(before), 'after', json(after))) FROM " +
  "(SELECT * FROM audit WHERE entity >= 'studies:' AND entity < 'studies;' AND action IN ('correct', 'merge') " +
  "AND json_extract(before, '$.subject') = ? AND json_extract(after, '$.subject') <> ? ORDER BY seq)";

interface StudyState {
  readonly subject: number;
  readonly day: number;
  readonly generation: number;
  readonly visit?: string;
  readonly offset_days?: number;
}

/** The studies that corrections took from a subject, in order: the audit alone still knows. */
export function takenFrom(reader: Reader, subject: number): TakenStudy[] {
  const found = JSON.parse(String(reader.scalar(TAKEN, subject, subject))) as {
    seq: number;
    entity: string;
    before: StudyState;
    after: StudyState;
  }[];
  return found.map(({ seq, entity, before, after }) => ({
    row: Number(entity.split(':')[1]),
    to: after.subject,
    visit: before.visit ?? null,
    offsetDays: before.offset_days ?? null,
    day: before.day,
    generation: before.generation,
    until: seq,
  }));
}
