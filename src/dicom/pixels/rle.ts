import type { Codec } from './codecs/codec.js';
import { bytesPerSample, sampleCount } from './description.js';
import { unpackBits } from './packed-bits.js';
import { PixelError } from './pixel-error.js';
import type { Frame, PixelDescription } from './samples.js';
import { rawSamples, settleBits } from './stored-values.js';

const HEADER_BYTES = 64;
const MAX_SEGMENTS = 15;
/** The most that two bytes can come to: a run of 128. */
const MOST_PER_BYTE = 64;

/** RLE Lossless, 1.2.840.10008.1.2.5. PS3.5 annex G. */
export const RLE_CODEC: Codec = { decode: decodeRle };

function decodeRle(bytes: Uint8Array, description: PixelDescription): Frame {
  const { rows, columns, samplesPerPixel, bitsAllocated, kind } = description;
  if (kind !== 'integer' || bitsAllocated === 12) throw new PixelError('unsupported-coding');
  const isPacked = bitsAllocated === 1;
  const width = bytesPerSample(description);
  const pixels = rows * columns;
  // One bit a pixel is packed as in native pixel data, each frame from a byte of its own.
  const planeBytes = isPacked ? Math.ceil((pixels * samplesPerPixel) / 8) : pixels;
  const segments = segmentsOf(bytes, isPacked ? 1 : samplesPerPixel * width);
  for (const segment of segments) {
    if (segment.length * MOST_PER_BYTE < planeBytes) throw new PixelError('codestream-damaged');
  }
  const stored = new Uint8Array(isPacked ? planeBytes : sampleCount(description) * width);
  const step = isPacked ? 1 : samplesPerPixel * width;
  for (const [i, segment] of segments.entries()) {
    // PS3.5 G.2: sample by sample, the most significant byte first; here the least significant is first in memory.
    const sample = Math.floor(i / width);
    const at = sample * width + (width - 1 - (i % width));
    expandSegment(segment, stored, { at, step, end: at + planeBytes * step });
  }
  const raw = isPacked
    ? unpackBits(stored, 0, sampleCount(description))
    : rawSamples(bitsAllocated, stored.buffer);
  const values = settleBits(raw, description);
  // Segments hold whole planes, so what is declared as subsampled is not.
  const photometric = description.photometric === 'YBR_FULL_422' ? 'YBR_FULL' : description.photometric;
  return { rows, columns, samplesPerPixel, values, photometric };
}

/** PS3.5 G.5: the number of segments and their offsets, 16 words of 32 bits, little endian. */
function segmentsOf(bytes: Uint8Array, expected: number): Uint8Array[] {
  if (bytes.length < HEADER_BYTES) throw new PixelError('codestream-damaged');
  const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
  const count = view.getUint32(0, true);
  if (count < 1 || count > MAX_SEGMENTS) throw new PixelError('codestream-damaged');
  if (count !== expected) throw new PixelError('codestream-contradicts-header');
  const starts = Array.from({ length: count }, (_, i) => view.getUint32(4 + i * 4, true));
  return starts.map((start, i) => {
    const end = starts[i + 1] ?? bytes.length;
    const least = i === 0 ? HEADER_BYTES : start;
    if (start < least || start > end || end > bytes.length) throw new PixelError('codestream-damaged');
    return bytes.subarray(start, end);
  });
}

/** Where a segment's bytes go: every `step`th byte from `at` to before `end`. */
interface Target {
  readonly at: number;
  readonly step: number;
  readonly end: number;
}

/**
 * Expands one segment. PS3.5 G.3.1 (PackBits): 0–127 that many bytes and one more, 129–255 the next byte
 * 257 − n times, 128 nothing.
 * @throws PixelError `codestream-damaged` where it ends early, `codestream-contradicts-header` where it holds more
 */
function expandSegment(segment: Uint8Array, into: Uint8Array, target: Target): void {
  const { step, end } = target;
  const { length } = segment;
  let { at } = target;
  let from = 0;
  while (at < end) {
    if (from >= length) throw new PixelError('codestream-damaged');
    const code = segment[from++] ?? 0;
    if (code === 128) continue;
    const isRun = code > 128;
    const count = isRun ? 257 - code : code + 1;
    const used = isRun ? 1 : count;
    const to = at + count * step;
    if (from + used > length) throw new PixelError('codestream-damaged');
    if (to > end) throw new PixelError('codestream-contradicts-header');
    if (isRun) repeat(into, segment[from] ?? 0, { at, step, end: to });
    else for (let i = from; at < to; at += step) into[at] = segment[i++] ?? 0;
    from += used;
    at = to;
  }
  checkPadding(segment, from);
}

/** The memory is zero already. */
function repeat(into: Uint8Array, byte: number, { at, step, end }: Target): void {
  if (byte === 0) return;
  if (step === 1) into.fill(byte, at, end);
  else for (let i = at; i < end; i += step) into[i] = byte;
}

/** PS3.5 G.3.1: an odd segment is padded with a zero. What codes for more pixels than there are is no padding. */
function checkPadding(segment: Uint8Array, from: number): void {
  for (let i = from; i < segment.length; i++) {
    const byte = segment[i];
    if (byte !== 0 && byte !== 128) throw new PixelError('codestream-contradicts-header');
  }
}
