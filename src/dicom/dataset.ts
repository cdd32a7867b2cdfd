import { type CharacterSet, DEFAULT_CHARACTER_SET, parseCharacterSets } from './charset/character-set.js';
import { Element, type ElementContext } from './element.js';
import { type ElementIndex, FLAG } from './element-index.js';
import { tagOf } from './keyword.js';
import { Level } from './level.js';
import { parsePath } from './path.js';

const SPECIFIC_CHARACTER_SET = 0x00080005;
const PIXEL_REPRESENTATION = 0x00280103;

/**
 * A read-only view of a data set or of an item in a sequence. Nothing is decoded before it is asked for. Attributes
 * are named by keyword; an unknown keyword is a programmer's error and throws `UnknownKeywordError`.
 */
export class Dataset {
  private ownLevel: Level | undefined;
  private ownContext: ElementContext | undefined;

  private constructor(
    private readonly index: ElementIndex,
    private readonly bytes: Buffer,
    private readonly from: number,
    private readonly to: number,
    private readonly parent: Dataset | undefined,
  ) {}

  /** The view of all top-level elements of an index. */
  static root(index: ElementIndex, bytes: Uint8Array): Dataset {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return new Dataset(index, buffer, 0, index.size, undefined);
  }

  /** Position of this item in the file's index; -1 for the data set itself. */
  get position(): number {
    return this.from - 1;
  }

  /** This level's elements, in the order of the file. */
  elements(): Element[] {
    return this.level.positions.map((at) => new Element(this.context, at));
  }

  /** True when tags rise throughout this level. PS3.5 7.1. */
  get isOrdered(): boolean {
    return this.level.ordered;
  }

  /** The character set in force: the item's own, else its data set's. PS3.3 C.12.1.1.2. */
  get characterSet(): CharacterSet {
    return this.context.characterSet;
  }

  /** The element with this tag (`0xggggeeee`); of repeated tags the first. */
  element(tag: number): Element | undefined {
    const at = this.level.find(tag);
    return at === undefined ? undefined : new Element(this.context, at);
  }

  /** The element with this keyword. */
  get(keyword: string): Element | undefined {
    return this.element(tagOf(keyword));
  }

  /** True when the attribute is there, with or without a value. */
  has(keyword: string): boolean {
    return this.level.find(tagOf(keyword)) !== undefined;
  }

  /** The first value as text, padding removed; undefined when absent or empty. */
  string(keyword: string): string | undefined {
    return this.get(keyword)?.firstString() || undefined;
  }

  /** The value's bytes as Latin-1, undecoded: for comparing, not for reading. Empty when absent. */
  rawText(keyword: string): string {
    const at = this.level.find(tagOf(keyword));
    if (at === undefined) return '';
    const start = this.index.values[at] ?? -1;
    return start < 0 ? '' : this.bytes.toString('latin1', start, start + (this.index.lengths[at] ?? 0));
  }

  /** All values as text, empty ones included. */
  strings(keyword: string): string[] {
    return this.get(keyword)?.strings() ?? [];
  }

  /** The first value as a number; undefined when absent, empty or not a number. */
  number(keyword: string): number | undefined {
    const value = this.get(keyword)?.numbers()[0];
    return value === undefined || Number.isNaN(value) ? undefined : value;
  }

  /** All values as numbers, NaN where malformed. */
  numbers(keyword: string): number[] {
    return this.get(keyword)?.numbers() ?? [];
  }

  /** The items of a sequence; none when absent or not a sequence. */
  sequence(keyword: string): Dataset[] {
    const element = this.get(keyword);
    return element ? this.items(element) : [];
  }

  /** The items of an element, which may be a private one. */
  items(element: Element): Dataset[] {
    const end = this.index.ends[element.at] ?? 0;
    if (((this.index.flags[element.at] ?? 0) & FLAG.sequence) === 0) return [];
    const items: Dataset[] = [];
    for (let at = element.at + 1; at < end; at = this.index.ends[at] ?? end) {
      items.push(new Dataset(this.index, this.bytes, at + 1, this.index.ends[at] ?? end, this));
    }
    return items;
  }

  /**
   * The element at a path such as `ReferencedStudySequence[0].ReferencedSOPInstanceUID`.
   * @throws PathError when the path is malformed, UnknownKeywordError when it names no attribute.
   */
  at(path: string): Element | undefined {
    let level: Dataset | undefined = this;
    const steps = parsePath(path);
    for (const [i, step] of steps.entries()) {
      if (i === steps.length - 1 && step.item === undefined) return level.get(step.keyword);
      level = level.sequence(step.keyword)[step.item ?? 0];
      if (!level) return undefined;
    }
    return undefined;
  }

  /**
   * A private element by its creator: the block that the creator reserved in this data set is looked up first.
   * PS3.5 7.8.1.
   * @param group odd group number
   * @param element the low byte of the element number, 0x00–0xFF
   */
  privateElement(creator: string, group: number, element: number): Element | undefined {
    for (const at of this.level.range(group * 0x10000 + 0x10, group * 0x10000 + 0xff)) {
      const reserved = new Element(this.context, at);
      if (reserved.firstString() !== creator) continue;
      const found = this.element(group * 0x10000 + (reserved.tag & 0xff) * 0x100 + element);
      if (found) return found;
    }
    return undefined;
  }

  private get level(): Level {
    this.ownLevel ??= new Level(this.index, this.from, this.to);
    return this.ownLevel;
  }

  private get context(): ElementContext {
    this.ownContext ??= this.makeContext();
    return this.ownContext;
  }

  private makeContext(): ElementContext {
    const plain = {
      index: this.index,
      bytes: this.bytes,
      characterSet: DEFAULT_CHARACTER_SET,
      signedPixels: false,
    };
    const own = (tag: number): Element | undefined => {
      const at = this.level.find(tag);
      return at === undefined ? undefined : new Element(plain, at);
    };
    const declared = own(SPECIFIC_CHARACTER_SET);
    const representation = own(PIXEL_REPRESENTATION);
    return {
      ...plain,
      characterSet: declared
        ? parseCharacterSets(declared.strings())
        : (this.parent?.context.characterSet ?? DEFAULT_CHARACTER_SET),
      signedPixels: representation
        ? representation.numbers()[0] === 1
        : (this.parent?.context.signedPixels ?? false),
    };
  }
}
