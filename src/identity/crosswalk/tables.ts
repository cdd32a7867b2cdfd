import type { TableName } from './contract.js';

/** What a column holds. */
export type ColumnType = 'text' | 'integer' | 'blob';

/** Columns by name, in their order. */
export type Columns = Readonly<Record<string, ColumnType>>;

/** The columns of each sealed table, but `id` and `seal`; those that are not given to an insert are null. */
export const COLUMNS: Readonly<Record<TableName, Columns>> = {
  trials: { protocol: 'text', sponsor: 'text', project_key: 'text' },
  people: { details: 'text' },
  numbers: { person: 'integer', issuer: 'text', patient_id: 'text' },
  demographics: { person: 'integer', key: 'text' },
  subjects: {
    trial: 'integer',
    person: 'integer',
    site: 'text',
    subject: 'text',
    kind: 'text',
    scope: 'text',
    sequence: 'integer',
    status: 'text',
    replaced_by: 'integer',
    shift_days: 'integer',
    note: 'text',
  },
  studies: {
    subject: 'integer',
    study_uid: 'text',
    day: 'integer',
    visit: 'text',
    offset_days: 'integer',
    timing: 'text',
    reason: 'text',
    generation: 'integer',
    number: 'integer',
    delivery: 'integer',
  },
  deliveries: {
    trial: 'integer',
    run: 'text',
    at: 'text',
    operator: 'text',
    os_user: 'text',
    site: 'text',
    inputs: 'text',
    status: 'text',
  },
  contents: {
    delivery: 'integer',
    study: 'integer',
    series: 'text',
    instances: 'integer',
    sops: 'blob',
  },
  readings: { subject: 'integer', visit: 'text', generation: 'integer', ordinal: 'integer', reading: 'text' },
  excuses: { subject: 'integer', visit: 'text', reason: 'text' },
  releases: { delivery: 'integer', study: 'integer', folder: 'text', files: 'blob' },
  events: {
    trial: 'integer',
    kind: 'text',
    at: 'text',
    os_user: 'text',
    operator: 'text',
    run: 'text',
    delivery: 'integer',
    site: 'text',
    subject: 'integer',
    study_uid: 'text',
    visit: 'text',
    command: 'text',
    report: 'text',
    item: 'text',
    details: 'text',
  },
  digests: { event: 'integer', digests: 'blob' },
};

/** The columns of the audit trail. */
export const AUDIT_COLUMNS: Columns = {
  seq: 'integer',
  at: 'text',
  os_user: 'text',
  operator: 'text',
  tool: 'text',
  action: 'text',
  entity: 'text',
  before: 'text',
  after: 'text',
  reason: 'text',
  before_mac: 'text',
  after_mac: 'text',
  mac: 'text',
};

/** Every sealed table. */
export const TABLES = Object.keys(COLUMNS) as TableName[];

/** Sealed tables whose rows are never changed: each has one audit record, that of its insertion. */
export const APPEND_ONLY: ReadonlySet<TableName> = new Set<TableName>(['events', 'digests']);

/** All columns of a sealed table. */
export function allColumns(table: TableName): Columns {
  return { id: 'integer', ...COLUMNS[table], seal: 'blob' };
}
