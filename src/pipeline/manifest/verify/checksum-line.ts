import type { DigestName } from '../../../io/checksum.js';
import type { ByteText } from './byte-text.js';
import type { Digest } from './listed.js';

/** A line of a checksum file: a name and its digest. */
export interface ChecksumLine {
  readonly name: ByteText;
  readonly digest: Digest;
}

const BY_LENGTH: Readonly<Record<number, DigestName>> = {
  32: 'md5',
  40: 'sha1',
  64: 'sha256',
  128: 'sha512',
};

const BY_TAG: Readonly<Record<string, DigestName>> = {
  MD5: 'md5',
  SHA1: 'sha1',
  SHA256: 'sha256',
  'SHA2-256': 'sha256',
  SHA512: 'sha512',
  'SHA2-512': 'sha512',
};

/** GNU coreutils: digest, a space, a space (text) or `*` (binary), the name; BSD `md5 -r` writes one space. */
const PLAIN = /^([0-9a-fA-F]+)(?: [ *]|[ \t]+)(.+)$/s;
/** BSD and `sha256sum --tag`: `SHA256 (name) = digest`; OpenSSL leaves the spaces out. */
const TAGGED = /^([A-Za-z0-9-]+) ?\((.+)\) ?= ([0-9a-fA-F]+)$/s;

/**
 * Reads one line as `sha256sum`, `shasum`, `md5sum`, `openssl dgst` and their like write it.
 * @returns undefined when the line is nothing of that kind, or of an algorithm that is none of the four
 */
export function parseChecksumLine(line: ByteText): ChecksumLine | undefined {
  // GNU coreutils, "cksum common options": a backslash before the line says that the name holds escapes.
  const escaped = line.startsWith('\\');
  const text = escaped ? line.slice(1) : line;
  const tagged = TAGGED.exec(text);
  if (tagged) {
    const [, tag = '', name = '', hex = ''] = tagged;
    return checked(BY_TAG[tag.toUpperCase()], hex, escaped ? unescaped(name) : name);
  }
  const [, hex = '', name = ''] = PLAIN.exec(text) ?? [];
  return checked(BY_LENGTH[hex.length], hex, escaped ? unescaped(name) : name);
}

function checked(
  name: DigestName | undefined,
  hex: string,
  path: ByteText | undefined,
): ChecksumLine | undefined {
  if (name === undefined || path === undefined || path.trim() === '' || BY_LENGTH[hex.length] !== name)
    return undefined;
  return { name: path, digest: { name, hex: hex.toLowerCase() } };
}

/** The algorithm of a digest by its length in hexadecimal digits. */
export function hexLengthOf(name: DigestName): number {
  return { md5: 32, sha1: 40, sha256: 64, sha512: 128 }[name];
}

function unescaped(name: ByteText): ByteText | undefined {
  if (/\\(?![\\nr])|\\$/.test(name.replaceAll('\\\\', ''))) return undefined;
  const values: Readonly<Record<string, string>> = { '\\\\': '\\', '\\n': '\n', '\\r': '\r' };
  return name.replace(/\\[\\nr]/g, (code) => values[code] ?? code);
}
