import { BytesColumn } from '../growable.js';

/** Slots of the first table; a power of two. */
const FIRST_SLOTS = 1024;

/** FNV-1a, 32 bits. */
function hashOf(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** Texts by number, equal ones once: their bytes, and about twelve more for each. */
export class TextIndex {
  private readonly texts = new BytesColumn();
  /** Number of a text plus one; 0 for a free slot. Never more than half full. */
  private slots = new Uint32Array(FIRST_SLOTS);

  get size(): number {
    return this.texts.length;
  }

  /** The number of a text, which it gets when it is new. */
  numberOf(text: string): number {
    const bytes = Buffer.from(text, 'utf8');
    const slot = this.slotOf(bytes);
    const known = this.slots[slot] ?? 0;
    if (known > 0) return known - 1;
    const number = this.texts.push(bytes);
    this.slots[slot] = number + 1;
    if (this.size * 2 > this.slots.length) this.grow();
    return number;
  }

  /** The text of a number; empty for a number that none has. */
  text(number: number): string {
    return number < this.size ? this.texts.at(number).toString('utf8') : '';
  }

  /** Where a text stands, or the free slot where it would. */
  private slotOf(bytes: Uint8Array): number {
    const mask = this.slots.length - 1;
    let slot = hashOf(bytes) & mask;
    for (let known = this.slots[slot] ?? 0; known > 0; known = this.slots[slot] ?? 0) {
      if (Buffer.compare(this.texts.at(known - 1), bytes) === 0) break;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private grow(): void {
    this.slots = new Uint32Array(this.slots.length * 2);
    for (let number = 0; number < this.size; number++) {
      this.slots[this.slotOf(this.texts.at(number))] = number + 1;
    }
  }
}
