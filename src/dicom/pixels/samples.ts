/** Stored values in the narrowest type that holds them; one bit a pixel comes as 0 and 1 in a `Uint8Array`. */
export type Samples =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array;

/** How a pixel's samples are stored. PS3.5 8.1.1, PS3.3 C.7.6.3, C.7.6.24, C.7.6.25. */
export type SampleKind = 'integer' | 'float' | 'double';

/** What the header says of the pixels, checked for contradictions before anything is allocated. PS3.3 C.7.6.3. */
export interface PixelDescription {
  readonly rows: number;
  readonly columns: number;
  /** Number of Frames, 1 where it is absent. */
  readonly frames: number;
  /** 1, 3 or 4 (retired ARGB, CMYK). */
  readonly samplesPerPixel: number;
  readonly kind: SampleKind;
  /** 1, 8, 16, 32 or 64; of packed 12 bits 12 (retired). */
  readonly bitsAllocated: number;
  readonly bitsStored: number;
  readonly highBit: number;
  readonly signed: boolean;
  /** Planar Configuration 1: RRR… GGG… BBB…. Of no meaning in compressed syntaxes but RLE. */
  readonly planar: boolean;
  /** As in the header, trimmed and in capitals, e.g. `MONOCHROME2`. */
  readonly photometric: string;
}

/**
 * One decoded frame: stored values, row by row, samples of a pixel side by side (RGBRGB…), masked to Bits Stored and
 * extended by their sign. Length is rows × columns × samplesPerPixel.
 */
export interface Frame {
  readonly rows: number;
  readonly columns: number;
  readonly samplesPerPixel: number;
  readonly values: Samples;
  /**
   * The photometric interpretation of `values`: that of the header, or what the decoder made of it, as `RGB` from a
   * JPEG 2000 codestream declared YBR_RCT. YBR_FULL_422 comes upsampled as YBR_FULL.
   */
  readonly photometric: string;
}
