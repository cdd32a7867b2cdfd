import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { SHARED_DICOM } from './shared-data.js';

/** gdcm, for what dcmtk cannot read: a file declared explicit and coded implicit, samples of 7 bits. */
const GDCM = ['gdcmconv', '--raw'] as const;

/** What decompresses a file of a transfer syntax: a tool and its arguments before input and output. */
const TOOLS: Readonly<Record<string, readonly [name: string, ...args: string[]]>> = {
  // +cn: samples as they are coded, without conversion to RGB.
  50: ['dcmdjpeg', '+cn'],
  51: ['dcmdjpeg', '+cn'],
  57: ['dcmdjpeg'],
  70: ['dcmdjpeg'],
  80: ['dcmdjpls'],
  81: ['dcmdjpls'],
  90: GDCM,
  91: GDCM,
};

/** Syntaxes that promise the values that were encoded. PS3.5 A.4. */
const LOSSLESS: ReadonlySet<string> = new Set(['57', '70', '80', '90', '201', '202']);

/** The last part of a codestream syntax, as `90`. */
function codingOf(syntax: string): string {
  return syntax.slice('1.2.840.10008.1.2.4.'.length);
}

/** The most by which a decoded sample may differ from the tool's: decoders of lossy codestreams round differently. */
export function toleranceOf(syntax: string): number {
  return LOSSLESS.has(codingOf(syntax)) ? 0 : 1;
}

/** The tools that are needed and absent. */
export function missingTools(): string[] {
  const names = ['dcmdjpeg', 'dcmdjpls', 'gdcmconv', 'opj_decompress'];
  return names.filter((name) => spawnSync(name, ['--version']).error);
}

/**
 * Decompresses a shared file with the tool for its syntax, or with gdcm.
 * @returns the path of the decompressed file, or of the file itself where read_pixels.py calls the decoder (HTJ2K)
 */
export function decompress(path: string, syntax: string, out: string): string {
  const full = join(SHARED_DICOM, path);
  const tool = TOOLS[codingOf(syntax)];
  if (!tool) return full;
  for (const [name, ...args] of [tool, GDCM]) {
    if (spawnSync(name, [...args, full, out]).status === 0) break;
  }
  return out;
}

/** Decompresses a shared JPEG file with dcmtk, YCbCr converted to RGB. */
export function decompressToRgb(path: string, out: string): string {
  spawnSync('dcmdjpeg', ['+ca', join(SHARED_DICOM, path), out]);
  return out;
}

/** The largest difference between two arrays of samples of one type (`u1`, `i2`, …), given as bytes. */
export function largestDifference(mine: Buffer, theirs: Buffer, type: string): number {
  if (mine.length !== theirs.length) return Number.POSITIVE_INFINITY;
  const width = Number(type[1]);
  const sampleAt = (bytes: Buffer, at: number): number =>
    type[0] === 'i' ? bytes.readIntLE(at, width) : bytes.readUIntLE(at, width);
  let largest = 0;
  for (let at = 0; at < mine.length; at += width) {
    largest = Math.max(largest, Math.abs(sampleAt(mine, at) - sampleAt(theirs, at)));
  }
  return largest;
}
