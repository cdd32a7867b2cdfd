import type { Dataset } from '../dataset.js';
import { vrOf } from '../dictionary.js';
import type { Element } from '../element.js';
import { tagOf } from '../keyword.js';
import { VR, type Vr } from '../vr.js';
import type { NewElement, NewItem, NewValue } from './new-value.js';
import { refuseOutsiders, refuseUneditable } from './outsiders.js';
import type { Repeat } from './repeat.js';
import { RewriteError } from './rewrite-error.js';

/** What becomes of one element or item; what has no edit is kept byte for byte. */
export type Edit =
  | { readonly kind: 'replace'; readonly value: NewValue; readonly vr: Vr | undefined }
  | { readonly kind: 'empty' }
  | { readonly kind: 'remove' };

/** Position of the top level, where items have their position in the index. */
export const TOP_LEVEL = -1;

/**
 * Edits of one data set, collected in any order; of two on one element the later counts, and an edit of a sequence
 * or an item covers what is inside. Elements and items are those of the file that is rewritten.
 */
export class EditPlan {
  /** Edits by position in the file's index. */
  readonly edits = new Map<number, Edit>();
  /** New elements by the position of the item they come into, {@link TOP_LEVEL} for the data set. */
  readonly insertions = new Map<number, NewElement[]>();
  /** New items by the position of the sequence that they are appended to. */
  readonly appended = new Map<number, NewItem[]>();

  /** Elements of the top level that an earlier file has in the same bytes with the same edits, by position. */
  readonly repeats = new Map<number, Repeat>();

  /** True when nothing is edited. */
  get isEmpty(): boolean {
    return this.edits.size + this.insertions.size + this.appended.size === 0;
  }

  /**
   * Gives an element a new value. It keeps the VR that it is coded with.
   * @param vr what to encode the value as where neither the file nor the dictionary tells
   * @throws RewriteError `character-set-is-managed`, `not-in-data-set`
   */
  replace(element: Element, value: NewValue, vr?: Vr): void {
    refuseUneditable(element.tag);
    // PS3.6 `US or SS` is SS where Pixel Representation says so, which the element knows and its position does not.
    const settled = vr ?? (element.vr === VR.SS ? VR.SS : undefined);
    this.edits.set(element.at, { kind: 'replace', value, vr: settled });
  }

  /** Leaves an element without a value. @throws RewriteError as {@link replace} */
  empty(element: Element): void {
    refuseUneditable(element.tag);
    this.edits.set(element.at, { kind: 'empty' });
  }

  /** Takes an element out. @throws RewriteError as {@link replace} */
  remove(element: Element): void {
    refuseUneditable(element.tag);
    this.edits.set(element.at, { kind: 'remove' });
  }

  /** Takes an item out of its sequence. */
  removeItem(item: Dataset): void {
    if (item.position === TOP_LEVEL) throw new RangeError('the data set itself is no item');
    this.edits.set(item.position, { kind: 'remove' });
  }

  /** Appends an item to a sequence that is there. @throws RewriteError `value-kind-wrong` */
  appendItem(sequence: Element, item: NewItem): void {
    if (sequence.vr !== VR.SQ) throw new RewriteError('value-kind-wrong', sequence.tag);
    const items = this.appended.get(sequence.at);
    if (items) items.push(item);
    else this.appended.set(sequence.at, [item]);
  }

  /**
   * Inserts an element into a data set or an item, where its tag belongs.
   * @throws RewriteError `already-there` when the level has such an element that is not removed;
   * `character-set-is-managed`, `not-in-data-set`
   */
  insert(level: Dataset, element: NewElement): void {
    refuseOutsiders(element.tag);
    const inserted = this.insertions.get(level.position) ?? [];
    if (elementsOf(level, element.tag).some(({ at }) => this.edits.get(at)?.kind !== 'remove'))
      throw new RewriteError('already-there', element.tag);
    if (inserted.some(({ tag }) => tag === element.tag)) throw new RewriteError('already-there', element.tag);
    inserted.push(element);
    this.insertions.set(level.position, inserted);
  }

  /**
   * Gives an attribute a value, whether it is there or not; where it is not, with the dictionary's VR. Where it stands
   * several times, which no data set may, one is left: readers differ in which they take.
   * @throws UnknownKeywordError, RewriteError as {@link replace}
   */
  set(level: Dataset, keyword: string, value: NewValue): void {
    const tag = tagOf(keyword);
    refuseOutsiders(tag);
    const inserted = this.insertions.get(level.position);
    if (inserted) {
      this.insertions.set(
        level.position,
        inserted.filter((element) => element.tag !== tag),
      );
    }
    const [there, ...repeated] = elementsOf(level, tag);
    if (there) this.replace(there, value);
    else this.insert(level, { tag, vr: vrOf(tag), value });
    for (const element of repeated) this.remove(element);
  }
}

/** All elements of a level with a tag: only where tags do not rise throughout can there be more than one. */
function elementsOf(level: Dataset, tag: number): Element[] {
  if (!level.isOrdered) return level.elements().filter((element) => element.tag === tag);
  const element = level.element(tag);
  return element ? [element] : [];
}
