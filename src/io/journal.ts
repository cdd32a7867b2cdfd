import { closeSync, constants, existsSync, fdatasyncSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { checkedLine, type JournalEntry, type JournalInput, type NewEntry } from './journal-entry.js';
import { type JournalContent, type JournalHeader, LONGEST_LINE, readJournal } from './journal-read.js';
import type { PathBytes } from './path-bytes.js';
import { StateError } from './state-folder-error.js';
import { writePieces } from './write-file.js';
import { AtomicWriteError, pathName, writing } from './write-file-error.js';

/**
 * What a run has done, one line a finished file, only ever added to. An entry is added when its output has its final
 * name, so that an entry without its output means that the output was lost. Some outputs may have no entry yet when a
 * run ends in the middle. One journal is written by one thread.
 */
export class Journal {
  /** Of inputs with several entries, the last one counts. */
  private readonly byInput = new Map<string, JournalEntry>();
  private count = 0;
  private closed = false;

  /** Check of the last line. */
  private check: string;
  /** Bytes of good lines. */
  private end: number;
  /** Bytes of unfinished lines that were cut off when it was opened; 0 after an orderly end. */
  readonly tornBytes: number;

  private constructor(
    readonly path: PathBytes,
    private readonly fd: number,
    content: JournalContent,
  ) {
    this.check = content.check;
    this.end = content.end;
    this.tornBytes = content.tornBytes;
    for (const entry of content.entries) this.keep(entry);
  }

  /**
   * Opens the journal of a run, and makes it where there is none.
   * @param run digest of configuration and inputs, hex
   * @throws JournalDamaged when a line before the end is wrong
   * @throws StateError when it cannot be read, or is another run's
   * @throws AtomicWriteError when it cannot be made or written
   */
  static open(path: PathBytes, run: string): Journal {
    if (!existsSync(path)) create(path, run);
    const content = readJournal(path, run);
    const fd = writing(path, () => openSync(path, constants.O_WRONLY | constants.O_NOFOLLOW));
    try {
      if (content.tornBytes > 0) writing(path, () => ftruncateSync(fd, content.end));
    } catch (error) {
      closeSync(fd);
      throw error;
    }
    return new Journal(path, fd, content);
  }

  /** The entry of each input, the last one where it has several, in the order of their first ones. */
  get entries(): Iterable<JournalEntry> {
    return this.byInput.values();
  }

  /** The last entry of a file, whatever size and time it had then. */
  last(input: Pick<JournalInput, 'root' | 'path' | 'pathBase64'>): JournalEntry | undefined {
    return this.byInput.get(keyOf(input));
  }

  /** The entry of a file that still has the size and time that it had then. */
  find(input: JournalInput): JournalEntry | undefined {
    const entry = this.last(input);
    return entry && isSameFile(entry.input, input) ? entry : undefined;
  }

  /**
   * Adds the entries of a batch with one write, and waits until they are on the disk: after a crash of the machine at
   * most the batch in hand is done again. Some hundred files make a good batch.
   * @throws AtomicWriteError when that fails; the journal takes no more, and opened again it may hold some of the batch
   * @throws StateError `journal-closed` after that, or after `close`
   */
  append(batch: readonly NewEntry[]): void {
    if (batch.length === 0) return;
    if (this.closed) throw new StateError('journal-closed', 'the journal takes no more entries');
    const entries = batch.map((entry, i): JournalEntry => ({ ...entry, n: this.count + i + 1 }));
    let check = this.check;
    const lines = entries.map((entry) => {
      const line = checkedLine(entry, check);
      check = line.check;
      if (line.text.length > LONGEST_LINE / 4) throw new RangeError('a journal entry is too long');
      return line.text;
    });
    const bytes = Buffer.from(`${lines.join('\n')}\n`);
    this.write(bytes);
    this.check = check;
    this.end += bytes.length;
    for (const entry of entries) this.keep(entry);
  }

  /** Never throws: what was added is on the disk. */
  close(): void {
    if (this.closed) return;
    this.closed = true;
    try {
      closeSync(this.fd);
    } catch {
      // Every batch was synchronised.
    }
  }

  private write(bytes: Buffer): void {
    try {
      for (let at = 0; at < bytes.length; ) {
        const done = writing(this.path, () =>
          writeSync(this.fd, bytes, at, bytes.length - at, this.end + at),
        );
        if (done <= 0)
          throw new AtomicWriteError('write-failed', pathName(this.path), 'nothing more is taken');
        at += done;
      }
      writing(this.path, () => fdatasyncSync(this.fd));
    } catch (error) {
      this.takeBack();
      throw error;
    }
  }

  /** What was half written would be cut off when the journal is opened again; after a failed sync nobody knows. */
  private takeBack(): void {
    try {
      ftruncateSync(this.fd, this.end);
    } catch {
      // The next run cuts it.
    }
    this.close();
  }

  private keep(entry: JournalEntry): void {
    this.byInput.set(keyOf(entry.input), entry);
    this.count++;
  }
}

/** Whether a file has the size and time of modification that it had. */
export function isSameFile(a: JournalInput, b: JournalInput): boolean {
  return a.size === b.size && a.mtimeMs === b.mtimeMs;
}

/** One text for one input file. */
export function keyOf({
  root,
  path,
  pathBase64,
}: Pick<JournalInput, 'root' | 'path' | 'pathBase64'>): string {
  return pathBase64 === undefined ? `${root}/${path}` : `${root}:${pathBase64}`;
}

function create(path: PathBytes, run: string): void {
  const header: JournalHeader = { schema: 'corelab/journal@1', run };
  const line = Buffer.from(`${checkedLine(header, '').text}\n`);
  writePieces(path, [line], { mode: 0o600, sync: true });
}
