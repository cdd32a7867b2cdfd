/** Rows that are packed together. */
const BLOCK_ROWS = 512;
/** Distinct numbers that one byte tells apart. */
const MAX_TOLD_APART = 256;

/** A column of a packed block: one number for all its rows, one of a few for each, or any. */
type Packed = number | { readonly numbers: Uint32Array; readonly which: Uint8Array } | Uint32Array;

/**
 * Rows of numbers, all of one width. Packed block by block: what all instances of a stretch have in common takes no
 * room, and one byte where there are few values, as where series that lie side by side take turns.
 */
export class CellTable {
  private readonly blocks: (readonly Packed[])[] = [];
  private readonly open: Uint32Array;
  private rows = 0;

  constructor(readonly width: number) {
    this.open = new Uint32Array(BLOCK_ROWS * width);
  }

  /** Number of rows. */
  get size(): number {
    return this.rows;
  }

  /** Adds a row. @param number what the cell of a column holds */
  push(number: (column: number) => number): void {
    const from = (this.rows % BLOCK_ROWS) * this.width;
    for (let column = 0; column < this.width; column++) this.open[from + column] = number(column);
    this.rows++;
    if (this.rows % BLOCK_ROWS === 0) this.blocks.push(this.packed());
  }

  /** What a cell holds; undefined for a row or column that there is not. */
  at(row: number, column: number): number | undefined {
    if (row >= this.rows) return undefined;
    const block = this.blocks[Math.floor(row / BLOCK_ROWS)];
    if (!block) return this.open[(row % BLOCK_ROWS) * this.width + column];
    const packed = block[column];
    if (packed === undefined || typeof packed === 'number') return packed;
    return packed instanceof Uint32Array
      ? packed[row % BLOCK_ROWS]
      : packed.numbers[packed.which[row % BLOCK_ROWS] ?? 0];
  }

  private packed(): Packed[] {
    return Array.from({ length: this.width }, (_, column) => this.packedColumn(column));
  }

  private packedColumn(column: number): Packed {
    const ranks = new Map<number, number>();
    const all = new Uint32Array(BLOCK_ROWS);
    for (let row = 0; row < BLOCK_ROWS; row++) {
      const number = this.open[row * this.width + column] ?? 0;
      all[row] = number;
      if (!ranks.has(number)) ranks.set(number, ranks.size);
    }
    const [only = 0] = ranks.keys();
    if (ranks.size === 1) return only;
    if (ranks.size > MAX_TOLD_APART) return all;
    const which = Uint8Array.from(all, (number) => ranks.get(number) ?? 0);
    return { numbers: Uint32Array.from(ranks.keys()), which };
  }
}
