import { closeSync, openSync, readSync } from 'node:fs';
import { type JournalEntry, looksWhole, parseEntry, readChecked } from './journal-entry.js';
import { type PathBytes, pathToText } from './path-bytes.js';
import { JournalDamaged, StateError } from './state-folder-error.js';
import { errnoOf } from './write-file-error.js';

const BLOCK = 1024 * 1024;
/** Bytes; a longer line is damage: an entry is some hundred bytes, with details some thousand. */
export const LONGEST_LINE = 16 * 1024 * 1024;

/** What a journal holds. */
export interface JournalContent {
  readonly entries: JournalEntry[];
  /** Check of the last good line, on which the next one builds. */
  readonly check: string;
  /** Where the good lines end, bytes from the start. */
  readonly end: number;
  /** Bytes behind that: what was being written when the run ended. */
  readonly tornBytes: number;
}

/** The first line of a journal: which run it is of. */
export interface JournalHeader {
  readonly schema: 'corelab/journal@1';
  readonly run: string;
}

/**
 * Reads a journal and proves it line by line. What is unfinished at the end is left out: a run that ends in the middle of
 * a write leaves that. Anything wrong before a whole line is damage.
 * @throws JournalDamaged with the line
 * @throws StateError `state-io` when it cannot be read, `other-configuration` when it is another run's
 */
export function readJournal(path: PathBytes, run: string): JournalContent {
  const reader = new Reader(path, run);
  let size = 0;
  for (const line of linesOf(path)) {
    size = line.end;
    reader.take(line);
  }
  return reader.content(size);
}

interface Line {
  /** Undefined for one that is too long to be one. */
  readonly text: string | undefined;
  /** Whether a line feed stands behind it. */
  readonly closed: boolean;
  /** Offset behind it. */
  readonly end: number;
}

class Reader {
  private readonly entries: JournalEntry[] = [];
  private check = '';
  private end = 0;
  private line = 0;
  /** The first line that is not right. */
  private bad = 0;

  constructor(
    private readonly path: PathBytes,
    private readonly run: string,
  ) {}

  take(line: Line): void {
    this.line++;
    if (this.bad > 0) {
      if (line.closed && (line.text === undefined || looksWhole(line.text))) this.damaged();
      return;
    }
    const read = line.closed && line.text !== undefined ? readChecked(line.text, this.check) : undefined;
    if (!read || !this.accept(read.text)) {
      this.bad = this.line;
      return;
    }
    this.check = read.check;
    this.end = line.end;
  }

  content(size: number): JournalContent {
    // The header is there as a whole from the beginning: without it this is no journal.
    if (this.end === 0) throw new JournalDamaged(pathToText(this.path).path, 1);
    return { entries: this.entries, check: this.check, end: this.end, tornBytes: size - this.end };
  }

  private accept(text: string): boolean {
    if (this.line === 1) return this.acceptHeader(text);
    const entry = parseEntry(text, this.entries.length + 1);
    if (entry) this.entries.push(entry);
    return entry !== undefined;
  }

  private acceptHeader(text: string): boolean {
    const { schema, run } = JSON.parse(text) as Partial<JournalHeader>;
    if (schema !== 'corelab/journal@1') return false;
    if (run === this.run) return true;
    throw new StateError(
      'other-configuration',
      `the journal ${pathToText(this.path).path} is that of another run`,
    );
  }

  private damaged(): never {
    throw new JournalDamaged(pathToText(this.path).path, this.bad);
  }
}

/** Lines, read in blocks: a journal may be of any size. */
function* linesOf(path: PathBytes): Generator<Line> {
  let carry: Buffer[] = [];
  let carried = 0;
  let offset = 0;
  for (const block of blocksOf(path)) {
    let from = 0;
    for (let at = block.indexOf(0x0a); at >= 0; at = block.indexOf(0x0a, from)) {
      const rest = block.subarray(from, at);
      offset += carried + rest.length + 1;
      yield { text: textOf(carry, carried, rest), closed: true, end: offset };
      carry = [];
      carried = 0;
      from = at + 1;
    }
    const rest = block.subarray(from);
    carried += rest.length;
    // Of a line that is too long only the length is kept.
    if (carried > LONGEST_LINE) carry = [];
    else if (rest.length > 0) carry.push(Buffer.from(rest));
  }
  if (carried > 0) yield { text: textOf(carry, carried), closed: false, end: offset + carried };
}

function textOf(carry: readonly Buffer[], carried: number, rest?: Buffer): string | undefined {
  if (carried + (rest?.length ?? 0) > LONGEST_LINE) return undefined;
  if (carry.length === 0) return rest?.toString('utf8') ?? '';
  return Buffer.concat(rest ? [...carry, rest] : carry).toString('utf8');
}

/** The bytes of a file in blocks; each is good until the next is asked for. */
function* blocksOf(path: PathBytes): Generator<Buffer> {
  const buffer = Buffer.allocUnsafe(BLOCK);
  const reading = <T>(work: () => T): T => {
    try {
      return work();
    } catch (cause) {
      const message = `the journal ${pathToText(path).path} cannot be read (${errnoOf(cause)})`;
      throw new StateError('state-io', message, { cause });
    }
  };
  const fd = reading(() => openSync(path, 'r'));
  try {
    for (;;) {
      const got = reading(() => readSync(fd, buffer, 0, BLOCK, null));
      if (got === 0) return;
      yield buffer.subarray(0, got);
    }
  } finally {
    closeSync(fd);
  }
}
