import type { FrameReader } from './frame-reader.js';
import { type Overlay, overlayBits } from './overlay.js';
import { PixelError } from './pixel-error.js';
import type { PixelHeader } from './pixel-header.js';

/** Where the bits of an image's overlays can be: in its header, or among its pixels. */
export interface OverlaySource {
  readonly header: PixelHeader;
  readonly frames: FrameReader;
}

function damaged(attribute: string): PixelError {
  return new PixelError('overlay-damaged', { attribute });
}

/**
 * The bits of one frame of an overlay, as 0 and 1, row by row, wherever they stand: in Overlay Data, or in unused bits
 * of the pixel data.
 * @param frame 0-based, among the overlay's frames
 * @throws PixelError `frame-out-of-range`; `overlay-damaged` where the bits are not there, or an overlay in the pixel
 * data is not of their size; what {@link FrameReader.words} throws
 */
export function readOverlay({ header, frames }: OverlaySource, overlay: Overlay, frame = 0): Uint8Array {
  if (overlay.bits.kind === 'data') return overlayBits(header, overlay, frame);
  if (!Number.isInteger(frame) || frame < 0 || frame >= overlay.frames) {
    throw new PixelError('frame-out-of-range', { frame });
  }
  const { rows, columns } = frames.description;
  // PS3.3-2004 C.9.2 (retired): every pixel has its bit, so that the overlay lies over all of the image.
  if (overlay.rows !== rows) throw damaged('OverlayRows');
  if (overlay.columns !== columns) throw damaged('OverlayColumns');
  if (overlay.origin[0] !== 1 || overlay.origin[1] !== 1) throw damaged('OverlayOrigin');
  // PS3.3 C.9.2.1.4: Image Frame Origin names the image's frame that the first overlay frame is for.
  const words = frames.words(overlay.firstImageFrame - 1 + frame);
  return embeddedOverlay(words, overlay.bits.bitPosition);
}

/**
 * The bits of an overlay that stands in unused bits of the pixel data (retired, PS3.3-2004 C.9.2), as 0 and 1.
 * @param words a frame's pixel data as it is stored: 16 bits a pixel, unmasked
 * @param bitPosition 0 to 15
 * @throws PixelError `overlay-damaged` for another bit
 */
export function embeddedOverlay(words: Uint16Array, bitPosition: number): Uint8Array {
  if (!Number.isInteger(bitPosition) || bitPosition < 0 || bitPosition > 15) {
    throw damaged('OverlayBitPosition');
  }
  const bits = new Uint8Array(words.length);
  for (let i = 0; i < words.length; i++) bits[i] = ((words[i] ?? 0) >> bitPosition) & 1;
  return bits;
}
