import { append, type Context, entryOf } from './audit.js';
import type { Connection, RawRow } from './connection.js';
import type { Action, Head, Reader, Row, RowValues, SqlValue, TableName, Writer } from './contract.js';
import { CrosswalkError } from './crosswalk-error.js';
import { isSealed, rowJson, sealOf } from './seal.js';
import { APPEND_ONLY, allColumns, COLUMNS } from './tables.js';

/** Reads of sealed rows. */
export class RowReader implements Reader {
  constructor(
    protected readonly connection: Connection,
    protected readonly auditKey: Uint8Array,
  ) {}

  rows(table: TableName, where: string, ...parameters: SqlValue[]): Row[] {
    const found = this.connection.rows(table, allColumns(table), `WHERE ${where}`, parameters);
    return found.map((raw) => openRow(this.auditKey, table, raw));
  }

  row(table: TableName, where: string, ...parameters: SqlValue[]): Row | undefined {
    return this.rows(table, where, ...parameters)[0];
  }

  scalar(sql: string, ...parameters: SqlValue[]): SqlValue | undefined {
    return this.connection.scalar(sql, parameters);
  }
}

/** Values of a row, its seal taken off: undefined when the seal is not the row's. */
export function unseal(auditKey: Uint8Array, table: TableName, raw: RawRow): RowValues | undefined {
  const { id, seal, ...values } = raw;
  return isSealed(seal, sealOf(auditKey, table, Number(id), values)) ? values : undefined;
}

function openRow(auditKey: Uint8Array, table: TableName, raw: RawRow): Row {
  const id = Number(raw.id);
  const values = unseal(auditKey, table, raw);
  if (values) return { ...values, id };
  const message = `row ${id} of ${table} is not what was written: run 'corelab crosswalk verify'`;
  throw new CrosswalkError('row-forged', message);
}

/** Writes within one transaction; of no use after it. */
export class RowWriter extends RowReader implements Writer {
  #isOver = false;
  // Nobody else writes meanwhile: what this transaction wrote last is known without a look.
  #head: Head | undefined;
  readonly #lastIds = new Map<TableName, number>();

  constructor(
    connection: Connection,
    auditKey: Uint8Array,
    private readonly context: Context,
  ) {
    super(connection, auditKey);
  }

  insert(table: TableName, values: RowValues, action: Action): number {
    this.#refuseLate();
    const row = checked(table, values);
    // Rows are never deleted.
    const id = (this.#lastIds.get(table) ?? Number(this.scalar(`SELECT max(id) FROM ${table}`) ?? 0)) + 1;
    const names = Object.keys(COLUMNS[table]);
    const seal = sealOf(this.auditKey, table, id, row);
    const marks = ['?', '?', ...names.map(() => '?')].join();
    this.connection.run(`INSERT INTO ${table}(id, ${names.join()}, seal) VALUES(${marks})`, [
      id,
      ...names.map((name) => row[name] ?? null),
      seal,
    ]);
    this.#lastIds.set(table, id);
    this.#record(action, `${table}:${id}`, null, rowJson(row));
    return id;
  }

  update(table: TableName, id: number, changes: RowValues, action: Action): void {
    this.#refuseLate();
    if (APPEND_ONLY.has(table))
      throw new CrosswalkError('row-refused', `rows of ${table} are never changed: nothing was changed`);
    const found = this.row(table, 'id = ?', id);
    if (!found) throw new CrosswalkError('row-missing', `there is no row ${id} of ${table}`);
    const { id: _, ...before } = found;
    const after = { ...before, ...checked(table, changes) };
    const names = Object.keys(changes);
    const sets = [...names, 'seal'].map((name) => `${name} = ?`).join();
    this.connection.run(`UPDATE ${table} SET ${sets} WHERE id = ?`, [
      ...names.map((name) => changes[name] ?? null),
      sealOf(this.auditKey, table, id, after),
      id,
    ]);
    this.#record(action, `${table}:${id}`, rowJson(before), rowJson(after));
  }

  note(action: Action, details: Readonly<Record<string, unknown>>): void {
    this.#refuseLate();
    this.#record(action, 'note', null, JSON.stringify(details));
  }

  attempt<T>(work: () => T): T {
    this.#refuseLate();
    try {
      return this.connection.savepoint(work);
    } catch (error) {
      // What was undone is not the last any more.
      this.#head = undefined;
      this.#lastIds.clear();
      throw error;
    }
  }

  /** Ends it: what is called later is refused. */
  end(): void {
    this.#isOver = true;
  }

  #record(action: Action, entity: string, before: string | null, after: string | null): void {
    const { osUser, operator } = this.context.actor;
    for (const text of [action.name, action.reason ?? null, osUser, operator]) checkText(text);
    const entry = entryOf(this.context, action, { entity, before, after });
    this.#head = append(this.connection, this.auditKey, entry, this.#head);
  }

  #refuseLate(): void {
    if (this.#isOver) throw new CrosswalkError('write-nested', 'this transaction of the crosswalk is over');
  }
}

function checked(table: TableName, values: RowValues): RowValues {
  for (const [name, value] of Object.entries(values)) {
    if (!Object.hasOwn(COLUMNS[table], name)) throw new TypeError(`${table} has no column ${name}`);
    checkText(value);
    if (typeof value === 'number' && !Number.isSafeInteger(value)) throw refused();
  }
  return values;
}

/** The database would give such text back cut or changed. */
function checkText(value: SqlValue): void {
  if (typeof value !== 'string') return;
  if (value.includes('\0') || Buffer.from(value, 'utf8').toString('utf8') !== value) throw refused();
}

function refused(): CrosswalkError {
  const message = 'a value has characters or digits that the crosswalk cannot keep: nothing was changed';
  return new CrosswalkError('row-refused', message);
}
