import type { Fail } from './parse-report.js';

/** No line of a report is longer: one finding, one file, one series. */
const LONGEST_LINE = 64 * 1024 * 1024;

/**
 * Splits bytes into lines without their line feeds; blank lines are left out.
 * @throws ReportError through `fail` when a line passes 64 MiB
 */
export async function* linesOf(bytes: AsyncIterable<Uint8Array>, fail: Fail): AsyncGenerator<Buffer> {
  let parts: Uint8Array[] = [];
  let length = 0;
  for await (const piece of bytes) {
    let start = 0;
    for (let end = piece.indexOf(0x0a); end >= 0; end = piece.indexOf(0x0a, start)) {
      const line = Buffer.concat([...parts, piece.subarray(start, end)]);
      if (!isBlank(line)) yield line;
      parts = [];
      length = 0;
      start = end + 1;
    }
    parts.push(piece.subarray(start));
    length += piece.length - start;
    if (length > LONGEST_LINE) fail('report-too-large');
  }
  const last = Buffer.concat(parts);
  if (!isBlank(last)) yield last;
}

/** Whether bytes are nothing but JSON white space. */
export function isBlank(bytes: Uint8Array): boolean {
  return bytes.every(isBlankByte);
}

/** Whether a byte is JSON white space (RFC 8259 §2). */
export function isBlankByte(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}
