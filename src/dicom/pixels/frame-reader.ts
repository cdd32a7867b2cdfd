import type { DicomFile } from '../part10.js';
import type { PixelDataElement } from '../pixel-element.js';
import { TRANSFER_SYNTAX } from '../transfer-syntax.js';
import type { Codec } from './codecs/codec.js';
import { loadCodec } from './codecs/load-codec.js';
import { DEFLATED_FRAME_CODEC, UNCOMPRESSED_FRAME_CODEC } from './deflated-frames.js';
import { describePixels } from './description.js';
import { type FrameTable, frameTable } from './frame-table.js';
import { checkNative, readNativeFrame, swapOf } from './native.js';
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
  return encapsulatedReader(frameTable(file, description.frames), codec, description);
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
  return {
    description,
    frameCount: description.frames,
    frame(index) {
      checkIndex(index, description);
      return readNativeFrame(pixels, description, index);
    },
  };
}

function encapsulatedReader(table: FrameTable, codec: Codec, description: PixelDescription): FrameReader {
  let memory: Uint8Array = new Uint8Array(0);
  return {
    description,
    frameCount: description.frames,
    frame(index) {
      checkIndex(index, description);
      if (index >= table.frames) throw new PixelError('too-few-frames', { frame: index });
      const { first, end } = table.extentOf(index);
      try {
        const bytes = table.fragments.join(first, end, memory);
        if (bytes.length > memory.length && bytes.length <= MAX_KEPT_BYTES) memory = bytes;
        return codec.decode(bytes, description);
      } catch (error) {
        throw error instanceof PixelError ? atFrame(error, index) : error;
      }
    },
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
