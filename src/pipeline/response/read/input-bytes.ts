import { createHash } from 'node:crypto';
import { ConfigError } from '../../../io/config-error.js';
import { ReportError } from '../../../report/report-error.js';
import { isBlankByte } from '../../../report/report-lines.js';

/** A JSON report is parsed as one string, of which an engine allows about this many bytes. */
const LONGEST_REPORT = 400 * 1024 * 1024;
const LONGEST_CSV = 64 * 1024 * 1024;

/** UTF-8's byte order mark; nothing that is told apart here begins with one of its bytes. */
const BYTE_ORDER_MARK: ReadonlySet<number> = new Set([0xef, 0xbb, 0xbf]);

/** A source as a whole, and what it looks like. */
export interface InputBytes {
  readonly bytes: Buffer;
  /** Where its first byte is that is neither blank nor part of a byte order mark. */
  readonly start: number;
  /** It begins as JSON does. */
  readonly isJson: boolean;
  /** Of all bytes. */
  readonly sha256: string;
}

/**
 * Reads a source to its end.
 * @param from names it in errors
 * @throws ReportError when it cannot be read, or is a report of more than 400 MiB; ConfigError when it is empty, or
 *   another text of more than 64 MiB
 */
export async function inputBytes(input: AsyncIterable<Uint8Array>, from: string): Promise<InputBytes> {
  const parts: Uint8Array[] = [];
  const hash = createHash('sha256');
  let length = 0;
  let first: { readonly byte: number; readonly at: number } | undefined;
  for await (const piece of readable(input, from)) {
    hash.update(piece);
    parts.push(piece);
    first ??= firstByte(piece, length);
    length += piece.length;
    const isJson = first !== undefined && beginsJson(first.byte);
    if (isJson && length > LONGEST_REPORT) throw new ReportError('report-too-large', from);
    if (!isJson && length > LONGEST_CSV) throw refused(from, 'too-large', 'is larger than 64 MiB');
  }
  if (first === undefined) throw refused(from, 'empty', 'is empty');
  return {
    bytes: Buffer.concat(parts),
    start: first.at,
    isJson: beginsJson(first.byte),
    sha256: hash.digest('hex'),
  };
}

function firstByte(piece: Uint8Array, before: number): { byte: number; at: number } | undefined {
  const index = piece.findIndex((byte) => !isBlankByte(byte) && !BYTE_ORDER_MARK.has(byte));
  const byte = piece[index];
  return byte === undefined ? undefined : { byte, at: before + index };
}

/** `{` or `[`. */
function beginsJson(byte: number): boolean {
  return byte === 0x7b || byte === 0x5b;
}

async function* readable(input: AsyncIterable<Uint8Array>, from: string): AsyncGenerator<Uint8Array> {
  try {
    yield* input;
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
    throw new ReportError('report-unreadable', from, code, { cause });
  }
}

function refused(file: string, code: 'empty' | 'too-large', message: string): ConfigError {
  return new ConfigError([{ code, file, line: 0, column: 0, key: '', message }]);
}
