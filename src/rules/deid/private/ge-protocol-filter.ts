import { gunzipSync, gzipSync } from 'node:zlib';
import type { KeyPatterns } from './key-patterns.js';
import { isPlainNumber } from './plain-number.js';
import { cleanedPlainText } from './plain-text.js';
import type { ValueTools } from './value-tools.js';

/**
 * GE's protocol data block, (0025,xx1B) of `GEMS_SERS_01`: a length of four bytes, little-endian, and a gzip member of
 * lines such as `SLICEORDER "1"`. The layout is not published; source: the blocks of one scanner's headers (software DV26). The member's
 * header names the file that it was made from, exam and series among it, so that it is written anew.
 */

/** Blocks seen inflate to some kilobytes. */
const MAX_BYTES = 1 << 20;
const LINE = /^([A-Za-z0-9_]{1,64}) "([\x20-\x7e]*)"$/;

/** True for bytes that start as a block does: length, then the marks of gzip (RFC 1952 2.3.1). */
export function isGeProtocol(bytes: Uint8Array): boolean {
  return bytes[4] === 0x1f && bytes[5] === 0x8b && bytes[6] === 8;
}

function inflated(bytes: Uint8Array): string | undefined {
  try {
    return gunzipSync(bytes.subarray(4), { maxOutputLength: MAX_BYTES }).toString('latin1');
  } catch {
    return undefined; // damaged, or no block
  }
}

function judged(line: string, keys: KeyPatterns, clean: ValueTools['clean']): string | undefined {
  const [, key, value] = LINE.exec(line) ?? [];
  if (key === undefined || value === undefined || !keys.has(key)) return undefined;
  if (isPlainNumber(value)) return line;
  const kept = keys.isNamed(key) ? cleanedPlainText(value, clean) : undefined;
  return kept === undefined ? undefined : `${key} "${kept}"`;
}

/** Stored, not compressed: what a compressor writes differs from one version to the next. */
function block(text: string): Uint8Array {
  const member = gzipSync(text, { level: 0 });
  member[9] = 0xff; // RFC 1952 2.3.1: operating system unknown
  const out = new Uint8Array(4 + member.length + (member.length % 2));
  new DataView(out.buffer).setUint32(0, member.length, true);
  out.set(member, 4);
  return out;
}

/**
 * A protocol data block reduced to the keys that may stay, as of `filteredProtocol`: numbers of every such key, text,
 * cleaned, of keys that are named letter by letter.
 * @returns undefined when the block cannot be read or nothing of it may stay
 */
export function filteredGeProtocol(
  bytes: Uint8Array,
  keys: KeyPatterns,
  tools: ValueTools,
): Uint8Array | undefined {
  const lines = inflated(bytes)?.split(/\r?\n/) ?? [];
  const kept = lines.flatMap((line) => judged(line, keys, tools.clean) ?? []);
  return kept.length === 0 ? undefined : block(`${kept.join('\n')}\n`);
}
