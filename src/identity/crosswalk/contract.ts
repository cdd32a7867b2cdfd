/** What a column holds. */
export type SqlValue = string | number | Uint8Array | null;

/** A row without its `id` and `seal`. */
export type RowValues = Readonly<Record<string, SqlValue>>;

/** A row as it is read: its seal was checked. */
export type Row = Readonly<Record<string, SqlValue>> & { readonly id: number };

/** Tables whose rows are sealed and whose every change is in the audit. */
export type TableName =
  | 'trials'
  | 'people'
  | 'numbers'
  | 'demographics'
  | 'subjects'
  | 'studies'
  | 'deliveries'
  | 'contents'
  | 'readings'
  | 'excuses'
  | 'releases'
  | 'events'
  | 'digests';

/** Who did it. Nobody is authenticated: the names are what the system and the command line say. 21 CFR 11.10(e). */
export interface Actor {
  readonly osUser: string;
  readonly operator: string | null;
}

/** What is done, for the audit; `reason` is the operator's own words. */
export interface Action {
  /** kebab-case, as `enrol`, `correct`, `withdraw`. */
  readonly name: string;
  readonly reason?: string;
}

/** Where the audit chain stands: what is anchored outside the database. */
export interface Head {
  /** Number of the last record; 0 when there is none. */
  readonly seq: number;
  /** Its chained HMAC-SHA-256, lower-case hexadecimal. */
  readonly mac: string;
}

/** Reads of a crosswalk. Whole rows (`SELECT t.*` of one table) come through `rows`, which checks their seals. */
export interface Reader {
  /**
   * Rows of one table; `where` is what follows WHERE, with `?` for parameters.
   * @throws CrosswalkError `row-forged` when a row is not what was written
   */
  rows(table: TableName, where: string, ...parameters: SqlValue[]): Row[];
  /** The first of {@link rows}. */
  row(table: TableName, where: string, ...parameters: SqlValue[]): Row | undefined;
  /** Counts, maxima and the like, which no seal covers. */
  scalar(sql: string, ...parameters: SqlValue[]): SqlValue | undefined;
}

/** A transaction that writes: what it does is kept as a whole or not at all, audit included. */
export interface Writer extends Reader {
  /** @returns the new row's id */
  insert(table: TableName, values: RowValues, action: Action): number;
  /**
   * Changes columns of a row. Rows are never deleted.
   * @throws CrosswalkError `row-refused` for rows of the ledger, which are never changed either
   */
  update(table: TableName, id: number, changes: RowValues, action: Action): void;
  /** An audit record without a row, as an export or a refused delivery. `details` is stored in the encrypted database. */
  note(action: Action, details: Readonly<Record<string, unknown>>): void;
  /** Undoes what `work` wrote when it throws, and throws on. */
  attempt<T>(work: () => T): T;
}
