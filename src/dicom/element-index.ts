/** Flags of an element in an {@link ElementIndex}. */
export const FLAG = {
  /** The length field held FFFFFFFF; `lengths` holds what it came to, delimiter excluded. */
  undefinedLength: 1,
  bigEndian: 2,
  /** The value was left out of memory; `values` is -1. */
  deferred: 4,
  /** Coded without a VR field. */
  implicit: 8,
  /** Has items as children: a sequence, whatever VR it was coded with. */
  sequence: 16,
  /** Encapsulated fragments (PS3.5 A.4). */
  fragments: 32,
} as const;

/**
 * All elements of a header in the order of the file, sequences and items included (pre-order), as parallel arrays:
 * a header of 300 elements costs eight arrays, not 300 objects.
 */
export class ElementIndex {
  readonly tags: number[] = [];
  /** Packed VR: as coded, or from the dictionary when coded implicitly; 0 for items. */
  readonly vrs: number[] = [];
  readonly flags: number[] = [];
  /** File offset of the element's first byte. */
  readonly heads: number[] = [];
  /** File offset of the value's first byte. */
  readonly files: number[] = [];
  /** Buffer offset of the value's first byte, -1 when it was left out. */
  readonly values: number[] = [];
  readonly lengths: number[] = [];
  /** Index after the last descendant. */
  readonly ends: number[] = [];

  get size(): number {
    return this.tags.length;
  }

  /** Adds an element whose end is not known yet. @returns its index. */
  add(tag: number, vr: number, flags: number, head: number): number {
    const index = this.tags.push(tag) - 1;
    this.vrs.push(vr);
    this.flags.push(flags);
    this.heads.push(head);
    this.files.push(0);
    this.values.push(-1);
    this.lengths.push(0);
    this.ends.push(index + 1);
    return index;
  }

  /** Forgets everything from `size` on. */
  truncate(size: number): void {
    for (const column of [
      this.tags,
      this.vrs,
      this.flags,
      this.heads,
      this.files,
      this.values,
      this.lengths,
      this.ends,
    ]) {
      column.length = size;
    }
  }
}
