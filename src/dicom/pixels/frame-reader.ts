import type { DicomFile } from '../part10.js';
import type { PixelDataElement } from '../pixel-element.js';
import { TRANSFER_SYNTAX } from '../transfer-syntax.js';
import type { Codec } from './codecs/codec.js';
import { loadCodec } from './codecs/load-codec.js';
import { DEFLATED_FRAME_CODEC, UNCOMPRESSED_FRAME_CODEC } from './deflated-frames.js';
import { describePixels } from './description.js';
import { type FrameTable, frameTable } from './frame-table.js';
import { checkNative, readNativeBits, readNativeFrame, swapOf } from './native.js';
import type { PackedBits } from './packed-bits.js';
import { PixelError } from './pixel-error.js';
import { RLE_CODEC } from './rle.js';
import type { Frame, PixelDescription } from './samples.js';

/** The frames of one file, read and decoded one at a time when asked for: memory for one, however many there are. */
export interface FrameReader {
  readonly description: PixelDescription;
  /** Number of Frames as declared; of a damaged file some may not be there. */
  readonly frameCount: number;
  /**
   * Reads and decodes a frame. What it gives is the caller's own.
   * @param index from 0
   * @throws PixelError `frame-out-of-range`, `pixel-data-too-short`, `too-few-frames`, and what codecs throw
   * ({@link Codec}), each with the frame
   */
  frame(index: number): Frame;
  /**
   * A frame's words of 16 bits as they are stored: neither masked to Bits Stored nor extended by a sign. What old files
   * keep in the other bits is there, too: overlays (retired, PS3.5-2004 8.1.2).
   * @param index from 0
   * @throws PixelError as {@link frame} does; `unsupported-coding` where pixels are not of one sample of 16 bits, and
   * where a codec (JPEG and its successors) gives values, not words
   */
  words(index: number): Uint16Array;
  /**
   * A frame's pixels as they are packed: only where they are of one bit and not encapsulated.
   * @param index from 0
   * @throws PixelError as {@link frame} does
   */
  bits?(index: number): PackedBits;
}

/** Codecs that are no codestream family of their own. */
const OWN_CODECS: Readonly<Record<string, Codec>> = {
  '1.2.840.10008.1.2.5': RLE_CODEC,
  '1.2.840.10008.1.2.8.1': DEFLATED_FRAME_CODEC,
  [TRANSFER_SYNTAX.encapsulatedUncompressed]: UNCOMPRESSED_FRAME_CODEC,
};

/** Memory for joined fragments that is kept from frame to frame. */
const MAX_KEPT_BYTES = 16 * 1024 * 1024;

/**
 * Opens the pixel data of a file: stored values, frame by frame. Nothing is converted: neither rescaled nor to RGB.
 * The file's source stays the caller's, and must stay open while frames are read.
 * @throws PixelError `no-pixel-data`, `unsupported-transfer-syntax`, `fragments-damaged`, and what
 * {@link describePixels} throws
 */
export async function openFrames(file: DicomFile): Promise<FrameReader> {
  const { pixelData, transferSyntax, declaredTransferSyntax, dataset } = file;
  if (!pixelData) throw new PixelError('no-pixel-data');
  const description = describePixels(dataset, pixelData.tag);
  if (!pixelData.encapsulated) {
    // PS3.5 A.4: compressed pixel data comes in fragments; a private syntax may be anything.
    if (transferSyntax.encapsulated) throw new PixelError('unsupported-transfer-syntax');
    return nativeReader(file, pixelData, description);
  }
  if (!transferSyntax.encapsulated) {
    // PS3.5 A.4: fragments need a syntax that says how they are coded. Where none is declared, it is not known.
    if (!declaredTransferSyntax) throw new PixelError('unsupported-transfer-syntax');
    throw new PixelError('impossible-attribute', { attribute: 'TransferSyntaxUID' });
  }
  // PS3.5 8.2: only integers are compressed.
  if (description.kind !== 'integer') throw new PixelError('unsupported-coding');
  const own = Object.hasOwn(OWN_CODECS, transferSyntax.uid) ? OWN_CODECS[transferSyntax.uid] : undefined;
  const codec = own ?? (await loadCodec(transferSyntax.uid));
  const read = encapsulatedFrames(frameTable(file, description.frames), codec, description);
  return readerOf(read, description, own !== undefined);
}

function nativeReader(
  { layout, transferSyntax }: DicomFile,
  { vr, offset, length }: PixelDataElement,
  description: PixelDescription,
): FrameReader {
  checkNative(description, length);
  // GE's private syntax: an implicit little endian data set with pixel data in big endian.
  const littleEndian = transferSyntax.littleEndian && transferSyntax.uid !== TRANSFER_SYNTAX.gePrivate;
  const swapBytes = swapOf(description, { vr, littleEndian });
  const pixels = { source: layout.body, offset, length, swapBytes };
  const read = (index: number, as: PixelDescription): Frame => {
    checkIndex(index, description);
    return readNativeFrame(pixels, as, index);
  };
  const reader = readerOf(read, description, true);
  if (description.bitsAllocated !== 1 || description.kind !== 'integer') return reader;
  return {
    ...reader,
    bits(index) {
      checkIndex(index, description);
      return readNativeBits(pixels, description, index);
    },
  };
}

/** @param keepsWords whether stored words come out as they went in */
function readerOf(
  read: (index: number, as: PixelDescription) => Frame,
  description: PixelDescription,
  keepsWords: boolean,
): FrameReader {
  return {
    description,
    frameCount: description.frames,
    frame: (index) => read(index, description),
    words(index) {
      const { kind, bitsAllocated, samplesPerPixel } = description;
      const areWords = kind === 'integer' && bitsAllocated === 16 && samplesPerPixel === 1;
      if (!areWords || !keepsWords) throw new PixelError('unsupported-coding');
      const whole = { ...description, bitsStored: 16, highBit: 15, signed: false };
      const { values } = read(index, whole);
      if (!(values instanceof Uint16Array)) throw new PixelError('unsupported-coding');
      return values;
    },
  };
}

function encapsulatedFrames(table: FrameTable, codec: Codec, description: PixelDescription) {
  let memory: Uint8Array = new Uint8Array(0);
  return (index: number, as: PixelDescription): Frame => {
    checkIndex(index, description);
    if (index >= table.frames) throw new PixelError('too-few-frames', { frame: index });
    const { first, end } = table.extentOf(index);
    try {
      const bytes = table.fragments.join(first, end, memory);
      if (bytes.length > memory.length && bytes.length <= MAX_KEPT_BYTES) memory = bytes;
      return codec.decode(bytes, as);
    } catch (error) {
      throw error instanceof PixelError ? atFrame(error, index) : error;
    }
  };
}

function checkIndex(index: number, description: PixelDescription): void {
  if (!Number.isInteger(index) || index < 0 || index >= description.frames) {
    throw new PixelError('frame-out-of-range', { frame: index });
  }
}

function atFrame(error: PixelError, frame: number): PixelError {
  return new PixelError(error.code, { ...error.where, frame }, { cause: error });
}
