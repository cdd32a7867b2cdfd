import { describe, expect, it } from 'vitest';
import { CellTable } from '../../../src/study/probe/cell-table.js';

/** What stands in a row: the same everywhere, one of a few, one of 256, one of 257, or a number of its own. */
const rowOf = (row: number): number[] => [7, row % 3, row % 256, row % 257, 4_000_000_000 - row];

function tableOf(rows: number): CellTable {
  const table = new CellTable(5);
  for (let row = 0; row < rows; row++) {
    const cells = rowOf(row);
    table.push((column) => cells[column] ?? Number.NaN);
  }
  return table;
}

describe('CellTable', () => {
  it('gives back what was put in, however a block is packed, and from the block that is still open', () => {
    for (const rows of [1, 511, 512, 513, 1500]) {
      const table = tableOf(rows);
      expect(table.size).toBe(rows);
      for (let row = 0; row < rows; row++) {
        const found = [0, 1, 2, 3, 4].map((column) => table.at(row, column));
        if (String(found) !== String(rowOf(row))) expect(found, `row ${row} of ${rows}`).toEqual(rowOf(row));
      }
    }
  });

  it('has no cell beyond its rows and columns', () => {
    const table = tableOf(600);
    expect(table.at(600, 0)).toBeUndefined();
    expect(table.at(0, 5)).toBeUndefined();
    expect(new CellTable(2).at(0, 0)).toBeUndefined();
  });

  it('takes no room for what all rows of a stretch have in common, and little for a few values', () => {
    const bytes = (number: (row: number) => number): number => {
      const table = new CellTable(1);
      for (let row = 0; row < 5120; row++) table.push(() => number(row));
      return heldBy(table);
    };
    expect(bytes(() => 7)).toBeLessThan(200);
    expect(bytes((row) => row % 3)).toBeLessThan(6000);
    expect(bytes((row) => row)).toBe(5120 * 4);
  });
});

/** Bytes of the typed arrays in the packed blocks. */
function heldBy(table: CellTable): number {
  const { blocks } = table as unknown as { blocks: unknown[][] };
  return blocks.flat().reduce<number>((sum, packed) => {
    if (packed instanceof Uint32Array) return sum + packed.byteLength;
    if (typeof packed === 'number') return sum;
    const { numbers, which } = packed as { numbers: Uint32Array; which: Uint8Array };
    return sum + numbers.byteLength + which.byteLength;
  }, 0);
}
