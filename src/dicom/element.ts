import { type CharacterSet, DEFAULT_CHARACTER_SET } from './charset/character-set.js';
import { decodeValues } from './charset/split.js';
import { lookupTag } from './dictionary.js';
import { type ElementIndex, FLAG } from './element-index.js';
import { isNumericVr, readBigInts, readNumbers, readTags } from './values/binary.js';
import { parseDecimal, parseInteger, parseNumbers } from './values/numbers.js';
import { isKnownVr, VR, type Vr, vrName } from './vr.js';

/** Where an element's bytes are and how its text is coded. */
export interface ElementContext {
  readonly index: ElementIndex;
  readonly bytes: Buffer;
  readonly characterSet: CharacterSet;
  /** Pixel Representation (0028,0103) is 1: `US or SS` elements coded implicitly are SS (PS3.6, PS3.3 C.7.6.3.1). */
  readonly signedPixels: boolean;
}

/** A typed value: strings, numbers, or bytes. Sequences are read through {@link Dataset.sequence}. */
export type ElementValue =
  | { readonly kind: 'strings'; readonly values: readonly string[] }
  | { readonly kind: 'numbers'; readonly values: readonly (number | bigint)[] }
  | { readonly kind: 'bytes'; readonly values: Uint8Array }
  | { readonly kind: 'sequence' }
  | { readonly kind: 'deferred'; readonly length: number };

const BINARY = new Set<Vr>([VR.US, VR.SS, VR.UL, VR.SL, VR.FL, VR.FD, VR.UV, VR.SV, VR.AT]);
const BYTES = new Set<Vr>([VR.OB, VR.OW, VR.OD, VR.OF, VR.OL, VR.OV, VR.UN]);
/** VRs whose values are bytes; a VR that this edition does not know is read as UN is. PS3.5 6.2.2, note 3. */
const isOpaque = (vr: Vr): boolean => BYTES.has(vr) || !isKnownVr(vr);

/** VRs whose text Specific Character Set governs. PS3.5 6.1.2.2. */
const CHARACTER_SET_VRS = new Set<Vr>([VR.LO, VR.LT, VR.PN, VR.SH, VR.ST, VR.UC, VR.UT]);
/** Leading spaces may mean something. PS3.5 6.2, table 6.2-1. */
const KEEPS_LEADING = new Set<Vr>([
  VR.LT,
  VR.ST,
  VR.UT,
  VR.UR,
  VR.UC,
  VR.PN,
  VR.UI,
  VR.DA,
  VR.TM,
  VR.DT,
  VR.AS,
]);

/** One element, read-only: its identity at once, its value when asked for. */
export class Element {
  constructor(
    private readonly context: ElementContext,
    /** Position in the file's {@link ElementIndex}. */
    readonly at: number,
    /** What to read the value as where it is coded without a VR that the dictionary knows. */
    private readonly assumed: Vr = VR.UN,
  ) {}

  /**
   * The same element, its value read as `vr` where the file and the dictionary leave it unknown: a private element in
   * an implicit data set, or one coded as UN, whose VR its creator published.
   */
  readAs(vr: Vr): Element {
    return new Element(this.context, this.at, vr);
  }

  /** `0xggggeeee`. */
  get tag(): number {
    return this.context.index.tags[this.at] ?? 0;
  }

  /** Packed VR, `US or SS` settled by Pixel Representation; of an element coded as UN the dictionary's. */
  get vr(): Vr {
    if (this.has(FLAG.sequence)) return VR.SQ;
    const vr = this.context.index.vrs[this.at] ?? 0;
    if (vr === VR.US && this.context.signedPixels && this.hasDictionaryVr && isSignedByPixels(this.tag)) {
      return VR.SS;
    }
    return vr === VR.UN ? this.assumed : vr;
  }

  /** The VR is not what the file says but what the dictionary says. */
  private get hasDictionaryVr(): boolean {
    return this.has(FLAG.implicit) || this.has(FLAG.codedUnknown);
  }

  /** Two letters. */
  get vrName(): string {
    return vrName(this.vr);
  }

  /** Length of the value in bytes; of a value of undefined length what it came to. */
  get length(): number {
    return this.context.index.lengths[this.at] ?? 0;
  }

  /** The byte order of the value, {@link bytes} among them: that of its data set, but where it is coded as UN. */
  get littleEndian(): boolean {
    // PS3.5 6.2.2: the value of an element coded as UN is little endian, whatever the data set is.
    const isCodedUnknown =
      this.has(FLAG.codedUnknown) || (this.context.index.vrs[this.at] === VR.UN && !this.has(FLAG.implicit));
    return isCodedUnknown || !this.has(FLAG.bigEndian);
  }

  /** The value was too large to keep in memory. */
  get deferred(): boolean {
    return this.has(FLAG.deferred);
  }

  /** The value's bytes, not copied. Empty when deferred. */
  get bytes(): Uint8Array {
    const at = this.context.index.values[this.at] ?? -1;
    return at < 0 ? new Uint8Array(0) : this.context.bytes.subarray(at, at + this.length);
  }

  /** The first value as text: {@link strings} without the others, and the quick way to plain ASCII. */
  firstString(): string | undefined {
    const { vr } = this;
    const at = this.context.index.values[this.at] ?? -1;
    const isText = at >= 0 && !BINARY.has(vr) && !isOpaque(vr) && vr !== VR.SQ;
    const isPlain =
      isText && (!CHARACTER_SET_VRS.has(vr) || this.context.characterSet.initial.g0 === 'ascii');
    const plain = isPlain
      ? plainValue(this.context.bytes, at, at + this.length, KEEPS_LEADING.has(vr))
      : undefined;
    return plain ?? this.strings()[0];
  }

  /** All values as text; numbers of binary VRs in decimal, nothing for opaque ones and sequences. */
  strings(): string[] {
    const { vr } = this;
    if (this.deferred || vr === VR.SQ || isOpaque(vr) || this.length === 0) return [];
    if (BINARY.has(vr)) return this.numbers().map(String);
    const name = vrName(vr);
    const set = CHARACTER_SET_VRS.has(vr) ? this.context.characterSet : DEFAULT_CHARACTER_SET;
    return [...decodeValues(this.bytes, set, name).values];
  }

  /** All values as numbers; NaN where a decimal or integer string is malformed; nothing for other VRs. */
  numbers(): number[] {
    const { vr } = this;
    if (this.deferred) return [];
    if (BINARY.has(vr)) return this.binary().map(Number);
    if (vr !== VR.DS && vr !== VR.IS) return [];
    // Neither is governed by Specific Character Set (PS3.5 6.1.2.2), so the bytes can be read as they are.
    const at = this.context.index.values[this.at] ?? 0;
    const text = this.context.bytes.toString('latin1', at, at + this.length);
    return parseNumbers(text, vr === VR.DS ? parseDecimal : parseInteger);
  }

  /** The value in the type of its VR. */
  value(): ElementValue {
    const { vr } = this;
    if (vr === VR.SQ) return { kind: 'sequence' };
    if (this.deferred) return { kind: 'deferred', length: this.length };
    if (isOpaque(vr)) return { kind: 'bytes', values: this.bytes };
    if (BINARY.has(vr)) return { kind: 'numbers', values: this.binary() };
    if (vr === VR.DS || vr === VR.IS) return { kind: 'numbers', values: this.numbers() };
    return { kind: 'strings', values: this.strings() };
  }

  private binary(): (number | bigint)[] {
    const { littleEndian } = this;
    const name = vrName(this.vr);
    if (isNumericVr(name)) return readNumbers(this.bytes, name, littleEndian);
    if (name === 'UV' || name === 'SV') return readBigInts(this.bytes, name, littleEndian);
    return readTags(this.bytes, littleEndian);
  }

  private has(flag: number): boolean {
    return ((this.context.index.flags[this.at] ?? 0) & flag) !== 0;
  }
}

/**
 * The single-valued `US or SS` attributes of PS3.6, whose sign Pixel Representation decides. Of the look-up table
 * descriptors, which have three values, the first and the last are US in any case (PS3.3 C.11.1.1).
 */
function isSignedByPixels(tag: number): boolean {
  const entry = lookupTag(tag);
  return entry?.vr === 'US or SS' && entry.vm === '1';
}

/** A single value of plain ASCII without padding; undefined when it is anything else and needs the full decoder. */
function plainValue(bytes: Buffer, start: number, end: number, keepLeading: boolean): string | undefined {
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x80 || byte === 0x1b || byte === 0x5c) return undefined;
  }
  let to = end;
  while (to > start && (bytes[to - 1] === 0x20 || bytes[to - 1] === 0)) to--;
  let from = start;
  if (!keepLeading) while (from < to && bytes[from] === 0x20) from++;
  return bytes.toString('latin1', from, to);
}
