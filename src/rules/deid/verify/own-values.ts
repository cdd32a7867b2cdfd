import { addHigh, addLow, finished, HASH_START } from '../known/text-hash.js';
import type { KnownValue } from '../known-value.js';
import { addValue } from './compile.js';
import { PatternTable } from './pattern-table.js';

/** Tables of so many series are kept. */
const MOST_KEPT = 256;
/** A filter for the values of one file. */
const SMALL_FILTER = 13;

/** Tables of the values that a file has besides those of its delivery; files of a series have the same. */
export class OwnTables {
  private readonly known = new Map<string, Set<string>>();
  private readonly tables = new Map<string, PatternTable>();

  constructor(values: readonly KnownValue[]) {
    for (const { kind, text } of values) {
      const texts = this.known.get(kind) ?? new Set();
      this.known.set(kind, texts.add(text));
    }
  }

  /** Undefined when the delivery's values are all that the file has. Its own dates count in more places: they stay. */
  tableOf(own: readonly KnownValue[]): PatternTable | undefined {
    const left = own.filter(({ kind, text }) => kind === 'date' || !this.known.get(kind)?.has(text));
    if (left.length === 0) return undefined;
    let key = '';
    for (const { kind, text, from } of left) key += `${kind}\n${from}\n${text}\n`;
    const known = this.tables.get(key);
    if (known) return known;
    const table = new PatternTable(SMALL_FILTER);
    for (const value of left) addValue(table, value, true);
    if (this.tables.size >= MOST_KEPT) this.tables.clear();
    this.tables.set(key, table);
    return table;
  }
}

/** UIDs of one file, by hash as `UidSet` has them, without memory that threads share. */
export class OwnUids {
  private readonly hashes = new Set<number>();

  constructor(uids: readonly string[]) {
    for (const uid of uids) {
      let { high, low } = HASH_START;
      for (let at = 0; at < uid.length; at++) {
        high = addHigh(high, uid.charCodeAt(at));
        low = addLow(low, uid.charCodeAt(at));
      }
      this.hashes.add(joined(finished(high), finished(low)));
    }
  }

  hasHash(high: number, low: number): boolean {
    return this.hashes.has(joined(high, low));
  }
}

/** 53 bits of both: what a number holds exactly. */
function joined(high: number, low: number): number {
  return high * 2 ** 21 + (low >>> 11);
}
