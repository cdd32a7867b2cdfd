import type { Dataset } from '../dataset.js';
import { applyPalette, readPalette } from './palette.js';
import { PixelError } from './pixel-error.js';
import type { Frame } from './samples.js';

/**
 * A colour frame in RGB, as `decode` gave it or converted; stored values of RGB are not copied.
 * YBR_FULL_422, YBR_PARTIAL_422 and YBR_PARTIAL_420 come upsampled from the frame reader. JPEG 2000 gives RGB for
 * YBR_ICT and YBR_RCT, since the transform is the codestream's own.
 * @param dataset the image's: Bits Stored, and the palette of PALETTE COLOR
 * @throws PixelError `unsupported-photometric` for greyscale and for what has no defined conversion,
 * `lut-damaged` or `missing-attribute` for a palette
 */
export function toRgb(frame: Frame, dataset: Dataset): Frame {
  switch (frame.photometric) {
    case 'RGB':
      return frame;
    case 'PALETTE COLOR':
      return applyPalette(frame, readPalette(dataset));
    case 'YBR_FULL':
    case 'YBR_FULL_422':
      return fromYbr(frame, FULL, dataset);
    case 'YBR_PARTIAL_422':
    case 'YBR_PARTIAL_420':
      return fromYbr(frame, PARTIAL, dataset);
    default:
      throw new PixelError('unsupported-photometric');
  }
}

/** What each of Y, CB − half and CR − half adds to red, green and blue; black in 8 bits. */
interface YbrCoefficients {
  readonly luma: number;
  readonly black: number;
  readonly redCr: number;
  readonly greenCb: number;
  readonly greenCr: number;
  readonly blueCb: number;
}

/** The inverse of PS3.3 C.7.6.3.1.2: Y = .2990 R + .5870 G + .1140 B, the whole range (ITU-R BT.601, JFIF). */
const FULL: YbrCoefficients = {
  luma: 1,
  black: 0,
  redCr: 1.402,
  greenCb: -0.344136,
  greenCr: -0.714136,
  blueCb: 1.772,
};

/** The inverse of PS3.3 C.7.6.3.1.2: Y = .2568 R + .5041 G + .0979 B + 16, black at 16 and white at 235 (BT.601). */
const PARTIAL: YbrCoefficients = {
  luma: 1.164384,
  black: 16,
  redCr: 1.596027,
  greenCb: -0.391762,
  greenCr: -0.812968,
  blueCb: 2.017232,
};

function fromYbr(frame: Frame, by: YbrCoefficients, dataset: Dataset): Frame {
  const { values: ybr, samplesPerPixel } = frame;
  const isUnsigned = ybr instanceof Uint8Array || ybr instanceof Uint16Array;
  if (!isUnsigned || samplesPerPixel !== 3) throw new PixelError('unsupported-photometric');
  const bitsStored = dataset.number('BitsStored') ?? 0;
  const width = ybr.BYTES_PER_ELEMENT * 8;
  if (bitsStored < 1 || bitsStored > width) {
    throw new PixelError('impossible-attribute', { attribute: 'BitsStored' });
  }
  const most = 2 ** bitsStored - 1;
  const half = 2 ** (bitsStored - 1);
  const black = (by.black * 2 ** bitsStored) / 256;
  // Rounds to the nearest and clamps to the stored range.
  const level = (value: number): number => (value <= 0 ? 0 : value >= most ? most : (value + 0.5) | 0);
  const rgb = ybr instanceof Uint8Array ? new Uint8Array(ybr.length) : new Uint16Array(ybr.length);
  for (let i = 0; i + 2 < ybr.length; i += 3) {
    const y = ((ybr[i] ?? 0) - black) * by.luma;
    const cb = (ybr[i + 1] ?? 0) - half;
    const cr = (ybr[i + 2] ?? 0) - half;
    rgb[i] = level(y + by.redCr * cr);
    rgb[i + 1] = level(y + by.greenCb * cb + by.greenCr * cr);
    rgb[i + 2] = level(y + by.blueCb * cb);
  }
  return { ...frame, values: rgb, photometric: 'RGB' };
}
