import type { Dataset } from '../dataset.js';
import { PixelError } from './pixel-error.js';
import type { PixelDescription, SampleKind } from './samples.js';

/** A frame whose stored values take more bytes is not decoded: no device makes one, but a lying header does. */
export const MAX_FRAME_BYTES = 2 ** 30;

/** Photometric interpretations and their samples a pixel. PS3.3 C.7.6.3.1.2, retired ones and PS3.3 2024 included. */
const SAMPLES_OF_PHOTOMETRIC: Readonly<Record<string, number>> = {
  MONOCHROME1: 1,
  MONOCHROME2: 1,
  'PALETTE COLOR': 1,
  RGB: 3,
  HSV: 3,
  YBR_FULL: 3,
  YBR_FULL_422: 3,
  YBR_PARTIAL_422: 3,
  YBR_PARTIAL_420: 3,
  YBR_ICT: 3,
  YBR_RCT: 3,
  XYB: 3,
  ARGB: 4,
  CMYK: 4,
};

const KIND_OF_TAG: ReadonlyMap<number, SampleKind> = new Map([
  [0x7fe00008, 'float'],
  [0x7fe00009, 'double'],
  [0x7fe00010, 'integer'],
]);

/**
 * Reads and checks what the header says of the pixels, before anything is allocated.
 * @param pixelTag which of the three pixel data elements there is: `0x7fe00010`, `0x7fe00008` or `0x7fe00009`
 * @throws PixelError `missing-attribute`, `impossible-attribute` (with the attribute), `unsupported-coding` for
 * integers that are not of 1, 8, 12, 16 or 32 bits, `frame-too-large`, `no-pixel-data` for another tag
 */
export function describePixels(dataset: Dataset, pixelTag: number): PixelDescription {
  const kind = KIND_OF_TAG.get(pixelTag);
  if (!kind) throw new PixelError('no-pixel-data');
  const shape = {
    rows: integerOf(dataset, 'Rows', 1, 0xffff),
    columns: integerOf(dataset, 'Columns', 1, 0xffff),
    frames: framesOf(dataset),
    ...samplesOf(dataset),
  };
  const bits = kind === 'integer' ? integerBits(dataset) : floatBits(dataset, kind);
  // PS3.3 C.7.6.24 and C.7.6.25: Samples per Pixel shall be 1.
  if (kind !== 'integer' && shape.samplesPerPixel !== 1) throw impossible('SamplesPerPixel');
  const description = { ...shape, kind, ...bits };
  if (sampleCount(description) * bytesPerSample(description) > MAX_FRAME_BYTES) {
    throw new PixelError('frame-too-large');
  }
  return description;
}

/** Stored values of one frame: rows × columns × samples a pixel. */
export function sampleCount(of: Pick<PixelDescription, 'rows' | 'columns' | 'samplesPerPixel'>): number {
  return of.rows * of.columns * of.samplesPerPixel;
}

/** Bytes that one decoded value takes: one bit comes in a byte, packed 12 bits come in two. */
export function bytesPerSample({ bitsAllocated }: Pick<PixelDescription, 'bitsAllocated'>): 1 | 2 | 4 | 8 {
  if (bitsAllocated <= 8) return 1;
  if (bitsAllocated <= 16) return 2;
  return bitsAllocated <= 32 ? 4 : 8;
}

function impossible(attribute: string): PixelError {
  return new PixelError('impossible-attribute', { attribute });
}

/** An attribute of type 1: there, a whole number, and within its bounds. */
function integerOf(dataset: Dataset, attribute: string, least: number, most: number): number {
  const element = dataset.get(attribute);
  if (!element || element.length === 0) throw new PixelError('missing-attribute', { attribute });
  const [value] = element.numbers();
  if (value === undefined || !Number.isInteger(value) || value < least || value > most) {
    throw impossible(attribute);
  }
  return value;
}

function hasValue(dataset: Dataset, attribute: string): boolean {
  return (dataset.get(attribute)?.length ?? 0) > 0;
}

/** PS3.3 C.7.6.6: Number of Frames is required of multi-frame images; without it there is one frame. */
function framesOf(dataset: Dataset): number {
  return hasValue(dataset, 'NumberOfFrames') ? integerOf(dataset, 'NumberOfFrames', 1, 2 ** 31 - 1) : 1;
}

function samplesOf(dataset: Dataset): Pick<PixelDescription, 'samplesPerPixel' | 'photometric' | 'planar'> {
  const samplesPerPixel = integerOf(dataset, 'SamplesPerPixel', 1, 4);
  const photometric = dataset.string('PhotometricInterpretation')?.trim().toUpperCase();
  if (!photometric) throw new PixelError('missing-attribute', { attribute: 'PhotometricInterpretation' });
  const expected = Object.hasOwn(SAMPLES_OF_PHOTOMETRIC, photometric)
    ? SAMPLES_OF_PHOTOMETRIC[photometric]
    : undefined;
  if (expected === undefined) throw impossible('PhotometricInterpretation');
  if (expected !== samplesPerPixel) throw impossible('SamplesPerPixel');
  // PS3.3 C.7.6.3.1.3: Planar Configuration has a meaning only where there are several samples; some writers omit it.
  const planar =
    samplesPerPixel > 1 &&
    hasValue(dataset, 'PlanarConfiguration') &&
    integerOf(dataset, 'PlanarConfiguration', 0, 1) === 1;
  return { samplesPerPixel, photometric, planar };
}

type Bits = Pick<PixelDescription, 'bitsAllocated' | 'bitsStored' | 'highBit' | 'signed'>;

function integerBits(dataset: Dataset): Bits {
  const bitsAllocated = integerOf(dataset, 'BitsAllocated', 1, 64);
  // PS3.5 8.1.1: 1 or a multiple of 8; packed 12 bits are of its editions before 2007.
  if (bitsAllocated !== 1 && bitsAllocated !== 12 && bitsAllocated % 8 !== 0) {
    throw impossible('BitsAllocated');
  }
  if (![1, 8, 12, 16, 32].includes(bitsAllocated)) {
    throw new PixelError('unsupported-coding', { attribute: 'BitsAllocated' });
  }
  const bitsStored = integerOf(dataset, 'BitsStored', 1, bitsAllocated);
  // PS3.5 8.1.1: one less than Bits Stored; editions before 2013 let the values lie higher.
  const highBit = integerOf(dataset, 'HighBit', bitsStored - 1, bitsAllocated - 1);
  const signed = integerOf(dataset, 'PixelRepresentation', 0, bitsAllocated === 1 ? 0 : 1) === 1;
  return { bitsAllocated, bitsStored, highBit, signed };
}

/** PS3.3 C.7.6.24, C.7.6.25: Bits Allocated is 32 or 64; Bits Stored, High Bit and Pixel Representation are absent. */
function floatBits(dataset: Dataset, kind: 'float' | 'double'): Bits {
  const bitsAllocated = kind === 'float' ? 32 : 64;
  integerOf(dataset, 'BitsAllocated', bitsAllocated, bitsAllocated);
  return { bitsAllocated, bitsStored: bitsAllocated, highBit: bitsAllocated - 1, signed: true };
}
