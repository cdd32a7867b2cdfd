import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelColumn } from '../../../../src/report/plots/response/end-labels.js';

const end = (y: number) => ({ text: String(y), x: 0, y });

describe('names beside a panel', () => {
  it('stand at their ends where there is room', () => {
    expect(labelColumn([end(50), end(20)], 100).map(({ labelY }) => labelY)).toEqual([20, 50]);
  });

  it('fill the column to its last place, and are left out beyond it', () => {
    const ends = Array.from({ length: 10 }, () => end(99));
    const column = labelColumn(ends, 100).map(({ labelY }) => labelY);
    expect(column).toEqual([5, 15, 25, 35, 45, 55, 65, 75, 85, 95]);
    expect(labelColumn([...ends, end(1)], 100)).toEqual([]);
  });

  it('never lie on one another or outside, keep the order of their ends, and none is lost', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 20 }), (ys) => {
        const column = labelColumn(ys.map(end), 200);
        expect(column.map(({ y }) => y)).toEqual([...ys].sort((a, b) => a - b));
        column.forEach(({ labelY }, i) => {
          expect(labelY).toBeGreaterThanOrEqual(5);
          expect(labelY).toBeLessThanOrEqual(195);
          expect(labelY - (column[i - 1]?.labelY ?? -5)).toBeGreaterThanOrEqual(10);
        });
      }),
    );
  });
});
