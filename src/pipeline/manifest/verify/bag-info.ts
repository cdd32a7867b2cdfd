import type { TagLines } from './bag-tag-file.js';
import type { ByteText } from './byte-text.js';

/** Size of a bag's payload, as bag-info.txt states it. */
export interface PayloadOxum {
  readonly bytes: number;
  readonly files: number;
}

/**
 * The Payload-Oxum of bag-info.txt (RFC 8493 2.2.2): octets, a full stop, number of files.
 * @returns undefined when the file has none; `malformed` when its value is something else
 * @throws FileError when the file cannot be read
 */
export function readPayloadOxum(path: ByteText, lines: TagLines): PayloadOxum | 'malformed' | undefined {
  for (const { text } of lines(path)) {
    const value = /^payload-oxum\s*:\s*(.*?)\s*$/i.exec(text)?.[1];
    if (value === undefined) continue;
    const [, bytes, files] = /^(\d{1,15})\.(\d{1,15})$/.exec(value) ?? [];
    if (bytes === undefined || files === undefined) return 'malformed';
    return { bytes: Number(bytes), files: Number(files) };
  }
  return undefined;
}
