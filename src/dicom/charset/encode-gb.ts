import { type Codes, isPrivateUse } from './encode-tables.js';
import { decodeEncoding } from './multi-byte.js';

/** Four-byte codes of the Basic Multilingual Plane: 0x81308130 and the 39,419 after it. */
const BMP_POINTERS = 39_420;
/** Pointer of U+10000 (0x90308130). */
const SUPPLEMENTARY = 189_000;

/** The four-byte code of a pointer, as one number: bytes of 126, 10, 126 and 10 values. */
function fourByteCode(pointer: number): number {
  const first = 0x81 + Math.floor(pointer / 12_600);
  const second = 0x30 + (Math.floor(pointer / 1260) % 10);
  const third = 0x81 + (Math.floor(pointer / 10) % 126);
  const fourth = 0x30 + (pointer % 10);
  return ((first * 0x100 + second) * 0x100 + third) * 0x100 + fourth;
}

/** Characters whose code is not the same in the editions 2000, 2005 and 2022 of GB 18030. */
function isUnstable(codePoint: number): boolean {
  const inRange = (first: number, last: number): boolean => codePoint >= first && codePoint <= last;
  return codePoint === 0x1e3f || inRange(0xfe10, 0xfe19) || inRange(0x9fb4, 0x9fbb);
}

function twoByteCodes(): number[] {
  const codes: number[] = [];
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) codes.push(lead * 0x100 + trail);
  }
  return codes;
}

/** The characters of the codes, read in one go: a line end stands after each, and is no part of any code. */
function decodeCodes(codes: readonly number[]): string[] {
  const bytes: number[] = [];
  for (const code of codes) {
    if (code > 0xffff) bytes.push(code >>> 24, (code >>> 16) & 0xff);
    bytes.push((code >>> 8) & 0xff, code & 0xff, 0x0a);
  }
  return decodeEncoding(Uint8Array.from(bytes), 'gb18030').text.split('\n');
}

function build(): Codes {
  const all = [
    ...twoByteCodes(),
    ...Array.from({ length: BMP_POINTERS }, (_, pointer) => fourByteCode(pointer)),
  ];
  const table = new Map<number, number>();
  for (const [index, character] of decodeCodes(all).entries()) {
    const code = all[index];
    const codePoint = character.codePointAt(0) ?? 0;
    if (code === undefined || character.length !== 1 || codePoint === 0xfffd) continue;
    if (!isPrivateUse(codePoint) && !isUnstable(codePoint) && !table.has(codePoint))
      table.set(codePoint, code);
  }
  return table;
}

let table: Codes | undefined;

/** Two-byte codes to which GB 18030 gave a character and GBK had none: GBK 1.0, and what its readers know. */
function isBeyondGbk(code: number): boolean {
  return (
    code > 0xffff ||
    code >= 0xfe50 ||
    code === 0xa2e3 ||
    code === 0xa8bf ||
    (code >= 0xa989 && code <= 0xa995)
  );
}

/**
 * The bytes of a character in GB18030, or in GBK, as one big-endian number of 1, 2 or 4 bytes. Undefined for what GBK
 * has not, for private use, and for the few characters that editions of GB 18030 code differently.
 */
export function gbCode(codePoint: number, encoding: 'GB18030' | 'GBK'): number | undefined {
  if (codePoint < 0x80) return codePoint;
  if (codePoint >= 0x10000) {
    const isCoded = encoding === 'GB18030' && !isPrivateUse(codePoint);
    return isCoded ? fourByteCode(SUPPLEMENTARY + codePoint - 0x10000) : undefined;
  }
  table ??= build();
  const code = table.get(codePoint);
  return code === undefined || (encoding === 'GBK' && isBeyondGbk(code)) ? undefined : code;
}
