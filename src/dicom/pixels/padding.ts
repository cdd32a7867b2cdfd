import { PixelError } from './pixel-error.js';
import type { PixelHeader } from './pixel-header.js';
import type { Frame } from './samples.js';

/** Attributes of padding by the type of the pixel data. PS3.3 C.7.5.1.1.2, C.7.6.24, C.7.6.25. */
const ATTRIBUTES = {
  integer: ['PixelPaddingValue', 'PixelPaddingRangeLimit'],
  float: ['FloatPixelPaddingValue', 'FloatPixelPaddingRangeLimit'],
  double: ['DoubleFloatPixelPaddingValue', 'DoubleFloatPixelPaddingRangeLimit'],
} as const;

/** Stored values from `from` to `to`, both included, are no image; NaN for both where NaN marks them. */
export interface PaddingRange {
  readonly from: number;
  readonly to: number;
}

/**
 * The stored values that pad an image; undefined where the header names none.
 * @throws PixelError `missing-attribute` for a range limit without a value, `impossible-attribute` for no number
 */
export function paddingRange(header: PixelHeader, kind: keyof typeof ATTRIBUTES): PaddingRange | undefined {
  const [value, limit] = ATTRIBUTES[kind];
  const one = numberOf(header, value, kind);
  const other = numberOf(header, limit, kind);
  if (one === undefined) {
    if (other === undefined) return undefined;
    throw new PixelError('missing-attribute', { attribute: value });
  }
  // PS3.3 C.7.5.1.1.2: the limit may lie above or below the value; both ends are padding.
  return other === undefined
    ? { from: one, to: one }
    : { from: Math.min(one, other), to: Math.max(one, other) };
}

function numberOf(header: PixelHeader, keyword: string, kind: keyof typeof ATTRIBUTES): number | undefined {
  const element = header.dataset.get(keyword);
  if (!element || element.length === 0) return undefined;
  const [value] = element.numbers();
  if (value === undefined) throw new PixelError('impossible-attribute', { attribute: keyword });
  return kind === 'integer' ? header.pixelValue(value) : value;
}

/**
 * 1 where a pixel of a frame is padding, 0 elsewhere; undefined where the header names no padding, and for colours,
 * for which it has no meaning.
 * @throws PixelError as {@link paddingRange} does
 */
export function paddingMask(frame: Frame, header: PixelHeader): Uint8Array | undefined {
  // PS3.3 C.7.5.1.1.2: a padding value is for images of one sample a pixel.
  if (frame.samplesPerPixel !== 1) return undefined;
  const { values } = frame;
  const kind =
    values instanceof Float32Array ? 'float' : values instanceof Float64Array ? 'double' : 'integer';
  const range = paddingRange(header, kind);
  if (!range) return undefined;
  const { from, to } = range;
  const mask = new Uint8Array(values.length);
  const isNaNPadding = Number.isNaN(from);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    if (isNaNPadding ? Number.isNaN(value) : value >= from && value <= to) mask[i] = 1;
  }
  return mask;
}
