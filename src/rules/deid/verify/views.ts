import { isUtf8 } from 'node:buffer';
import type { CharacterSet } from '../../../dicom/charset/character-set.js';
import { decodeTextChecked } from '../../../dicom/charset/decode.js';
import { folded } from './fold.js';

/** Runs of fewer characters are no text. */
const LEAST_RUN = 3;
/** Code units of Latin, Greek, Cyrillic, Hebrew and Arabic begin with a byte up to this. PS3.5 knows no UTF-16; makers do. */
const LAST_HIGH = 0x06;

/** Whether bytes hold more than ASCII. */
export function hasHighBytes(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if ((bytes[at] ?? 0) >= 0x80) return true;
  return false;
}

/**
 * Text of bytes whose coding is not certain, folded, in every coding that it may have: that of the file, UTF-8, Latin-1.
 * @param set the character set in force, where there is one
 */
export function readings(bytes: Uint8Array, set: CharacterSet | undefined): Buffer[] {
  const texts = new Set<string>([
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1'),
  ]);
  if (isUtf8(bytes)) texts.add(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8'));
  if (set) texts.add(decodeTextChecked(bytes, set, 'LO').text);
  return [...texts].map((text) => Buffer.from(folded(text)));
}

/** Runs of text among bytes of unknown meaning that hold more than ASCII, NUL and controls taken for their ends. */
export function textRuns(bytes: Uint8Array, from: number, to: number): Uint8Array[] {
  const runs: Uint8Array[] = [];
  for (let at = from; at < to; ) {
    if (isControl(bytes[at])) {
      at++;
      continue;
    }
    const start = at;
    let isHigh = false;
    while (at < to && !isControl(bytes[at])) isHigh = (bytes[at++] ?? 0) >= 0x80 || isHigh;
    if (isHigh && at - start >= LEAST_RUN) runs.push(bytes.subarray(start, at));
  }
  return runs;
}

function isControl(byte: number | undefined): boolean {
  if (byte === undefined) return true;
  return byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x1b;
}

/** Text of alphabets in UTF-16, of either byte order, among other bytes; folded. */
export function wideRuns(bytes: Uint8Array, from: number, to: number): Buffer[] {
  if (!hasLowBytes(bytes, from, to)) return [];
  const found: string[] = [];
  for (const start of [from, from + 1]) {
    for (const high of [0, 1]) {
      // Once Latin-1 alone, which neighbours of other meaning do not reach into.
      for (const last of [0, LAST_HIGH]) found.push(...runsOf({ bytes, from: start, to, high, last }));
    }
  }
  return [...new Set(found)].map((text) => Buffer.from(folded(text)));
}

/** Whether so many bytes are small that they can be halves of code units; the padding of a text is no such byte. */
function hasLowBytes(bytes: Uint8Array, from: number, to: number): boolean {
  let low = 0;
  for (let at = from; at < to; at++) if ((bytes[at] ?? 0) <= LAST_HIGH && ++low >= LEAST_RUN) return true;
  return false;
}

/** Runs of code units whose high byte, at offset `high`, is `last` at most. */
function runsOf(units: {
  bytes: Uint8Array;
  from: number;
  to: number;
  high: number;
  last: number;
}): string[] {
  const { bytes, to, high, last } = units;
  const runs: string[] = [];
  for (let at = units.from, start = at; at < to; at += 2) {
    const top = bytes[at + high] ?? 0xff;
    const isText = at + 2 <= to && top <= last && (top > 0 || (bytes[at + 1 - high] ?? 0) >= 0x20);
    if (isText && at + 4 <= to) continue;
    const end = isText ? at + 2 : at;
    if ((end - start) / 2 >= LEAST_RUN) runs.push(wideText(bytes.subarray(start, end), high));
    start = at + 2;
  }
  return runs;
}

function wideText(bytes: Uint8Array, high: number): string {
  const copy = Buffer.from(bytes);
  return (high === 1 ? copy : copy.swap16()).toString('utf16le');
}

/** All of the bytes as UTF-16 of both byte orders and from either byte on, in UTF-8 and not folded: for Han and Hangul. */
export function asWide(bytes: Uint8Array, from: number, to: number): Buffer[] {
  return [0, 1].flatMap((parity) => {
    const start = from + parity;
    const units = Buffer.from(bytes.subarray(start, start + Math.max(0, (to - start) & ~1)));
    const little = Buffer.from(units.toString('utf16le'));
    return [little, Buffer.from(units.swap16().toString('utf16le'))];
  });
}
