import { type CharacterSet, DEFAULT_CHARACTER_SET, parseCharacterSets } from './charset/character-set.js';
import { Element, type ElementContext } from './element.js';
import { type ElementIndex, FLAG } from './element-index.js';
import { tagOf } from './keyword.js';
import { parsePath } from './path.js';

const SPECIFIC_CHARACTER_SET = 0x00080005;
const PIXEL_REPRESENTATION = 0x00280103;

/**
 * A read-only view of a data set or of an item in a sequence. Nothing is decoded before it is asked for. Attributes
 * are named by keyword; an unknown keyword is a programmer's error and throws `UnknownKeywordError`.
 */
export class Dataset {
  private byTag: Map<number, Element> | undefined;
  private ownCharacterSet: CharacterSet | undefined;
  /** Private creator elements, (gggg,0010–00FF) of odd groups. PS3.5 7.8.1. */
  private readonly creators: Element[] = [];

  private constructor(
    private readonly index: ElementIndex,
    private readonly bytes: Uint8Array,
    private readonly from: number,
    private readonly to: number,
    private readonly parent: Dataset | undefined,
  ) {}

  /** The view of all top-level elements of an index. */
  static root(index: ElementIndex, bytes: Uint8Array): Dataset {
    return new Dataset(index, bytes, 0, index.size, undefined);
  }

  /** Positions in the index of this level's elements, in the order of the file. */
  children(): number[] {
    const found: number[] = [];
    for (let at = this.from; at < this.to; at = this.index.ends[at] ?? this.to) found.push(at);
    return found;
  }

  /** This level's elements, in the order of the file. Of repeated tags the first counts. */
  elements(): IterableIterator<Element> {
    return this.map().values();
  }

  /** True when tags rise throughout this level. PS3.5 7.1. */
  isOrdered(): boolean {
    let previous = -1;
    for (let at = this.from; at < this.to; at = this.index.ends[at] ?? this.to) {
      const tag = this.index.tags[at] ?? 0;
      if (tag <= previous) return false;
      previous = tag;
    }
    return true;
  }

  /** The character set in force: the item's own, else its data set's. PS3.3 C.12.1.1.2. */
  get characterSet(): CharacterSet {
    if (!this.ownCharacterSet) this.map();
    return this.ownCharacterSet ?? DEFAULT_CHARACTER_SET;
  }

  /** The element with this tag (`0xggggeeee`). */
  element(tag: number): Element | undefined {
    return this.map().get(tag);
  }

  /** The element with this keyword. */
  get(keyword: string): Element | undefined {
    return this.map().get(tagOf(keyword));
  }

  /** True when the attribute is there, with or without a value. */
  has(keyword: string): boolean {
    return this.get(keyword) !== undefined;
  }

  /** The first value as text, padding removed; undefined when absent or empty. */
  string(keyword: string): string | undefined {
    return this.get(keyword)?.strings()[0] || undefined;
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
    this.map();
    for (const reserved of this.creators) {
      if (reserved.tag >>> 16 !== group || reserved.strings()[0] !== creator) continue;
      const found = this.element(group * 0x10000 + (reserved.tag & 0xff) * 0x100 + element);
      if (found) return found;
    }
    return undefined;
  }

  private map(): Map<number, Element> {
    if (this.byTag) return this.byTag;
    const map = new Map<number, Element>();
    this.byTag = map;
    const plain = this.context(DEFAULT_CHARACTER_SET, false);
    const first = (tag: number): Element | undefined => {
      const at = this.find(tag);
      return at === undefined ? undefined : new Element(plain, at);
    };
    const declared = first(SPECIFIC_CHARACTER_SET);
    this.ownCharacterSet = declared ? parseCharacterSets(declared.strings()) : this.parent?.characterSet;
    const signed =
      (first(PIXEL_REPRESENTATION) ?? this.parent?.element(PIXEL_REPRESENTATION))?.numbers()[0] === 1;
    const context = this.context(this.ownCharacterSet ?? DEFAULT_CHARACTER_SET, signed);
    for (let i = this.from; i < this.to; i = this.index.ends[i] ?? this.to) {
      const tag = this.index.tags[i] ?? 0;
      if (map.has(tag)) continue;
      const element = new Element(context, i);
      map.set(tag, element);
      if ((tag >>> 16) % 2 === 1 && (tag & 0xffff) >= 0x10 && (tag & 0xffff) <= 0xff)
        this.creators.push(element);
    }
    return map;
  }

  private find(tag: number): number | undefined {
    for (let i = this.from; i < this.to; i = this.index.ends[i] ?? this.to)
      if (this.index.tags[i] === tag) return i;
    return undefined;
  }

  private context(characterSet: CharacterSet, signedPixels: boolean): ElementContext {
    return { index: this.index, bytes: this.bytes, characterSet, signedPixels };
  }
}
