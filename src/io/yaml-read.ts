import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { ConfigError, type ConfigProblem, type ConfigProblemCode } from './config-error.js';

/** The largest configuration file that is read, in bytes: room for a thousand sites, and no work for minutes. */
const MAX_CONFIG_BYTES = 256 * 1024;

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder, not a file',
  ENOTDIR: 'there is no such file',
  ENAMETOOLONG: 'the name is too long',
};

function whole(file: string, code: ConfigProblemCode, message: string): ConfigError {
  return new ConfigError([{ code, file, line: 0, column: 0, key: '', message }]);
}

/** Reads one byte more than the limit at most, whatever size the file says it has. */
async function readBounded(file: string, limit: number): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const chunks: Buffer[] = [];
    const buffer = Buffer.alloc(Math.min(limit, MAX_CONFIG_BYTES) + 1);
    for (let left = limit + 1; left > 0; ) {
      const { bytesRead } = await handle.read(buffer, 0, Math.min(left, buffer.length), null);
      if (bytesRead === 0) break;
      chunks.push(Buffer.from(buffer.subarray(0, bytesRead)));
      left -= bytesRead;
    }
    return Buffer.concat(chunks);
  } finally {
    await handle.close();
  }
}

/** Where the first byte is that is not UTF-8, as the replacement character that a lenient decoder puts there. */
function firstBadByte(file: string, bytes: Buffer): ConfigProblem {
  const before = bytes.toString('utf8').split('\uFFFD', 1)[0] ?? '';
  const lines = before.split('\n');
  const message = 'this byte is not UTF-8; save the file as UTF-8';
  const column = (lines.at(-1) ?? '').length + 1;
  return { code: 'not-utf8', file, line: lines.length, column, key: '', message };
}

/** A file that was read as a whole. */
export interface ConfigText {
  /** Without a byte order mark. */
  readonly text: string;
  /** Of the bytes as they are in the file, lower-case hexadecimal. */
  readonly sha256: string;
}

/**
 * Reads a configuration file, or a list that one names.
 * @param limit the most bytes that it may have; 256 KiB when not given
 * @throws ConfigError when it cannot be read, is larger than the limit, or is not UTF-8.
 */
export async function readConfigFile(file: string, limit = MAX_CONFIG_BYTES): Promise<ConfigText> {
  let bytes: Buffer;
  try {
    bytes = await readBounded(file, limit);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw whole(file, 'unreadable', `cannot be read: ${REASONS[code] ?? code}`);
  }
  if (bytes.length > limit) throw whole(file, 'too-large', `is larger than ${limit / 1024} KiB`);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { text, sha256: createHash('sha256').update(bytes).digest('hex') };
  } catch {
    throw new ConfigError([firstBadByte(file, bytes)]);
  }
}
