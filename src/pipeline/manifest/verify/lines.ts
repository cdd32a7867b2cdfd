import { FileSource } from '../../../io/file-source.js';
import type { PathBytes } from '../../../io/path-bytes.js';
import type { ByteText } from './byte-text.js';

const BLOCK = 64 * 1024;
/** A digest and the longest path there is, each of its bytes escaped, fit many times over. */
const LONGEST_LINE = 256 * 1024;

/** A line of a text file, without its end. */
export interface Line {
  /** From 1. */
  readonly number: number;
  readonly text: ByteText;
}

/** How a file is cut into lines. */
export interface LineOptions {
  /** Where lines end: by line feed with or without carriage return, or by either alone (RFC 8493 2.1.3). */
  readonly ends: 'lf' | 'lf-or-cr';
  /** Turns the file's own encoding into UTF-8, block by block. */
  readonly toUtf8?: (block: Uint8Array, last: boolean) => Buffer;
}

/** Thrown for a line that no list of files has. */
export class LineTooLongError extends Error {
  readonly code = 'line-too-long';

  constructor(readonly line: number) {
    super(`line ${line} is too long`);
  }
}

/**
 * The lines of a file, read block by block; a byte order mark is left out, and so is nothing after the last line end.
 * @throws FileError when it cannot be read
 * @throws LineTooLongError for a line past 256 KiB
 */
export function* readLines(path: PathBytes, { ends, toUtf8 }: LineOptions): Generator<Line> {
  const end = ends === 'lf' ? /\r?\n/g : /\r\n|\n|\r(?!\n|$)/g;
  let number = 0;
  let rest = '';
  for (const block of blocks(path, toUtf8)) {
    rest += number === 0 && rest === '' ? block.replace(/^\xef\xbb\xbf/, '') : block;
    let start = 0;
    for (const match of rest.matchAll(end)) {
      yield { number: ++number, text: rest.slice(start, match.index) };
      start = match.index + match[0].length;
    }
    rest = rest.slice(start);
    if (rest.length > LONGEST_LINE) throw new LineTooLongError(number + 1);
  }
  const last = rest.replace(/\r$/, '');
  if (rest !== '') yield { number: ++number, text: last };
}

function* blocks(path: PathBytes, toUtf8: LineOptions['toUtf8']): Generator<ByteText> {
  const source = new FileSource(path);
  const buffer = Buffer.alloc(BLOCK);
  try {
    for (let at = 0; ; ) {
      const got = source.read(buffer, 0, BLOCK, at);
      at += got;
      const block = buffer.subarray(0, got);
      const text = (toUtf8 ? toUtf8(block, got <= 0) : block).toString('latin1');
      if (text !== '') yield text;
      if (got <= 0) return;
    }
  } finally {
    source.close();
  }
}
