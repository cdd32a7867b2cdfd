import type { ByteSource } from '../byte-source.js';
import { type CharacterSet, DEFAULT_CHARACTER_SET, parseCharacterSets } from '../charset/character-set.js';
import { type Coding, IMPLICIT_LITTLE } from '../coding.js';
import { lookupTag, vrOf } from '../dictionary.js';
import { Element } from '../element.js';
import { FLAG } from '../element-index.js';
import type { ElementTable } from '../part10.js';
import { isKnownVr, VR, type Vr } from '../vr.js';
import { type Edit, type EditPlan, TOP_LEVEL } from './edit-plan.js';
import {
  type ElementCoding,
  elementHead,
  encodeBody,
  encodeElement,
  encodeItem,
  tagAndLength,
} from './encode-element.js';
import { groupLengthsOf } from './group-lengths.js';
import { type HeldFront, heldFront, joinPieces } from './join-pieces.js';
import type { NewValue } from './new-value.js';
import { PieceList } from './piece-list.js';
import type { Repeat } from './repeat.js';
import { RewriteError } from './rewrite-error.js';
import { Touched } from './touched.js';

/** What a {@link SpanRewriter} works on. */
export interface SpanJob {
  readonly table: ElementTable;
  /** What the table's file offsets count in. */
  readonly source: ByteSource;
  readonly plan: EditPlan;
  readonly coding: Coding;
  /** That of the top level. */
  readonly characterSet: CharacterSet;
  /** True when one character set holds for all items, whatever they declare. */
  readonly isCharacterSetFixed: boolean;
}

const SPECIFIC_CHARACTER_SET = 0x00080005;
const ITEM = 0xfffee000;
const MAX_LENGTH = 0xfffffffe;

/** What stands in place of a child of a level, and how much longer or shorter that is. */
interface Replacement {
  readonly pieces: PieceList;
  readonly change: number;
}

/** Applies a plan to the spans of a file: what the plan does not touch is copied, gaps between elements included. */
export class SpanRewriter {
  private readonly touched: Touched;
  private front: HeldFront | undefined;

  constructor(private readonly job: SpanJob) {
    this.touched = new Touched(job.plan);
  }

  /**
   * The top level between two offsets of the source, edits applied.
   * @throws OutsideCharacterSet, RewriteError
   */
  rewrite(start: number, end: number): PieceList {
    const { coding, characterSet } = this.job;
    return this.level(TOP_LEVEL, { start, end }, { ...coding, characterSet });
  }

  private level(owner: number, span: { start: number; end: number }, coding: ElementCoding): PieceList {
    const { index } = this.job.table;
    const children = this.childrenOf(owner);
    const changed = new Map<number, Replacement>();
    for (const at of children) {
      if (!this.touched.within(at, index.ends[at] ?? 0)) continue;
      const pieces = this.repeatable(at, coding);
      changed.set(at, { pieces, change: pieces.size - (this.endOf(at) - (index.heads[at] ?? 0)) });
    }
    const inserted = (this.job.plan.insertions.get(owner) ?? [])
      .map((element) => ({ tag: element.tag, bytes: encodeElement(element, coding) }))
      .sort((a, b) => a.tag - b.tag);
    this.refuseRepeats(children, inserted);
    const lengths = groupLengthsOf({ index, children, changed, inserted });

    const out = new PieceList();
    let cursor = span.start;
    const copyTo = (offset: number): void => {
      out.copy(this.job.source, cursor, offset);
      cursor = offset;
    };
    for (const at of children) {
      const tag = index.tags[at] ?? 0;
      for (let next = inserted[0]; next && next.tag < tag; next = inserted[0]) {
        copyTo(index.heads[at] ?? 0);
        out.push(next.bytes);
        inserted.shift();
      }
      const replacement = changed.get(at);
      const length = lengths.get(at);
      if (!replacement && length === undefined) continue;
      copyTo(index.heads[at] ?? 0);
      if (replacement) out.append(replacement.pieces);
      else if (length) out.append(this.groupLength(at, length)); // that of an empty group goes with it
      cursor = this.endOf(at);
    }
    const last = children.at(-1);
    if (inserted.length > 0) copyTo(last === undefined ? span.start : this.endOf(last));
    for (const { bytes } of inserted) out.push(bytes);
    copyTo(span.end);
    return out;
  }

  /** An element; what was written of the same one with the same edits before is not made again. */
  private repeatable(at: number, coding: ElementCoding): PieceList {
    const repeat = this.job.plan.repeats.get(at);
    if (!repeat || !this.isAsPlanned(at, repeat)) return this.element(at, coding);
    if (repeat.encoded) {
      const out = new PieceList();
      out.push(repeat.encoded);
      return out;
    }
    const pieces = this.element(at, coding);
    this.front ??= heldFront(this.job.source, this.job.table);
    const [only, ...more] = joinPieces(pieces.pieces, this.front);
    if (only && !('source' in only) && more.length === 0) repeat.encoded = only;
    return pieces;
  }

  /** Whether the edits are still those of the repeat: some, as those of markers, are made last. */
  private isAsPlanned(at: number, { edits }: Repeat): boolean {
    const { plan, table } = this.job;
    if (this.touched.count(at, table.index.ends[at] ?? 0) !== edits.length) return false;
    return edits.every(([distance, edit]) => plan.edits.get(at + distance) === edit);
  }

  /** An element that was to be inserted where one was removed, which was given another value later. */
  private refuseRepeats(children: readonly number[], inserted: readonly { tag: number }[]): void {
    if (inserted.length === 0) return;
    const tags = new Set(inserted.map(({ tag }) => tag));
    const { index } = this.job.table;
    for (const at of children) {
      const isKept = this.job.plan.edits.get(at)?.kind !== 'remove';
      if (isKept && tags.has(index.tags[at] ?? 0)) throw new RewriteError('already-there', index.tags[at]);
    }
  }

  /** PS3.5 7.2: a group length is one UL. */
  private groupLength(at: number, length: number): PieceList {
    const out = new PieceList();
    const { index } = this.job.table;
    out.copy(this.job.source, index.heads[at] ?? 0, index.files[at] ?? 0);
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setUint32(
      0,
      length,
      this.has(at, FLAG.codedUnknown) || !this.has(at, FLAG.bigEndian),
    );
    out.push(bytes);
    return out;
  }

  private element(at: number, around: ElementCoding): PieceList {
    const { index } = this.job.table;
    const edit = this.job.plan.edits.get(at);
    const coding = {
      explicit: !this.has(at, FLAG.implicit),
      littleEndian: !this.has(at, FLAG.bigEndian),
      characterSet: around.characterSet,
    };
    if (edit) return this.edited(at, edit, coding);
    const content = this.items(at, coding);
    const out = new PieceList();
    if (this.has(at, FLAG.undefinedLength)) {
      out.copy(this.job.source, index.heads[at] ?? 0, index.files[at] ?? 0);
      out.append(content);
      const end = this.endOf(at);
      out.copy(this.job.source, end - 8, end);
      return out;
    }
    const head = { tag: index.tags[at] ?? 0, vr: index.vrs[at] ?? 0 };
    out.push(elementHead(head, content.size, coding));
    out.append(content);
    return out;
  }

  private edited(at: number, edit: Edit, coding: ElementCoding): PieceList {
    const out = new PieceList();
    if (edit.kind === 'remove') return out;
    const { index } = this.job.table;
    const tag = index.tags[at] ?? 0;
    // PS3.5 6.2.2: what is coded as UN stays UN, its value little endian.
    const codedVr = this.codedVr(at);
    if (edit.kind === 'empty') {
      out.push(elementHead({ tag, vr: codedVr }, 0, coding));
    } else if (edit.value.kind === 'items') {
      const vr = this.sequenceVr(at, coding);
      const inside = this.codingInside(at, coding);
      const body = Buffer.concat(edit.value.items.map((item) => encodeItem(item, inside)));
      out.push(elementHead({ tag, vr }, body.length, coding));
      out.push(body);
    } else {
      const vr = this.valueVr(at, edit.value, edit.vr);
      const isUnknown = codedVr === VR.UN && coding.explicit;
      const body = encodeBody(
        edit.value,
        { tag, vr },
        isUnknown ? { ...coding, littleEndian: true } : coding,
      );
      out.push(elementHead({ tag, vr: codedVr }, body.length, coding));
      out.push(body);
    }
    return out;
  }

  /** The VR that stands in the file; Specific Character Set, once written anew, is CS for every reader. */
  private codedVr(at: number): Vr {
    const { index } = this.job.table;
    if (index.tags[at] === SPECIFIC_CHARACTER_SET) return VR.CS;
    return this.has(at, FLAG.codedUnknown) ? VR.UN : (index.vrs[at] ?? 0);
  }

  /** The VR that a new value is encoded with: the element's, or where that is unknown, the one that came with it. */
  private valueVr(at: number, value: NewValue, given: Vr | undefined): Vr {
    const { index } = this.job.table;
    const vr = index.vrs[at] ?? 0;
    if ((vr === VR.UN || !isKnownVr(vr)) && given !== undefined) return given;
    if (vr !== VR.US || !(this.has(at, FLAG.implicit) || this.has(at, FLAG.codedUnknown))) return vr;
    const entry = lookupTag(index.tags[at] ?? 0);
    if (entry?.vr !== 'US or SS') return vr;
    // PS3.6 `US or SS`, coded without VR. Pixel Representation decided for what has one value; of the others, as look-up
    // table descriptors, a negative value can only be SS (PS3.3 C.11.1.1).
    const isNegative = value.kind === 'numbers' && value.values.some((v) => v < 0);
    return given === VR.SS || (entry.vm !== '1' && isNegative) ? VR.SS : vr;
  }

  /**
   * The VR that items are written under: SQ, or UN where it is so coded (PS3.5 6.2.2).
   * @throws RewriteError `value-kind-wrong` where readers would not look for items
   */
  private sequenceVr(at: number, coding: Coding): Vr {
    const { index } = this.job.table;
    const tag = index.tags[at] ?? 0;
    const vr = index.vrs[at] ?? 0;
    if (vr === VR.SQ || vr === VR.UN) return vr;
    if (coding.explicit && vrOf(tag) === VR.SQ) return VR.SQ;
    throw new RewriteError('value-kind-wrong', tag);
  }

  /** The content of a sequence, edits inside applied. */
  private items(sequence: number, coding: ElementCoding): PieceList {
    const { index } = this.job.table;
    const out = new PieceList();
    const inside = this.codingInside(sequence, coding);
    let cursor = index.files[sequence] ?? 0;
    for (const at of this.childrenOf(sequence)) {
      if (!this.touched.within(at, index.ends[at] ?? 0)) continue;
      out.copy(this.job.source, cursor, index.heads[at] ?? 0);
      out.append(this.item(at, inside));
      cursor = this.endOf(at);
    }
    const appended = this.job.plan.appended.get(sequence) ?? [];
    const last = this.childrenOf(sequence).at(-1);
    if (appended.length > 0 && last !== undefined) {
      // Before a stray delimiter, where readers may stop.
      out.copy(this.job.source, cursor, this.endOf(last));
      cursor = this.endOf(last);
    }
    for (const item of appended) out.push(encodeItem(item, inside));
    out.copy(this.job.source, cursor, (index.files[sequence] ?? 0) + (index.lengths[sequence] ?? 0));
    if (!this.has(sequence, FLAG.undefinedLength) && out.size > MAX_LENGTH) {
      throw new RewriteError('value-too-long', index.tags[sequence]);
    }
    return out;
  }

  private item(at: number, around: ElementCoding): PieceList {
    const { index } = this.job.table;
    const out = new PieceList();
    if (this.job.plan.edits.get(at)?.kind === 'remove') return out;
    const start = index.files[at] ?? 0;
    const end = start + (index.lengths[at] ?? 0);
    const coding = { ...this.codingOfLevel(at, around), characterSet: this.setOf(at, around.characterSet) };
    const content = this.level(at, { start, end }, coding);
    if (this.has(at, FLAG.undefinedLength)) {
      out.copy(this.job.source, index.heads[at] ?? 0, start);
      out.append(content);
      out.copy(this.job.source, end, end + 8);
    } else {
      out.push(tagAndLength(ITEM, content.size, !this.has(at, FLAG.bigEndian)));
      out.append(content);
    }
    return out;
  }

  /** How elements are coded in an item: as its first, else as around it. */
  private codingOfLevel(at: number, around: ElementCoding): ElementCoding {
    const first = at + 1;
    if (first >= (this.job.table.index.ends[at] ?? 0)) return around;
    return {
      ...around,
      explicit: !this.has(first, FLAG.implicit),
      littleEndian: !this.has(first, FLAG.bigEndian),
    };
  }

  /** How new items of a sequence are coded. PS3.5 6.2.2 note 4: implicit little endian where it is coded as UN. */
  private codingInside(sequence: number, coding: ElementCoding): ElementCoding {
    const { index } = this.job.table;
    const end = index.ends[sequence] ?? 0;
    const isUnknown = coding.explicit && index.vrs[sequence] === VR.UN;
    for (let item = sequence + 1; item < end; item = index.ends[item] ?? end) {
      if (item + 1 < (index.ends[item] ?? 0)) return this.codingOfLevel(item, coding);
    }
    return isUnknown ? { ...coding, ...IMPLICIT_LITTLE } : coding;
  }

  private setOf(owner: number, inherited: CharacterSet): CharacterSet {
    if (this.job.isCharacterSetFixed) return inherited;
    const { index, bytes } = this.job.table;
    const at = this.childrenOf(owner).find((child) => index.tags[child] === SPECIFIC_CHARACTER_SET);
    if (at === undefined) return inherited;
    // As Dataset reads it: what is written must be what is read.
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const context = { index, bytes: buffer, characterSet: DEFAULT_CHARACTER_SET, signedPixels: false };
    return parseCharacterSets(new Element(context, at).strings());
  }

  private childrenOf(owner: number): number[] {
    const { index } = this.job.table;
    const end = owner === TOP_LEVEL ? index.size : (index.ends[owner] ?? 0);
    const children: number[] = [];
    for (let at = owner + 1; at < end; at = index.ends[at] ?? end) children.push(at);
    return children;
  }

  /** Offset after an element or item, its delimiter included. */
  private endOf(at: number): number {
    const { index } = this.job.table;
    const end = (index.files[at] ?? 0) + (index.lengths[at] ?? 0);
    return this.has(at, FLAG.undefinedLength) ? end + 8 : end;
  }

  private has(at: number, flag: number): boolean {
    return ((this.job.table.index.flags[at] ?? 0) & flag) !== 0;
  }
}
