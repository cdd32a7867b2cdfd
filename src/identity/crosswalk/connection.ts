import { resolve } from 'node:path';
import Database from 'libsql';
import type { SqlValue } from './contract.js';
import { CrosswalkError } from './crosswalk-error.js';
import type { Columns } from './tables.js';

/** A row as the database gives it. */
export type RawRow = Record<string, SqlValue>;

const MOST_CACHED = 200;
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** One connection to the encrypted file. Every error of the database leaves it as a CrosswalkError. */
export class Connection {
  readonly #database: Database.Database;
  readonly #path: string;
  readonly #cache = new Map<string, Database.Statement>();
  #isOpen = true;

  /**
   * Opens the file, or begins it where it is empty, and reads it once, so that a wrong key is told at once.
   * @param cipherKey 64 hexadecimal digits
   * @param busyTimeoutMs how long another process is waited for
   * @throws CrosswalkError `crosswalk-wrong-key` where the file does not open with this key, or its front is damaged
   */
  constructor(path: string, cipherKey: string, busyTimeoutMs: number) {
    this.#path = path;
    // libsql asks the network for what begins with http://, https:// or libsql://; a whole path is always a file.
    this.#database = this.#guard(() => new Database(resolve(path), { timeout: busyTimeoutMs }));
    try {
      this.#guard(() => this.#database.pragma(`hexkey='${hexadecimal(cipherKey)}'`));
      this.scalar('SELECT count(*) FROM sqlite_schema');
      // EXTRA: after a loss of power the journal of a transaction that was told as kept must not come back.
      for (const pragma of [
        'synchronous=EXTRA',
        'foreign_keys=ON',
        'temp_store=MEMORY',
        'cell_size_check=ON',
      ])
        this.#guard(() => this.#database.pragma(pragma));
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /**
   * Rows of a table; BLOBs are Buffers.
   * @param rest what follows the table's name
   * @throws CrosswalkError `crosswalk-damaged` when a text is not UTF-8, of which libsql would end the process
   */
  rows(table: string, columns: Columns, rest: string, parameters: readonly SqlValue[] = []): RawRow[] {
    const names = Object.keys(columns);
    // A damaged record may hold a text in any column: each is cast, so that none is read as one.
    const picks = names.map(
      (name) => `CAST("${name}" AS ${columns[name] === 'integer' ? 'INTEGER' : 'BLOB'})`,
    );
    return this.#guard(() => {
      const statement = this.#prepare(`SELECT ${picks.join()} FROM ${table} ${rest}`);
      const rows = statement.all([...parameters]) as SqlValue[][];
      return rows.map((row) =>
        Object.fromEntries(
          names.map((name, i) => [name, this.#decode(row[i] ?? null, columns[name] === 'text')]),
        ),
      );
    });
  }

  /** The value of a SELECT of one column, of its first row. */
  scalar(sql: string, parameters: readonly SqlValue[] = []): SqlValue | undefined {
    return this.#guard(() => {
      const wrapped =
        `WITH scalar(v) AS (${sql}) ` +
        "SELECT CASE typeof(v) WHEN 'text' THEN CAST(v AS BLOB) ELSE v END, typeof(v) = 'text' FROM scalar LIMIT 1";
      const [row] = this.#prepare(wrapped).all([...parameters]) as SqlValue[][];
      return row && this.#decode(row[0] ?? null, row[1] === 1);
    });
  }

  #decode(value: SqlValue, isText: boolean): SqlValue {
    if (!isText || !(value instanceof Uint8Array)) return value;
    try {
      return UTF8.decode(value);
    } catch (cause) {
      throw damaged(this.#path, cause);
    }
  }

  /** Runs a statement that changes something. */
  run(sql: string, parameters: readonly SqlValue[]): void {
    this.#guard(() => this.#prepare(sql).run([...parameters]));
  }

  /** Runs statements without parameters. */
  exec(sql: string): void {
    this.#guard(() => this.#database.exec(sql));
  }

  /** Runs `work` in a transaction that is kept when it returns, and undone when it throws. */
  transaction<T>(kind: 'DEFERRED' | 'IMMEDIATE', work: () => T): T {
    this.exec(`BEGIN ${kind}`);
    try {
      const result = work();
      this.exec('COMMIT');
      return result;
    } catch (error) {
      this.#rollback();
      throw error;
    }
  }

  /** Runs `work`, and undoes only what it did when it throws: a savepoint within a transaction. */
  savepoint<T>(work: () => T): T {
    this.exec('SAVEPOINT attempt');
    try {
      const result = work();
      this.exec('RELEASE attempt');
      return result;
    } catch (error) {
      // A full disk may have undone the whole transaction already.
      if (this.#database.inTransaction) this.exec('ROLLBACK TO attempt; RELEASE attempt');
      throw error;
    }
  }

  /** Encrypts the whole file anew. */
  rekey(cipherKey: string): void {
    this.#cache.clear();
    this.#guard(() => this.#database.pragma(`hexrekey='${hexadecimal(cipherKey)}'`));
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#cache.clear();
    this.#database.close();
  }

  #prepare(sql: string): Database.Statement {
    const known = this.#cache.get(sql);
    if (known) return known;
    const statement = this.#database.prepare(sql);
    if (statement.reader) statement.raw();
    // Lists of parameters of many lengths must not pile up.
    if (this.#cache.size >= MOST_CACHED) this.#cache.clear();
    this.#cache.set(sql, statement);
    return statement;
  }

  #rollback(): void {
    try {
      if (this.#database.inTransaction) this.#database.exec('ROLLBACK');
    } catch {
      // The next opening undoes it from the journal.
    }
  }

  #guard<T>(work: () => T): T {
    if (!this.#isOpen) throw new CrosswalkError('crosswalk-closed', `the crosswalk ${this.#path} was closed`);
    try {
      return work();
    } catch (error) {
      throw error instanceof CrosswalkError ? error : databaseError(this.#path, error);
    }
  }
}

function hexadecimal(key: string): string {
  if (/^[0-9a-f]{64}$/.test(key)) return key;
  throw new RangeError('a cipher key is 64 hexadecimal digits');
}

/** SQLite's primary result codes, sqlite.org/rescode.html: extended ones have them in the lowest byte. */
const MEANINGS: Readonly<Record<number, (path: string, cause: unknown) => CrosswalkError>> = {
  5: locked,
  6: locked,
  8: (path, cause) =>
    new CrosswalkError('crosswalk-read-only', `the crosswalk ${path} may not be written`, { cause }),
  10: (path, cause) =>
    new CrosswalkError(
      'crosswalk-disk-full',
      `the disk of ${path} is full or fails: nothing was changed; make room and try again`,
      { cause },
    ),
  11: damaged,
  13: (path, cause) =>
    new CrosswalkError(
      'crosswalk-disk-full',
      `the disk of ${path} is full: nothing was changed; make room and try again`,
      { cause },
    ),
  14: (path, cause) =>
    new CrosswalkError('crosswalk-io', `the crosswalk ${path} cannot be opened`, { cause }),
  26: (path, cause) =>
    new CrosswalkError('crosswalk-wrong-key', `the crosswalk ${path} does not open with this key`, {
      cause,
    }),
};

/** Extended codes of a UNIQUE or PRIMARY KEY that is taken. */
const TAKEN: ReadonlySet<number> = new Set([1555, 2067, 2579]);

function databaseError(path: string, cause: unknown): CrosswalkError {
  const rawCode = cause instanceof Error && 'rawCode' in cause ? Number(cause.rawCode) : Number.NaN;
  const meaning = MEANINGS[rawCode & 0xff];
  if (meaning) return meaning(path, cause);
  if (TAKEN.has(rawCode))
    return new CrosswalkError('row-exists', 'the crosswalk has this already: nothing was changed', { cause });
  if ((rawCode & 0xff) === 19)
    return new CrosswalkError('row-refused', 'the crosswalk refused a value: nothing was changed', { cause });
  return new CrosswalkError('crosswalk-io', `the crosswalk ${path} failed: nothing was changed`, { cause });
}

function locked(path: string, cause: unknown): CrosswalkError {
  const message = `another process is using the crosswalk ${path}: try again when it has ended`;
  return new CrosswalkError('crosswalk-locked', message, { cause });
}

function damaged(path: string, cause: unknown): CrosswalkError {
  const message = `the crosswalk ${path} is damaged: run 'corelab crosswalk verify', restore it from a backup`;
  return new CrosswalkError('crosswalk-damaged', message, { cause });
}
