import { type Attributes, dataset, type Element, type Value } from '../../../fixtures/writer/element.js';
import { encodeDataset } from '../../../fixtures/writer/encode.js';
import type { VR } from '../../../fixtures/writer/vr.js';
import { MemorySource } from '../../../src/dicom/byte-source.js';
import { type DicomFile, readPart10 } from '../../../src/dicom/part10.js';
import { type FrameReader, openFrames } from '../../../src/dicom/pixels/frame-reader.js';
import { PixelError } from '../../../src/dicom/pixels/pixel-error.js';
import type { PixelDescription } from '../../../src/dicom/pixels/samples.js';
import { file } from '../bytes.js';

/** Transfer syntaxes that the tests of pixels use. */
export const SYNTAX = {
  implicit: '1.2.840.10008.1.2',
  little: '1.2.840.10008.1.2.1',
  big: '1.2.840.10008.1.2.2',
  ge: '1.2.840.113619.5.2',
  uncompressed: '1.2.840.10008.1.2.1.98',
  baseline: '1.2.840.10008.1.2.4.50',
  rle: '1.2.840.10008.1.2.5',
  deflatedFrames: '1.2.840.10008.1.2.8.1',
} as const;

/** Two rows of two unsigned 16-bit pixels, unless it is said otherwise. */
const PLAIN: Attributes = {
  SamplesPerPixel: 1,
  PhotometricInterpretation: 'MONOCHROME2',
  Rows: 2,
  Columns: 2,
  BitsAllocated: 16,
  BitsStored: 16,
  HighBit: 15,
  PixelRepresentation: 0,
};

/** An image to be written. */
export interface Image {
  readonly syntax?: string;
  /** Changes {@link PLAIN}; `undefined` leaves an attribute out. */
  readonly attributes?: Attributes;
  /** Bytes, as they stand in the file whatever the transfer syntax, or fragments, offset table first. */
  readonly pixels?: Value;
  readonly pixelVr?: VR;
  readonly pixelTag?: number;
  readonly more?: readonly Element[];
}

/** The bytes of an image. */
export function imageBytes(image: Image): Buffer {
  const syntax = image.syntax ?? SYNTAX.little;
  const littleEndian = syntax !== SYNTAX.big;
  const vr = image.pixelVr ?? 'OW';
  const pixels: Element[] =
    image.pixels === undefined
      ? []
      : [{ tag: image.pixelTag ?? 0x7fe00010, vr, value: asStored(image.pixels, vr, littleEndian) }];
  const elements = dataset({ ...PLAIN, ...image.attributes }, image.more ?? [], pixels);
  const explicit = syntax !== SYNTAX.implicit && syntax !== SYNTAX.ge;
  const encoding = {
    explicit,
    littleEndian,
    lengths: 'defined',
    groupLengths: false,
    text: 'latin1',
  } as const;
  return file(encodeDataset(elements, encoding), syntax);
}

/** The writer turns words around for big endian; these are turned around already. */
function asStored(value: Value, vr: VR, littleEndian: boolean): Value {
  const width = { OW: 2, OF: 4, OD: 8 }[vr as string] ?? 1;
  if (littleEndian || width === 1 || !(value instanceof Uint8Array)) return value;
  const bytes = Buffer.from(value);
  for (let at = 0; at + width <= bytes.length; at += width) bytes.subarray(at, at + width).reverse();
  return bytes;
}

/** An image, written and read. */
export function imageFile(image: Image): DicomFile {
  return readPart10(new MemorySource(imageBytes(image)));
}

/** The frames of an image, written and read. */
export async function framesOf(image: Image): Promise<FrameReader> {
  return await openFrames(imageFile(image));
}

/** The stored values of one frame. */
export async function valuesOf(image: Image, index = 0): Promise<number[]> {
  return [...(await framesOf(image)).frame(index).values];
}

/** The typed error of some work: `code`, `code attribute` or `code frame`; any other error is thrown on. */
export async function errorOf(work: () => unknown): Promise<string> {
  try {
    await work();
    return 'none';
  } catch (error) {
    if (!(error instanceof PixelError)) throw error;
    const { attribute, frame } = error.where;
    return [error.code, attribute, frame].filter((part) => part !== undefined).join(' ');
  }
}

/** A description of unsigned 8-bit greyscale, changed as needed. */
export function describe8(changes: Partial<PixelDescription> = {}): PixelDescription {
  return {
    rows: 2,
    columns: 4,
    frames: 1,
    samplesPerPixel: 1,
    kind: 'integer',
    bitsAllocated: 8,
    bitsStored: 8,
    highBit: 7,
    signed: false,
    planar: false,
    photometric: 'MONOCHROME2',
    ...changes,
  };
}
