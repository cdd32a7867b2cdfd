import type { ElementTable } from '../../../dicom/part10.js';

/** Larger headers are not remembered. */
const MOST_ELEMENTS = 4096;
const MOST_BYTES = 128 * 1024;

/**
 * Remembers of the last file that was searched which values held nothing, with their bytes: a value of the next file
 * that has the same bytes at the same place, read from the disk like the first, holds nothing either. Only values that
 * were searched for the same, and in which nothing depended on the file, may be noted.
 */
export class SearchedValues {
  private readonly tags = new Uint32Array(MOST_ELEMENTS);
  private readonly vrs = new Uint16Array(MOST_ELEMENTS);
  private readonly starts = new Int32Array(MOST_ELEMENTS);
  private readonly lengths = new Int32Array(MOST_ELEMENTS);
  private readonly bytes = new Uint8Array(MOST_BYTES);
  private clean = new Uint8Array(MOST_ELEMENTS);
  private nextClean = new Uint8Array(MOST_ELEMENTS);
  private size = 0;
  private searchedFor: unknown;
  private table: ElementTable | undefined;

  /** Begins with a table. @param searchedFor what decides on hits besides the value, by identity */
  begin(table: ElementTable, searchedFor: unknown): void {
    if (searchedFor !== this.searchedFor) this.size = 0;
    this.searchedFor = searchedFor;
    this.table = table.index.size <= MOST_ELEMENTS ? table : undefined;
    this.nextClean.fill(0);
  }

  /** Whether the last file had the value of the element at this position, and nothing was found in it. */
  has(at: number): boolean {
    if (!this.table || at >= this.size || this.clean[at] !== 1) return false;
    const { index, bytes } = this.table;
    const length = index.lengths[at] ?? 0;
    if (this.tags[at] !== index.tags[at] || this.vrs[at] !== index.vrs[at] || this.lengths[at] !== length)
      return false;
    const start = index.values[at] ?? -1;
    if (start < 0 || !this.isSame(this.starts[at] ?? 0, bytes, start, length)) return false;
    this.nextClean[at] = 1;
    return true;
  }

  private isSame(from: number, bytes: Uint8Array, start: number, length: number): boolean {
    for (let i = 0; i < length; i++) if (this.bytes[from + i] !== bytes[start + i]) return false;
    return true;
  }

  /** Notes that nothing was found in the value at this position. */
  note(at: number): void {
    if (at < MOST_ELEMENTS) this.nextClean[at] = 1;
  }

  /** Takes this file's values in place of the last one's. */
  end(): void {
    this.size = 0;
    if (!this.table) return;
    const { index, bytes } = this.table;
    let used = 0;
    for (let at = 0; at < index.size; at++) {
      if (this.nextClean[at] !== 1) continue;
      const start = index.values[at] ?? 0;
      const length = index.lengths[at] ?? 0;
      if (used + length > MOST_BYTES) {
        this.nextClean[at] = 0;
        continue;
      }
      this.tags[at] = index.tags[at] ?? 0;
      this.vrs[at] = index.vrs[at] ?? 0;
      this.lengths[at] = length;
      this.starts[at] = used;
      for (let i = 0; i < length; i++) this.bytes[used + i] = bytes[start + i] ?? 0;
      used += length;
    }
    this.size = index.size;
    [this.clean, this.nextClean] = [this.nextClean, this.clean];
    this.table = undefined;
  }
}
