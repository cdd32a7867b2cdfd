import type { Dataset } from '../dataset.js';
import type { Element } from '../element.js';
import { PixelError } from './pixel-error.js';
import type { Frame } from './samples.js';
import { expandSegments } from './segmented-palette.js';

/** A palette: three tables of one length, of which the first entry belongs to one stored value. PS3.3 C.7.9. */
export interface Palette {
  /** The stored value that the first entry is for; smaller ones take it, too. PS3.3 C.7.6.3.1.5. */
  readonly firstValue: number;
  /** Bits an entry: 8 or 16. */
  readonly bits: 8 | 16;
  readonly red: Uint16Array;
  readonly green: Uint16Array;
  readonly blue: Uint16Array;
}

const COLOURS = ['Red', 'Green', 'Blue'] as const;

/** What a descriptor says of its table. */
interface Descriptor {
  readonly entries: number;
  readonly firstValue: number;
  readonly bits: 8 | 16;
}

/**
 * Reads the palette of an image, plain or segmented (PS3.3 C.7.9.2).
 * @throws PixelError `missing-attribute`, `lut-damaged`
 */
export function readPalette(dataset: Dataset): Palette {
  const signed = dataset.number('PixelRepresentation') === 1;
  const descriptors = COLOURS.map((colour) => {
    const attribute = `${colour}PaletteColorLookupTableDescriptor`;
    return descriptorOf(required(dataset, attribute), signed);
  });
  const [first] = descriptors;
  const isOne = descriptors.every(
    ({ entries, firstValue, bits }) =>
      entries === first?.entries && firstValue === first.firstValue && bits === first.bits,
  );
  // PS3.3 C.7.6.3.1.5: the three descriptors shall be equal.
  if (!first || !isOne) throw new PixelError('lut-damaged');
  const [red, green, blue] = descriptors.map((descriptor, i) =>
    tableOf(dataset, COLOURS[i] ?? 'Red', descriptor),
  );
  if (!red || !green || !blue) throw new PixelError('lut-damaged');
  return { firstValue: first.firstValue, bits: first.bits, red, green, blue };
}

/** The colours of a PALETTE COLOR frame: RGB in as many bits as the palette's entries have. PS3.3 C.7.6.3.1.5. */
export function applyPalette(frame: Frame, palette: Palette): Frame {
  const { values } = frame;
  if (frame.samplesPerPixel !== 1) throw new PixelError('unsupported-photometric');
  const { red, green, blue, firstValue, bits } = palette;
  const last = red.length - 1;
  const rgb = bits === 8 ? new Uint8Array(values.length * 3) : new Uint16Array(values.length * 3);
  for (let i = 0, at = 0; i < values.length; i++, at += 3) {
    const entry = Math.max(0, Math.min((values[i] ?? 0) - firstValue, last));
    rgb[at] = red[entry] ?? 0;
    rgb[at + 1] = green[entry] ?? 0;
    rgb[at + 2] = blue[entry] ?? 0;
  }
  return { ...frame, samplesPerPixel: 3, values: rgb, photometric: 'RGB' };
}

function required(dataset: Dataset, attribute: string): Element {
  const element = dataset.get(attribute);
  if (!element || element.length === 0) throw new PixelError('missing-attribute', { attribute });
  return element;
}

/** PS3.3 C.7.6.3.1.5: number of entries (0 for 65536), first stored value, bits an entry. */
function descriptorOf(element: Element, signed: boolean): Descriptor {
  const [entries, firstValue, bits] = element.numbers().map((value) => value & 0xffff);
  if (entries === undefined || firstValue === undefined || (bits !== 8 && bits !== 16)) {
    throw new PixelError('lut-damaged');
  }
  return {
    entries: entries === 0 ? 65536 : entries,
    // The first value has the sign of the pixels, whichever of US and SS the descriptor is written as.
    firstValue: signed && firstValue >= 0x8000 ? firstValue - 0x10000 : firstValue,
    bits,
  };
}

function tableOf(dataset: Dataset, colour: string, descriptor: Descriptor): Uint16Array {
  const plain = `${colour}PaletteColorLookupTableData`;
  const segmented = `Segmented${plain}`;
  const isSegmented = !dataset.get(plain)?.length && dataset.has(segmented);
  const { bytes, littleEndian } = required(dataset, isSegmented ? segmented : plain);
  const { entries, bits } = descriptor;
  if (isSegmented) return expandSegments(unitsOf(bytes, bits, littleEndian), bits, entries);
  const isBytes = bits === 8 && (bytes.length === entries || bytes.length === entries + (entries % 2));
  const table = unitsOf(bytes, isBytes ? 8 : 16, littleEndian).subarray(0, entries);
  // PS3.3 C.7.6.3.1.6: entries of 8 bits stand two in a word, but many files give each a word of its own.
  if (table.length < entries || (bits === 8 && table.some((entry) => entry > 255))) {
    throw new PixelError('lut-damaged');
  }
  return table;
}

/** The bytes of a table as numbers of 8 or 16 bits. PS3.5 8.1.1: of two bytes in a word the low one comes first. */
function unitsOf(bytes: Uint8Array, bits: 8 | 16, littleEndian: boolean): Uint16Array {
  const units = new Uint16Array(bits === 8 ? bytes.length : bytes.length >> 1);
  const swap = littleEndian ? 0 : 1;
  for (let i = 0; i < units.length; i++) {
    units[i] =
      bits === 8
        ? (bytes[i ^ swap] ?? 0)
        : (bytes[(2 * i) ^ swap] ?? 0) | ((bytes[(2 * i + 1) ^ swap] ?? 0) << 8);
  }
  return units;
}
