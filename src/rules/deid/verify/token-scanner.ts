import { addHigh, addLow, finished, HASH_START } from '../known/text-hash.js';
import { CLASS, LOWER, tokenEnd } from './byte-classes.js';
import type { Pattern } from './pattern.js';
import type { PatternTable, TableNode } from './pattern-table.js';
import { isUidStart, uidEnd } from './uid-token.js';

const BLANK = 0x20;
/** Bytes that may stand between two words of one value: `, `, ` - `, line ends. */
const MOST_BETWEEN = 4;
const DAY_DIGITS = 8;
/** Digits of a DT that is given to the hour, the minute and the second. */
const MOMENT_DIGITS = new Set([10, 12, 14]);

/** Told what a scan comes upon. */
export interface ScanVisitor {
  /** Patterns whose tokens stand from `start` to `end`. */
  matched(patterns: readonly Pattern[], start: number, end: number): void;
  /** A run of digits and dots that can be a UID. */
  uid(start: number, end: number): void;
}

/**
 * One pass over bytes: hashes token by token, and looks the sequences of tokens up that begin at each. It hangs on the
 * length of the text and not on the number of patterns.
 */
export class TokenScanner {
  constructor(
    private readonly main: PatternTable,
    private readonly visitor: ScanVisitor,
  ) {}

  /** Patterns of the file that is searched; undefined when it has none of its own. */
  own: PatternTable | undefined;

  scan(bytes: Uint8Array, from: number, to: number, classes: Uint8Array): void {
    for (let at = from; at < to; ) {
      const kind = classes[bytes[at] ?? 0];
      if (kind === CLASS.separator) {
        at++;
        continue;
      }
      if (kind === CLASS.digit && isUidStart(bytes, at, from, to)) {
        const end = uidEnd(bytes, at, to);
        if (end > at) {
          this.visitor.uid(at, end);
          // Some take UIDs for record numbers.
          this.walk(bytes, at, to, classes);
          at = end;
          continue;
        }
      }
      at = this.walk(bytes, at, to, classes);
    }
  }

  /** Follows the sequences that begin at `start`. @returns where the first token ends */
  private walk(bytes: Uint8Array, start: number, to: number, classes: Uint8Array): number {
    const first = tokenEnd(bytes, start, to, classes);
    let { high, low } = HASH_START;
    for (let at = start, end = first; ; ) {
      for (; at < end; at++) {
        const byte = LOWER[bytes[at] ?? 0] ?? 0;
        high = addHigh(high, byte);
        low = addLow(low, byte);
        if (at - start === DAY_DIGITS - 1 && MOMENT_DIGITS.has(end - start))
          this.look(high, low, start, at + 1);
      }
      if (end === first && !this.mayBegin(high)) return first;
      if (!this.look(high, low, start, end)) return first;
      const next = nextToken(bytes, end, to, classes);
      if (next < 0) return first;
      high = addHigh(high, BLANK);
      low = addLow(low, BLANK);
      at = next;
      end = tokenEnd(bytes, next, to, classes);
    }
  }

  private mayBegin(high: number): boolean {
    return this.main.mayBegin(high) || (this.own?.mayBegin(high) ?? false);
  }

  /** Tells of patterns that end here. @returns whether longer ones begin so */
  private look(high: number, low: number, start: number, end: number): boolean {
    const a = finished(high);
    const b = finished(low);
    const inMain = this.tell(this.main.find(a, b), start, end);
    return this.tell(this.own?.find(a, b), start, end) || inMain;
  }

  private tell(node: TableNode | undefined, start: number, end: number): boolean {
    if (node?.patterns) this.visitor.matched(node.patterns, start, end);
    return node?.goesOn ?? false;
  }
}

/** Where the next token begins; -1 when there is none near. */
function nextToken(bytes: Uint8Array, end: number, to: number, classes: Uint8Array): number {
  const limit = Math.min(to, end + MOST_BETWEEN + 1);
  for (let at = end; at < limit; at++) if (classes[bytes[at] ?? 0] !== CLASS.separator) return at;
  return -1;
}
