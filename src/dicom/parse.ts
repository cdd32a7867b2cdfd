import { vrOf } from './dictionary.js';
import { ElementIndex, FLAG } from './element-index.js';
import { DicomError } from './errors.js';
import { skipFragments } from './fragments.js';
import type { HeaderWindow } from './header-window.js';
import { hasLongForm, isKnownVr, looksLikeVr, VR, type Vr } from './vr.js';

/** How the elements at hand are coded. */
export interface Coding {
  readonly explicit: boolean;
  readonly littleEndian: boolean;
}

/** What {@link parseElements} needs to know. */
export interface ParseOptions {
  readonly coding: Coding;
  /** Stop before this group at the top level (the end of file meta information). */
  readonly onlyGroup?: number;
  /** Stop after a top-level pixel data element (the default is to go on to the end of the file). */
  readonly stopAfterPixelData?: boolean;
}

/** Values larger than this are left out of memory unless they are already there. */
export const DEFER_BYTES = 256 * 1024;
const MAX_SPECULATIVE_BYTES = 16 * 1024 * 1024;
const MAX_DEPTH = 64;
const MAX_ELEMENTS = 8_000_000;
const UNDEFINED = 0xffffffff;
const ITEM = 0xfffee000;
const ITEM_END = 0xfffee00d;
const SEQUENCE_END = 0xfffee0dd;
const IMPLICIT_LITTLE: Coding = { explicit: false, littleEndian: true };

/** Float, double float and integer pixel data. PS3.5 8.1, PS3.3 C.7.6.24, C.7.6.25. */
export function isPixelData(tag: number): boolean {
  return tag === 0x7fe00010 || tag === 0x7fe00008 || tag === 0x7fe00009;
}

/** Reads element after element from a window into an index. One use each. */
export class ElementParser {
  /** Buffer offset of the next byte to read. */
  position = 0;
  private stopAfterPixelData = false;

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
    while (this.window.ensure(this.position + 8) || this.window.filled > this.position) {
      if (!this.window.ensure(this.position + 8)) {
        if (this.onlyPaddingLeft()) return;
        throw this.error('truncated-header');
      }
      const tag = this.tagAt(options.coding.littleEndian);
      if (options.onlyGroup !== undefined && tag >>> 16 !== options.onlyGroup) return;
      const element = this.parseElement(options.coding, 0, this.window.source.size);
      if (this.stopAfterPixelData && isPixelData(this.index.tags[element] ?? 0)) return;
    }
  }

  /** Some writers pad the file with zeros after the last element. */
  private onlyPaddingLeft(): boolean {
    for (let at = this.position; at < this.window.filled; at++) if (this.window.bytes[at] !== 0) return false;
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
    this.parseValue(element, length, coding, { depth, limit });
    this.index.ends[element] = this.index.size;
    return element;
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
        this.takeValue(element, length);
        return;
      }
      throw this.error(cut ? 'truncated-header' : 'damaged-length', tag);
    }
    if (vr === VR.SQ) this.parseItems(element, coding, { depth: at.depth, end: file + length });
    else if (vr !== VR.UN || length < 8 || !this.tryUnknownAsSequence(element, length, coding, at.depth)) {
      this.takeValue(element, length);
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
      const end = skipFragments(this.window, this.position, coding.littleEndian);
      this.index.lengths[element] = end.contentEnd - start;
      this.position = end.position;
      return;
    }
    const implicit = (this.index.flags[element] ?? 0) & FLAG.implicit;
    // PS3.5 6.2.2 note 4: UN of undefined length is a sequence coded implicit little endian.
    if (vr === VR.UN && !implicit) {
      this.parseItems(element, IMPLICIT_LITTLE, { depth: at.depth, end: undefined });
      return;
    }
    if (vr !== VR.SQ && isKnownVr(vr) && !(implicit && vr === VR.UN)) throw this.error('damaged-length', tag);
    this.parseItems(element, coding, { depth: at.depth, end: undefined });
  }

  private takeValue(element: number, length: number): void {
    const inMemory = this.position + length <= this.window.filled;
    if (!inMemory && (length > DEFER_BYTES || isPixelData(this.index.tags[element] ?? 0))) {
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
    const implicit = ((this.index.flags[element] ?? 0) & FLAG.implicit) !== 0;
    // Explicitly coded UN holds implicit little endian; an unknown tag in an implicit data set is coded as all else.
    const inner = implicit ? coding : IMPLICIT_LITTLE;
    this.need(4);
    if (this.tagAt(inner.littleEndian) !== ITEM || length > MAX_SPECULATIVE_BYTES) return false;
    this.need(length);
    const start = this.position;
    const size = this.index.size;
    try {
      this.parseItems(element, inner, { depth, end: start + this.window.delta + length });
      return true;
    } catch (error) {
      if (!(error instanceof DicomError)) throw error;
      this.index.truncate(size);
      this.index.flags[element] = (this.index.flags[element] ?? 0) & ~FLAG.sequence;
      this.position = start;
      return false;
    }
  }

  /** Parses items up to file offset `end`, or to the sequence delimiter when `end` is undefined. PS3.5 7.5. */
  private parseItems(element: number, coding: Coding, at: { depth: number; end: number | undefined }): void {
    if (at.depth >= MAX_DEPTH) throw this.error('too-deep', this.index.tags[element]);
    this.setFlag(element, FLAG.sequence);
    const start = this.position + this.window.delta;
    const limit = at.end ?? this.window.source.size;
    for (;;) {
      const offset = this.position + this.window.delta;
      if (at.end !== undefined && offset >= at.end) {
        this.index.lengths[element] = at.end - start;
        return;
      }
      this.need(8, this.index.tags[element]);
      const tag = this.tagAt(coding.littleEndian);
      const length = this.window.view.getUint32(this.position + 4, coding.littleEndian);
      if (tag === SEQUENCE_END && at.end === undefined) {
        this.index.lengths[element] = offset - start;
        this.position += 8;
        return;
      }
      if (tag !== ITEM) throw this.error('damaged-sequence', this.index.tags[element]);
      this.parseItem(length, coding, { depth: at.depth + 1, limit, head: offset });
    }
  }

  private parseItem(
    length: number,
    coding: Coding,
    at: { depth: number; limit: number; head: number },
  ): void {
    const item = this.index.add(ITEM, 0, coding.littleEndian ? 0 : FLAG.bigEndian, at.head);
    this.position += 8;
    const start = this.position + this.window.delta;
    this.index.values[item] = this.position;
    this.index.files[item] = start;
    const end = length === UNDEFINED ? undefined : start + length;
    if (end === undefined) this.setFlag(item, FLAG.undefinedLength);
    else if (end > at.limit) {
      throw this.error(end > this.window.source.size ? 'truncated-header' : 'damaged-length', ITEM);
    }
    for (;;) {
      const offset = this.position + this.window.delta;
      if (end !== undefined && offset >= end) break;
      this.need(8, ITEM);
      if (end === undefined && this.tagAt(coding.littleEndian) === ITEM_END) break;
      this.parseElement(coding, at.depth, end ?? at.limit);
    }
    this.index.lengths[item] = this.position + this.window.delta - start;
    if (end === undefined) this.position += 8;
    this.index.ends[item] = this.index.size;
  }
}
