import {
  type AnchoredHead,
  anchorPath,
  createAnchor,
  fileError,
  lastHead,
  openAnchor,
  readAnchor,
} from './anchor.js';
import { type AuditRecord, EMPTY_HEAD, headOf, recordAt, records } from './audit.js';
import type { Head, Reader, Row, SqlValue, TableName, Writer } from './contract.js';
import { CrosswalkError, errno } from './crosswalk-error.js';
import { type Opened, type OpenOptions, openFiles } from './open.js';
import { RowReader, RowWriter } from './row-store.js';
import { type CrosswalkSecret, newKey } from './secret.js';
import { type VerifyOptions, type VerifyResult, verifyFiles } from './verify.js';

/**
 * The encrypted store of who is who: `x.db`, SQLite through libsql's AES-256, and `x.db.anchor` beside it, which holds in
 * clear how the key is derived and where the audit trail stood. Both belong together in a backup. The cipher
 * authenticates nothing, so every row has a seal and every change a record in a chain, which `verify` goes over.
 */
export class Crosswalk implements Reader {
  readonly #path: string;
  readonly #opened: Opened;
  readonly #reader: RowReader;
  #problem: CrosswalkError | undefined;
  #isBusy = false;

  private constructor(path: string, opened: Opened) {
    this.#path = path;
    this.#opened = opened;
    this.#problem = opened.problem;
    this.#reader = new RowReader(opened.connection, opened.auditKey);
  }

  /**
   * Opens a crosswalk, or makes it with `create`; completes what a crash left, and brings an older structure up to date.
   * @throws CrosswalkError
   */
  static async open(options: OpenOptions): Promise<Crosswalk> {
    return new Crosswalk(options.path, await openFiles(options));
  }

  /** See {@link Reader.rows}. Each call sees what is committed by then; `write` sees one state throughout. */
  rows(table: TableName, where: string, ...parameters: SqlValue[]): Row[] {
    return this.#reader.rows(table, where, ...parameters);
  }

  row(table: TableName, where: string, ...parameters: SqlValue[]): Row | undefined {
    return this.#reader.row(table, where, ...parameters);
  }

  scalar(sql: string, ...parameters: SqlValue[]): SqlValue | undefined {
    return this.#reader.scalar(sql, ...parameters);
  }

  /**
   * Runs `work` as the only writer of all processes; what it writes is kept as a whole when it returns, and not at all
   * when it throws. It must not be asynchronous.
   * @throws CrosswalkError `anchor-not-written` when the data is kept but its head could not be anchored: the next
   * opening does it
   */
  write<T>(work: (writer: Writer) => T): T {
    if (this.#problem) throw this.#problem;
    return this.#transact(work, (head) => head);
  }

  #transact<T>(work: (writer: Writer) => T, line: (head: AnchoredHead) => AnchoredHead): T {
    if (this.#isBusy) throw nested();
    const { connection, auditKey, context } = this.#opened;
    // Opened before: nothing is written whose head could not be anchored.
    const anchor = openAnchor(anchorPath(this.#path));
    const writer = new RowWriter(connection, auditKey, context);
    this.#isBusy = true;
    try {
      const { result, head } = connection.transaction('IMMEDIATE', () => {
        const before = headOf(connection);
        const result = refusePromise(work(writer));
        const head = headOf(connection);
        return { result, head: head.seq > before.seq ? head : undefined };
      });
      if (head) this.#anchorHead(() => anchor.append(line({ ...head, at: context.now().toISOString() })));
      return result;
    } finally {
      writer.end();
      this.#isBusy = false;
      anchor.close();
    }
  }

  #anchorHead(append: () => void): void {
    try {
      append();
    } catch (cause) {
      const message =
        `what was written to the crosswalk ${this.#path} is kept, but its anchor could not be written ` +
        `(${errno(cause)}): make room or give access, and open it again`;
      throw new CrosswalkError('anchor-not-written', message, { cause });
    }
  }

  /** Where the audit trail stands. */
  head(): Head {
    return headOf(this.#opened.connection);
  }

  /** The whole audit trail in order, identities included. */
  auditRecords(): Iterable<AuditRecord> {
    return records(this.#opened.connection);
  }

  /** Goes over every row, every audit record and the anchor; writers wait meanwhile. Finds, and changes nothing. */
  verify(options: VerifyOptions = {}): VerifyResult {
    if (this.#isBusy) throw nested();
    const { connection, auditKey } = this.#opened;
    return verifyFiles({ connection, auditKey, anchor: readAnchor(anchorPath(this.#path)) }, options);
  }

  /**
   * Encrypts everything with another secret. The anchor gets the new key's line first, so that either secret opens what
   * a crash left. Other processes must open it anew.
   * @throws CrosswalkError
   */
  async rekey(secret: CrosswalkSecret, reason: string, scryptN?: number): Promise<void> {
    if (this.#problem) throw this.#problem;
    const { line, cipherKey } = await newKey(secret, scryptN);
    this.write((writer) => writer.note({ name: 'rekey-begun', reason }, { check: line.check }));
    const anchor = openAnchor(anchorPath(this.#path));
    try {
      anchor.append(line);
    } catch (cause) {
      throw fileError(anchorPath(this.#path), cause);
    } finally {
      anchor.close();
    }
    this.#opened.connection.rekey(cipherKey);
    this.write((writer) => writer.note({ name: 'rekey', reason }, { check: line.check }));
  }

  /**
   * Accepts a database that is older than its anchor, or another than it anchored, as one restored from a backup: the
   * audit gets a record with both heads, and the anchor's lines beyond it no longer count.
   * @returns false when there was nothing to accept
   * @throws CrosswalkError
   */
  acceptRestored(reason: string): boolean {
    if (!this.#problem) return false;
    if (this.#opened.keyLine) createAnchor(anchorPath(this.#path), this.#opened.keyLine);
    const anchored = readAnchor(anchorPath(this.#path));
    const heads = anchored?.heads ?? [];
    const database = this.head();
    const acceptedAfter = this.#lastAgreed(heads, database);
    const last = (anchored && lastHead(anchored)) ?? EMPTY_HEAD;
    const details = { anchored: { seq: last.seq, mac: last.mac }, database, agreed: acceptedAfter };
    this.#transact(
      (writer) => writer.note({ name: 'accept-restored', reason }, details),
      (head) => ({ ...head, acceptedAfter }),
    );
    this.#problem = undefined;
    return true;
  }

  #lastAgreed(heads: readonly AnchoredHead[], database: Head): number {
    let last = database.seq;
    for (const { seq, mac } of heads)
      if (seq <= last && recordAt(this.#opened.connection, seq)?.mac !== mac) last = seq - 1;
    return Math.max(last, 0);
  }

  /** Gives the file back. What is called later throws `crosswalk-closed`. */
  close(): void {
    this.#opened.connection.close();
  }
}

function nested(): CrosswalkError {
  return new CrosswalkError('write-nested', 'a transaction of this crosswalk is open already');
}

function refusePromise<T>(result: T): T {
  if (result instanceof Promise)
    throw new TypeError('a transaction of a crosswalk must not be asynchronous: nothing was changed');
  return result;
}
