import type { Dataset } from '../dataset.js';
import { PixelError } from './pixel-error.js';
import type { PixelHeader } from './pixel-header.js';

/** A look-up table of one output: stored values from `first` on are looked up, others take the nearest end. */
export interface LookUpTable {
  /** The stored value that the first entry belongs to. */
  readonly first: number;
  readonly entries: Uint16Array;
  /** Significant bits of an entry, 8 to 16. */
  readonly bits: number;
}

/**
 * Reads LUT Descriptor and LUT Data of an item. PS3.3 C.11.1.1.
 * @throws PixelError `lut-damaged` when descriptor and data do not agree, `missing-attribute`
 */
export function readLookUpTable(header: PixelHeader, item: Dataset): LookUpTable {
  const descriptor = item.numbers('LUTDescriptor');
  const data = item.get('LUTData');
  if (!data || data.length === 0) throw new PixelError('missing-attribute', { attribute: 'LUTData' });
  const [length, first, bits] = descriptor;
  if (length === undefined || first === undefined || bits === undefined || descriptor.some(Number.isNaN)) {
    throw new PixelError('lut-damaged', { attribute: 'LUTDescriptor' });
  }
  // PS3.3 C.11.1.1: the first value is US in any case; 0 stands for 65536.
  const count = length & 0xffff || 0x10000;
  if (!Number.isInteger(bits) || bits < 8 || bits > 16) {
    throw new PixelError('lut-damaged', { attribute: 'LUTDescriptor' });
  }
  const code = 'lut-damaged';
  // PS3.3 C.11.1.1.1 and its note: 8-bit entries come in 8 or in 16 bits; the length of the data tells.
  if (bits === 8 && data.length < 2 * count) {
    const words = header.words(data, 0, { count: Math.ceil(count / 2), code });
    const entries = Uint16Array.from(
      { length: count },
      (_, i) => ((words[i >> 1] ?? 0) >> (8 * (i & 1))) & 0xff,
    );
    return { first: header.pixelValue(first), entries, bits };
  }
  const entries = header.words(data, 0, { count, code });
  // Two entries a word where one is expected: descriptor and data do not agree on how many there are.
  if (bits === 8 && entries.some((entry) => entry > 0xff)) {
    throw new PixelError(code, { attribute: 'LUTData' });
  }
  return { first: header.pixelValue(first), entries, bits };
}

/**
 * Looks stored values up. PS3.3 C.11.1.1: a value below the first mapped one takes the first entry, one beyond the
 * last takes the last.
 */
export function lookUp(
  { first, entries }: LookUpTable,
  values: ArrayLike<number>,
  target: Float32Array | Float64Array,
  at = 0,
): void {
  const last = entries.length - 1;
  for (let i = 0; i < values.length; i++) {
    const entry = (values[i] ?? 0) - first;
    target[at + i] = entries[Math.max(0, Math.min(last, entry))] ?? 0;
  }
}
