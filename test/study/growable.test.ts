import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BytesColumn, Float64Table, Uint32Column } from '../../src/study/growable.js';

describe('Uint32Column', () => {
  it('keeps every value however far it grows', () => {
    const column = new Uint32Column();
    for (let i = 0; i < 5000; i++) expect(column.push((i * 0x9e3779b1) >>> 0)).toBe(i);
    expect(column.length).toBe(5000);
    for (const i of [0, 1023, 1024, 2048, 4999]) expect(column.at(i)).toBe((i * 0x9e3779b1) >>> 0);
  });

  it('is zero beyond its end', () => {
    expect(new Uint32Column().at(1e6)).toBe(0);
  });
});

describe('Float64Table', () => {
  it('finds every value again across its chunks', () => {
    const table = new Float64Table(3);
    const rows = 20_000;
    for (let at = 0; at < rows; at += 100) {
      const block = Float64Array.from({ length: 300 }, (_, i) => at * 3 + i);
      expect(table.append(block)).toBe(at);
    }
    expect(table.rows).toBe(rows);
    for (const row of [0, 8191, 8192, 16_384, rows - 1]) {
      expect([0, 1, 2].map((column) => table.get(row, column))).toEqual([row * 3, row * 3 + 1, row * 3 + 2]);
    }
  });

  it('changes one value and no other', () => {
    const table = new Float64Table(2);
    table.append(Float64Array.of(1, 2, 3, 4));
    table.set(1, 0, 9);
    expect([table.get(0, 0), table.get(0, 1), table.get(1, 0), table.get(1, 1)]).toEqual([1, 2, 9, 4]);
  });

  it('knows no value outside', () => {
    const table = new Float64Table(1);
    table.set(5, 0, 1);
    expect(table.get(5, 0)).toBeNaN();
    expect(table.get(-1, 0)).toBeNaN();
  });
});

describe('BytesColumn', () => {
  it('gives back what was put in, in any mixture of lengths', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 3000 }), { maxLength: 80 }), (values) => {
        const column = new BytesColumn();
        for (const [i, value] of values.entries()) expect(column.push(value)).toBe(i);
        expect(column.length).toBe(values.length);
        for (const [i, value] of values.entries()) expect([...column.at(i)]).toEqual([...value]);
      }),
      { numRuns: 50 },
    );
  });

  it('keeps texts, empty ones too', () => {
    const column = new BytesColumn();
    for (const text of ['1.2.3', '', '2.25.9']) column.pushText(text);
    expect([0, 1, 2].map((i) => column.textAt(i))).toEqual(['1.2.3', '', '2.25.9']);
  });
});
