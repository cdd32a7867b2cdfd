import type { ElementIndex } from './element-index.js';

/**
 * Finds elements of one level (a data set or an item) by tag. Tags rise in all conforming files (PS3.5 7.1), so that
 * a binary search serves; where they do not, the first of repeated tags counts.
 */
export class Level {
  /** Positions in the index, in the order of the file. */
  readonly positions: number[] = [];
  /** True when tags rise throughout. */
  readonly ordered: boolean;
  private byTag: Map<number, number> | undefined;

  constructor(
    private readonly index: ElementIndex,
    from: number,
    to: number,
  ) {
    let previous = -1;
    let ordered = true;
    for (let at = from; at < to; at = index.ends[at] ?? to) {
      const tag = index.tags[at] ?? 0;
      if (tag <= previous) ordered = false;
      previous = tag;
      this.positions.push(at);
    }
    this.ordered = ordered;
  }

  /** Position of the element with this tag, or undefined. */
  find(tag: number): number | undefined {
    if (!this.ordered) return this.map().get(tag);
    const rank = this.rankOf(tag);
    const at = this.positions[rank];
    return at !== undefined && this.index.tags[at] === tag ? at : undefined;
  }

  /** Positions of the elements with tags from `first` to `last`. */
  range(first: number, last: number): number[] {
    const inside = (at: number): boolean => {
      const tag = this.index.tags[at] ?? 0;
      return tag >= first && tag <= last;
    };
    if (!this.ordered) return this.positions.filter(inside);
    const found: number[] = [];
    for (let rank = this.rankOf(first); rank < this.positions.length; rank++) {
      const at = this.positions[rank] ?? 0;
      if (!inside(at)) break;
      found.push(at);
    }
    return found;
  }

  /** Rank of the first element whose tag is not below `tag`. */
  private rankOf(tag: number): number {
    let low = 0;
    let high = this.positions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.index.tags[this.positions[middle] ?? 0] ?? 0) < tag) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private map(): Map<number, number> {
    if (!this.byTag) {
      this.byTag = new Map();
      for (const at of this.positions) {
        const tag = this.index.tags[at] ?? 0;
        if (!this.byTag.has(tag)) this.byTag.set(tag, at);
      }
    }
    return this.byTag;
  }
}
