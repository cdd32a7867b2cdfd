import type { Vr } from '../vr.js';

/**
 * A value to be written.
 * - `text`: values of a string VR, encoded in the file's character set and padded; of a VR without multiplicity (LT,
 *   ST, UT, UR) exactly one. DS and IS are given as text, as they shall stand.
 * - `numbers`: values of a binary VR (US, SS, UL, SL, UV, SV, FL, FD; AT as `0xggggeeee`).
 * - `bytes`: the value field as it shall stand, in the file's byte order; padded to even length.
 * - `items`: a sequence.
 */
export type NewValue =
  | { readonly kind: 'text'; readonly values: readonly string[] }
  | { readonly kind: 'numbers'; readonly values: readonly (number | bigint)[] }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'items'; readonly items: readonly NewItem[] };

/** The elements of a new item, in any order: they are written by rising tag. */
export type NewItem = readonly NewElement[];

/** An element to be inserted. */
export interface NewElement {
  /** `0xggggeeee`. */
  readonly tag: number;
  readonly vr: Vr;
  readonly value: NewValue;
}

/** A value of one or more texts. */
export function text(...values: string[]): NewValue {
  return { kind: 'text', values };
}

/** A value of one or more numbers. */
export function numbers(...values: (number | bigint)[]): NewValue {
  return { kind: 'numbers', values };
}
