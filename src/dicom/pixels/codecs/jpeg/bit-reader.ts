import { PixelError } from '../../pixel-error.js';
import { type HuffmanTable, LOOK_BITS } from './huffman.js';

/**
 * The bits of entropy-coded data. It takes out the stuffed zero bytes (T.81 F.1.2.3), stops at a marker and goes on
 * with zero bits, which {@link exhausted} tells: the hot loops need not test for the end.
 */
export class BitReader {
  /** The bits at hand, the last `count` of it. */
  private bits = 0;
  private count = 0;
  private missing = 0;

  constructor(
    private readonly bytes: Uint8Array,
    private position: number,
  ) {}

  private fill(): void {
    while (this.count <= 24) {
      let byte = 0;
      const at = this.position;
      if (this.missing > 0 || at >= this.bytes.length) this.missing++;
      else {
        byte = this.bytes[at] ?? 0;
        if (byte !== 0xff) this.position = at + 1;
        else if (this.bytes[at + 1] === 0) this.position = at + 2;
        else {
          byte = 0;
          this.missing++;
        }
      }
      this.bits = (this.bits << 8) | byte;
      this.count += 8;
    }
  }

  /** Whether bits were taken that the data does not have. */
  get exhausted(): boolean {
    return this.missing * 8 > this.count;
  }

  /** The next symbol of a code. @throws PixelError `codestream-damaged` at bits that are no code */
  symbol(table: HuffmanTable): number {
    if (this.count < 16) this.fill();
    const found = table.look[(this.bits >>> (this.count - LOOK_BITS)) & ((1 << LOOK_BITS) - 1)] ?? 0;
    if (found !== 0) {
      this.count -= found >> 8;
      return found & 0xff;
    }
    return this.longSymbol(table);
  }

  private longSymbol(table: HuffmanTable): number {
    for (let length = LOOK_BITS + 1; length <= 16; length++) {
      const code = (this.bits >>> (this.count - length)) & ((1 << length) - 1);
      if (code > (table.largest[length] ?? -1)) continue;
      this.count -= length;
      return table.symbols[code + (table.offset[length] ?? 0)] ?? 0;
    }
    throw new PixelError('codestream-damaged');
  }

  /** `length` bits, 1 to 16, as the signed number that they stand for. T.81 F.2.2.1, EXTEND. */
  signed(length: number): number {
    if (this.count < length) this.fill();
    this.count -= length;
    const value = (this.bits >>> this.count) & ((1 << length) - 1);
    return value < 1 << (length - 1) ? value - (1 << length) + 1 : value;
  }

  /**
   * Where the marker after this data stands, once all of it has been taken.
   * @throws PixelError `codestream-damaged` when bits were missing, or more than padding is left
   */
  end(): number {
    const left = this.count - this.missing * 8;
    if (left < 0 || left >= 8) throw new PixelError('codestream-damaged');
    return this.position;
  }

  /**
   * Passes over a restart marker, RST0 to RST7 in turn. T.81 E.2.4.
   * @throws PixelError `codestream-damaged` when the marker expected is not there
   */
  restart(index: number): void {
    let at = this.end();
    while (this.bytes[at] === 0xff && this.bytes[at + 1] === 0xff) at++;
    if (this.bytes[at] !== 0xff || this.bytes[at + 1] !== 0xd0 + (index & 7)) {
      throw new PixelError('codestream-damaged');
    }
    this.position = at + 2;
    this.bits = 0;
    this.count = 0;
    this.missing = 0;
  }
}
