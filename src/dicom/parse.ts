import { type Coding, IMPLICIT_LITTLE } from './coding.js';
import { vrOf } from './dictionary.js';
import { ElementIndex, FLAG } from './element-index.js';
import { DicomError } from './errors.js';
import { walkFragments } from './fragments.js';
import type { HeaderWindow } from './header-window.js';
import { isPixelData } from './pixel-element.js';
import { codingOfUnknown, UNKNOWN_HEAD_BYTES } from './unknown-vr.js';
import { hasLongForm, isKnownVr, looksLikeVr, VR, type Vr } from './vr.js';
import { isZeroFrom } from './zeros.js';

/** What {@link ElementParser} needs to know. */
export interface ParseOptions {
  readonly coding: Coding;
  /** Stop before this group at the top level (the end of file meta information). */
  readonly onlyGroup?: number;
  /** Stop after a top-level pixel data element (the default is to go on to the end of the file). */
  readonly stopAfterPixelData?: boolean;
  /** Values larger than this are left out of memory unless they are already there; default {@link DEFER_BYTES}. */
  readonly deferBytes?: number;
}

/** See {@link ParseOptions.deferBytes}. */
const DEFER_BYTES = 256 * 1024;
const MAX_SPECULATIVE_BYTES = 16 * 1024 * 1024;
const MAX_DEPTH = 64;
/** An index of so many takes 160 MB; whole-slide images with a frame item a tile reach 2 million. */
const MAX_ELEMENTS = 4_000_000;
const UNDEFINED = 0xffffffff;
const ITEM = 0xfffee000;
const ITEM_END = 0xfffee00d;
const SEQUENCE_END = 0xfffee0dd;
const DELIMITER_GROUP = 0xfffe;

/** Reads element after element from a window into an index. One use each. */
export class ElementParser {
  /** Buffer offset of the next byte to read. */
  position = 0;
  /** File offset from which on there were only zeros; undefined when the file ends with an element. */
  paddingFrom: number | undefined;
  private stopAfterPixelData = false;
  private deferBytes = DEFER_BYTES;

  constructor(
    readonly window: HeaderWindow,
    readonly index = new ElementIndex(),
  ) {}

  /**
   * Parses the top level from `position` on.
   * @throws DicomError with the code, the file offset and the tag where the bytes make no sense or end too early.
   */
  parseTopLevel(options: ParseOptions): void {
    this.stopAfterPixelData = options.stopAfterPixelData ?? false;
    this.deferBytes = options.deferBytes ?? DEFER_BYTES;
    for (;;) {
      if (!this.window.ensure(this.position + 8)) {
        if (this.window.filled <= this.position || this.isAtPadding()) return;
        throw this.error('truncated-header');
      }
      const tag = this.tagAt(options.coding.littleEndian);
      if (tag === 0 && this.isAtPadding()) return;
      if (options.onlyGroup !== undefined && tag >>> 16 !== options.onlyGroup) return;
      if (tag >>> 16 === DELIMITER_GROUP && this.skipsStrayDelimiter(tag)) continue;
      const element = this.parseElement(options.coding, 0, this.window.source.size);
      if (this.stopAfterPixelData && isPixelData(this.index.tags[element] ?? 0)) return;
    }
  }

  /**
   * Zeros up to the end of the file are no elements: (0000,0000) of length 0 exists nowhere, PS3.10 7.2 keeps group
   * 0000 out of files.
   */
  private isAtPadding(): boolean {
    const end = Math.min(this.position + 8, this.window.filled);
    for (let at = this.position; at < end; at++) if (this.window.bytes[at] !== 0) return false;
    const offset = this.position + this.window.delta;
    if (!isZeroFrom(this.window.source, offset)) throw this.error('damaged-length', 0);
    this.paddingFrom = offset;
    return true;
  }

  /** Delimiters of length 0 that delimit nothing, as some writers leave after items of defined length, are skipped. */
  private skipsStrayDelimiter(tag: number): boolean {
    if (tag !== ITEM_END && tag !== SEQUENCE_END) return false;
    if (this.window.view.getUint32(this.position + 4) !== 0) return false;
    this.position += 8;
    return true;
  }

  private tagAt(littleEndian: boolean): number {
    const { view } = this.window;
    return (
      view.getUint16(this.position, littleEndian) * 0x10000 + view.getUint16(this.position + 2, littleEndian)
    );
  }

  private error(code: ConstructorParameters<typeof DicomError>[0], tag?: number): DicomError {
    return new DicomError(code, this.position + this.window.delta, tag);
  }

  private need(bytes: number, tag?: number): void {
    if (!this.window.ensure(this.position + bytes)) throw this.error('truncated-header', tag);
  }

  /** Parses one element at `position`. `limit` is the file offset that it may not pass. */
  private parseElement(coding: Coding, depth: number, limit: number): number {
    const head = this.position + this.window.delta;
    const tag = this.tagAt(coding.littleEndian);
    if (this.index.size >= MAX_ELEMENTS) throw this.error('too-many-elements', tag);
    // PS3.5 7.5: items and delimiters stand in sequences only.
    if (tag >>> 16 === DELIMITER_GROUP) throw this.error('damaged-sequence', tag);
    const { view } = this.window;
    let vr: Vr = 0;
    let flags = coding.littleEndian ? 0 : FLAG.bigEndian;
    let length: number;
    const letters = coding.explicit ? view.getUint16(this.position + 4) : 0;
    if (looksLikeVr(letters)) {
      vr = letters;
      if (hasLongForm(vr)) {
        this.need(12, tag);
        length = this.window.view.getUint32(this.position + 8, coding.littleEndian);
        this.position += 12;
      } else {
        length = view.getUint16(this.position + 6, coding.littleEndian);
        this.position += 8;
      }
    } else {
      // Explicit files hold elements without a VR field where a vendor copied implicit sequences: read them so.
      vr = vrOf(tag);
      flags |= FLAG.implicit;
      length = view.getUint32(this.position + 4, coding.littleEndian);
      this.position += 8;
    }
    const element = this.index.add(tag, vr, flags, head);
    this.index.values[element] = this.position;
    this.index.files[element] = this.position + this.window.delta;
    const end = this.position + this.window.delta + length;
    if (length !== UNDEFINED && vr !== VR.SQ && vr !== VR.UN && end <= limit) {
      this.index.lengths[element] = length;
      this.takeValue(element, length, depth);
      return element;
    }
    this.parseValue(element, length, coding, { depth, limit });
    this.index.ends[element] = this.index.size;
    if (vr === VR.UN && (flags & FLAG.implicit) === 0) this.settleUnknown(element);
    return element;
  }

  /**
   * PS3.5 6.2.2, note 2 and 3: UN stands for a VR that the writer did not know, or whose 16-bit length was too short.
   * The dictionary's VR counts; a sequence was told by its items.
   */
  private settleUnknown(element: number): void {
    const known = vrOf(this.index.tags[element] ?? 0);
    if (known === VR.UN || ((this.index.flags[element] ?? 0) & FLAG.sequence) !== 0) return;
    if (known === VR.SQ) {
      // Without a length it is a sequence of no items; with one, its content would have read as items if it were any.
      if (this.index.lengths[element] === 0) this.setFlag(element, FLAG.sequence);
      return;
    }
    this.index.vrs[element] = known;
    this.setFlag(element, FLAG.codedUnknown);
  }

  private parseValue(
    element: number,
    length: number,
    coding: Coding,
    at: { depth: number; limit: number },
  ): void {
    const tag = this.index.tags[element] ?? 0;
    const vr = this.index.vrs[element] ?? 0;
    const file = this.position + this.window.delta;
    if (length === UNDEFINED) {
      this.parseUndefinedLength(element, coding, at);
      return;
    }
    this.index.lengths[element] = length;
    if (file + length > at.limit) {
      // A value that passes its sequence's end is a wrong length; one that passes the file's end is a cut file.
      const cut = file + length > this.window.source.size;
      if (cut && at.depth === 0 && isPixelData(tag)) {
        this.takeValue(element, length, at.depth);
        return;
      }
      throw this.error(cut ? 'truncated-header' : 'damaged-length', tag);
    }
    if (vr === VR.SQ)
      this.parseItems(element, coding, { depth: at.depth, limit: at.limit, end: file + length });
    else if (vr !== VR.UN || length < 8 || !this.tryUnknownAsSequence(element, length, coding, at.depth)) {
      this.takeValue(element, length, at.depth);
    }
  }

  private parseUndefinedLength(element: number, coding: Coding, at: { depth: number; limit: number }): void {
    const tag = this.index.tags[element] ?? 0;
    const vr = this.index.vrs[element] ?? 0;
    this.setFlag(element, FLAG.undefinedLength);
    const start = this.position + this.window.delta;
    const isFragments =
      isPixelData(tag) ||
      vr === VR.OB ||
      vr === VR.OW ||
      (tag >= 0x7f000000 && tag <= 0x7fffffff && vr === VR.UN);
    if (isFragments) {
      this.setFlag(element, FLAG.fragments | FLAG.deferred);
      this.index.values[element] = -1;
      if (at.depth === 0 && isPixelData(tag) && this.stopAfterPixelData) {
        this.index.lengths[element] = UNDEFINED;
        return;
      }
      const { limit } = at;
      const extent = walkFragments(this.window.source, start, { littleEndian: coding.littleEndian, limit });
      this.index.lengths[element] = extent.contentEnd - start;
      this.pass(extent.end - start);
      return;
    }
    if (vr !== VR.SQ && vr !== VR.UN && isKnownVr(vr)) throw this.error('damaged-length', tag);
    // PS3.5 6.2.2 note 4: UN of undefined length is a sequence.
    const inner = vr === VR.UN ? this.codingInside(element, coding) : coding;
    this.parseItems(element, inner, { depth: at.depth, limit: at.limit, end: undefined });
  }

  /** An explicitly coded UN has its own coding inside; an unknown tag in an implicit data set is coded as all else. */
  private codingInside(element: number, coding: Coding): Coding {
    if (((this.index.flags[element] ?? 0) & FLAG.implicit) !== 0) return coding;
    if (!this.window.ensure(this.position + UNKNOWN_HEAD_BYTES)) return IMPLICIT_LITTLE;
    return codingOfUnknown(this.window.view, this.position, coding);
  }

  /** Goes on after `length` bytes that need not be in memory. */
  private pass(length: number): void {
    if (this.position + length <= this.window.filled) this.position += length;
    else this.window.skip(this.position, length);
  }

  /** The pixel data of the top level is left out even when small, that of an icon is a value as any other. */
  private takeValue(element: number, length: number, depth: number): void {
    if (this.position + length <= this.window.filled) {
      this.position += length;
      return;
    }
    if (length > this.deferBytes || (depth === 0 && isPixelData(this.index.tags[element] ?? 0))) {
      this.setFlag(element, FLAG.deferred);
      this.index.values[element] = -1;
      this.window.skip(this.position, length);
      return;
    }
    this.need(length, this.index.tags[element]);
    this.position += length;
  }

  private setFlag(element: number, flag: number): void {
    this.index.flags[element] = (this.index.flags[element] ?? 0) | flag;
  }

  /**
   * UN of defined length may hold a sequence (PS3.5 6.2.2 note 5): its content then begins with an item. It is read
   * as one only if all of it reads so; otherwise it stays opaque.
   */
  private tryUnknownAsSequence(element: number, length: number, coding: Coding, depth: number): boolean {
    if (length > MAX_SPECULATIVE_BYTES) return false;
    const inner = this.codingInside(element, coding);
    if (this.tagAt(inner.littleEndian) !== ITEM) return false;
    // All of it is in memory now, so that nothing inside is left out and the attempt can be undone.
    this.need(length, this.index.tags[element]);
    const start = this.position;
    const size = this.index.size;
    try {
      const end = start + this.window.delta + length;
      this.parseItems(element, inner, { depth, limit: end, end });
      return true;
    } catch (error) {
      if (!(error instanceof DicomError)) throw error;
      this.index.truncate(size);
      this.index.flags[element] = (this.index.flags[element] ?? 0) & ~FLAG.sequence;
      this.position = start;
      return false;
    }
  }

  /**
   * Parses items up to file offset `end`, or to the sequence delimiter when `end` is undefined, in any case not past
   * `limit`. PS3.5 7.5.
   */
  private parseItems(
    element: number,
    coding: Coding,
    at: { depth: number; limit: number; end: number | undefined },
  ): void {
    if (at.depth >= MAX_DEPTH) throw this.error('too-deep', this.index.tags[element]);
    this.setFlag(element, FLAG.sequence);
    const start = this.position + this.window.delta;
    const limit = at.end ?? at.limit;
    for (;;) {
      const offset = this.position + this.window.delta;
      if (offset === at.end) break;
      this.need(8, this.index.tags[element]);
      const tag = this.tagAt(coding.littleEndian);
      if (offset + 8 > limit) throw this.error('damaged-sequence', this.index.tags[element]);
      if (tag === SEQUENCE_END && at.end === undefined) {
        this.index.lengths[element] = offset - start;
        this.position += 8;
        return;
      }
      if (this.skipsStrayDelimiter(tag)) continue;
      if (tag !== ITEM) throw this.error('damaged-sequence', this.index.tags[element]);
      this.parseItem(coding, { depth: at.depth + 1, limit });
    }
    this.index.lengths[element] = this.position + this.window.delta - start;
  }

  private parseItem(coding: Coding, at: { depth: number; limit: number }): void {
    const head = this.position + this.window.delta;
    if (this.index.size >= MAX_ELEMENTS) throw this.error('too-many-elements', ITEM);
    const item = this.index.add(ITEM, 0, coding.littleEndian ? 0 : FLAG.bigEndian, head);
    const length = this.window.view.getUint32(this.position + 4, coding.littleEndian);
    this.position += 8;
    const start = head + 8;
    this.index.values[item] = this.position;
    this.index.files[item] = start;
    const end = length === UNDEFINED ? undefined : start + length;
    if (end === undefined) this.setFlag(item, FLAG.undefinedLength);
    else if (end > at.limit) {
      throw this.error(end > this.window.source.size ? 'truncated-header' : 'damaged-length', ITEM);
    }
    const limit = end ?? at.limit;
    for (;;) {
      const offset = this.position + this.window.delta;
      if (offset === end) break;
      this.need(8, ITEM);
      if (offset + 8 > limit) throw this.error('damaged-sequence', ITEM);
      const tag = this.tagAt(coding.littleEndian);
      if (tag === ITEM_END && end === undefined) break;
      if (tag === ITEM_END && this.skipsStrayDelimiter(tag)) continue;
      this.parseElement(coding, at.depth, limit);
    }
    this.index.lengths[item] = this.position + this.window.delta - start;
    if (end === undefined) this.position += 8;
    this.index.ends[item] = this.index.size;
  }
}
