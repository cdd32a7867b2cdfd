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
  /** Coded as UN although the dictionary knows better; `vrs` holds the dictionary's. PS3.5 6.2.2. */
  codedUnknown: 64,
} as const;

const FIRST_CAPACITY = 512;

/**
 * All elements of a header in the order of the file, sequences and items included (pre-order), as parallel columns:
 * a header of 300 elements costs eight arrays, not 300 objects, and they can be used again for the next file.
 */
export class ElementIndex {
  tags = new Uint32Array(FIRST_CAPACITY);
  /** Packed VR: as coded, or from the dictionary when coded implicitly; 0 for items. */
  vrs = new Uint16Array(FIRST_CAPACITY);
  flags = new Uint8Array(FIRST_CAPACITY);
  /** File offset of the element's first byte. */
  heads = new Float64Array(FIRST_CAPACITY);
  /** File offset of the value's first byte. */
  files = new Float64Array(FIRST_CAPACITY);
  /** Buffer offset of the value's first byte, -1 when it was left out. */
  values = new Int32Array(FIRST_CAPACITY);
  lengths = new Float64Array(FIRST_CAPACITY);
  /** Index after the last descendant. */
  ends = new Uint32Array(FIRST_CAPACITY);
  /** Number of elements. */
  size = 0;

  /** Adds an element whose end is not known yet. @returns its index. */
  add(tag: number, vr: number, flags: number, head: number): number {
    const index = this.size++;
    if (index === this.tags.length) this.grow();
    this.tags[index] = tag;
    this.vrs[index] = vr;
    this.flags[index] = flags;
    this.heads[index] = head;
    this.files[index] = 0;
    this.values[index] = -1;
    this.lengths[index] = 0;
    this.ends[index] = index + 1;
    return index;
  }

  /** Forgets everything from `size` on. */
  truncate(size: number): void {
    this.size = size;
  }

  private grow(): void {
    const capacity = this.tags.length * 2;
    this.tags = enlarged(this.tags, new Uint32Array(capacity));
    this.vrs = enlarged(this.vrs, new Uint16Array(capacity));
    this.flags = enlarged(this.flags, new Uint8Array(capacity));
    this.heads = enlarged(this.heads, new Float64Array(capacity));
    this.files = enlarged(this.files, new Float64Array(capacity));
    this.values = enlarged(this.values, new Int32Array(capacity));
    this.lengths = enlarged(this.lengths, new Float64Array(capacity));
    this.ends = enlarged(this.ends, new Uint32Array(capacity));
  }
}

function enlarged<T extends { set(from: T): void }>(from: T, to: T): T {
  to.set(from);
  return to;
}
