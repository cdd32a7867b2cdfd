import { COLOUR_16, HIGH_THROUGHPUT_COLOUR_12 } from './deep-colours.js';
import { encodeHtj2k, encodeJpeg2000, encodeJpegLs, encodeLosslessJpeg, type Picture } from './encoders.js';

/** A smooth picture with a little of everything, of any shape. */
export function picture(shape: Omit<Picture, 'samples'>): Picture {
  const { rows, columns, components, precision, signed = false } = shape;
  const middle = signed ? 0 : 2 ** (precision - 1);
  const most = 2 ** (precision - 1) - 1;
  const samples = Array.from({ length: rows * columns * components }, (_, i) => {
    const pixel = Math.floor(i / components);
    const wave = Math.sin((pixel % columns) / 5 + (i % components)) * Math.cos(pixel / columns / 7);
    return middle + Math.round(wave * most);
  });
  return { ...shape, samples };
}

/** One transfer syntax, and a codestream of it. */
export interface Sample {
  readonly uid: string;
  readonly picture: Picture;
  readonly bytes: Uint8Array;
}

const SHAPE = { rows: 32, columns: 32, components: 1, precision: 12 };

/** A codestream of every family. */
export async function samplesOfAll(): Promise<Sample[]> {
  const grey = picture(SHAPE);
  const colour = picture({ ...SHAPE, components: 3, precision: 8 });
  const of = (last: string, of: Picture, bytes: Uint8Array): Sample => {
    return { uid: `1.2.840.10008.1.2.4.${last}`, picture: of, bytes };
  };
  return [
    of('57', grey, encodeLosslessJpeg(grey, { predictor: 4, restartRows: 8 })),
    of('70', colour, encodeLosslessJpeg(colour)),
    of('80', grey, await encodeJpegLs(grey)),
    of('80', colour, await encodeJpegLs(colour, { interleave: 2 })),
    of('90', grey, await encodeJpeg2000(grey)),
    of('90', colour, await encodeJpeg2000(colour)),
    of('201', grey, await encodeHtj2k(grey)),
    of('201', colour, await encodeHtj2k(colour)),
    of('90', COLOUR_16.picture, COLOUR_16.bytes),
    of('202', HIGH_THROUGHPUT_COLOUR_12.picture, HIGH_THROUGHPUT_COLOUR_12.bytes),
  ];
}
