import { addHigh, addLow, finished, HASH_START } from '../known/text-hash.js';
import { CLASS, LOWER, tokenEnd, UTF8_CLASSES } from './byte-classes.js';
import { folded } from './fold.js';
import type { Pattern } from './pattern.js';

const BLANK = 0x20;
const FIRST_CAPACITY = 64;
const FILTER_BITS = 19;

/** What stands at one sequence of tokens. */
export interface TableNode {
  /** Patterns that end here. */
  patterns: Pattern[] | undefined;
  /** Longer patterns begin so. */
  goesOn: boolean;
}

/**
 * Sequences of tokens by the hash of all their bytes, a blank between two tokens: what stands between them in a text
 * does not matter here. 64 bits of hash tell sequences apart; texts are not kept.
 */
export class PatternTable {
  private high = new Uint32Array(FIRST_CAPACITY);
  private low = new Uint32Array(FIRST_CAPACITY);
  private nodes: (TableNode | undefined)[] = new Array(FIRST_CAPACITY).fill(undefined);
  private size = 0;
  /** Most words of a text begin no pattern: one bit says so, and no node is looked for. */
  private readonly filter: Uint32Array;
  private readonly filterMask: number;

  /** @param bits size of the filter, as a power of two; small for tables of a few values */
  constructor(bits = FILTER_BITS) {
    this.filter = new Uint32Array(2 ** bits / 32);
    this.filterMask = 2 ** bits - 1;
  }

  /** Adds a pattern under a text. A text without letters and digits is left out. */
  add(text: string, pattern: Pattern): void {
    const bytes = Buffer.from(folded(text));
    let { high, low } = HASH_START;
    let last: TableNode | undefined;
    for (let at = 0; at < bytes.length; at++) {
      if (UTF8_CLASSES[bytes[at] ?? 0] === CLASS.separator) continue;
      const end = tokenEnd(bytes, at, bytes.length, UTF8_CLASSES);
      if (last) {
        last.goesOn = true;
        high = addHigh(high, BLANK);
        low = addLow(low, BLANK);
      }
      for (; at < end; at++) {
        high = addHigh(high, LOWER[bytes[at] ?? 0] ?? 0);
        low = addLow(low, LOWER[bytes[at] ?? 0] ?? 0);
      }
      at--;
      if (!last) this.open(high);
      last = this.nodeFor(finished(high), finished(low));
    }
    if (!last) return;
    last.patterns ??= [];
    const isThere = last.patterns.some(
      ({ form, value, isOwn }) =>
        form === pattern.form && value.kind === pattern.value.kind && isOwn === pattern.isOwn,
    );
    if (!isThere) last.patterns.push(pattern);
  }

  /** Whether a first token may be in the table, by the running high half of its hash. */
  mayBegin(high: number): boolean {
    const bit = (high ^ (high >>> 13)) & this.filterMask;
    return (((this.filter[bit >>> 5] ?? 0) >>> (bit & 31)) & 1) === 1;
  }

  /** The node of a sequence, by both halves of its hash, finished. */
  find(high: number, low: number): TableNode | undefined {
    const mask = this.nodes.length - 1;
    for (let slot = low & mask; ; slot = (slot + 1) & mask) {
      const node = this.nodes[slot];
      if (node === undefined) return undefined;
      if (this.high[slot] === high && this.low[slot] === low) return node;
    }
  }

  private open(high: number): void {
    const bit = (high ^ (high >>> 13)) & this.filterMask;
    this.filter[bit >>> 5] = (this.filter[bit >>> 5] ?? 0) | (1 << (bit & 31));
  }

  private nodeFor(high: number, low: number): TableNode {
    const known = this.find(high, low);
    if (known) return known;
    if ((this.size + 1) * 2 > this.nodes.length) this.grow();
    const node: TableNode = { patterns: undefined, goesOn: false };
    this.place(high, low, node);
    this.size++;
    return node;
  }

  private place(high: number, low: number, node: TableNode): void {
    const mask = this.nodes.length - 1;
    let slot = low & mask;
    while (this.nodes[slot] !== undefined) slot = (slot + 1) & mask;
    this.nodes[slot] = node;
    this.high[slot] = high;
    this.low[slot] = low;
  }

  private grow(): void {
    const { high, low, nodes } = this;
    this.high = new Uint32Array(nodes.length * 2);
    this.low = new Uint32Array(nodes.length * 2);
    this.nodes = new Array(nodes.length * 2).fill(undefined);
    for (const [slot, node] of nodes.entries()) {
      if (node) this.place(high[slot] ?? 0, low[slot] ?? 0, node);
    }
  }
}
