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
async function readBounded(file: string): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const buffer = Buffer.alloc(MAX_CONFIG_BYTES + 1);
    let length = 0;
    while (length < buffer.length) {
      const { bytesRead } = await handle.read(buffer, length, buffer.length - length, null);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return buffer.subarray(0, length);
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

/**
 * The text of a configuration file, without a byte order mark.
 * @throws ConfigError when it cannot be read, is larger than 256 KiB, or is not UTF-8.
 */
export async function readConfigText(file: string): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await readBounded(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw whole(file, 'unreadable', `cannot be read: ${REASONS[code] ?? code}`);
  }
  if (bytes.length > MAX_CONFIG_BYTES) throw whole(file, 'too-large', 'is larger than 256 KiB');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ConfigError([firstBadByte(file, bytes)]);
  }
}
