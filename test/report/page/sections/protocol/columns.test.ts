import { describe, expect, it } from 'vitest';
import { columnsOf } from '../../../../../src/report/page/sections/protocol/columns.js';
import { cellName, decimalsOf } from '../../../../../src/report/page/sections/protocol/words.js';
import { checkRow, seriesRow } from './made-report.js';

function seriesOf(...names: string[]) {
  const checks = names.map((check, i) => ({ value: checkRow({ check }), at: `0/checks/${i}` }));
  return { row: { value: seriesRow(), at: '0/series/0' }, checks };
}

describe('the columns of the matrix', () => {
  it("keep the protocol's order, names of later series behind those that they follow", () => {
    const columns = columnsOf([seriesOf('a', 'c', 'z'), seriesOf('a', 'b', 'c', 'd', 'z')]);
    expect(columns.map(({ first }) => first.value.check)).toEqual(['a', 'b', 'c', 'd', 'z']);
    expect(columns.every(({ clean }) => clean)).toBe(true);
  });

  it('are not clean where one check deviates', () => {
    const bad = { value: checkRow({ check: 'a', outcome: 'not-evaluable' }), at: '0/checks/7' };
    const columns = columnsOf([seriesOf('a', 'b'), { ...seriesOf(), checks: [bad] }]);
    expect(columns.map(({ clean }) => clean)).toEqual([false, true]);
  });
});

describe('words of the matrix', () => {
  it('read keywords as words, and leave other names as they are', () => {
    const nameOf = (check: string): string => {
      const told = { value: checkRow({ check, entry: null, seriesNumber: null }), at: '0/checks/0' };
      return cellName([told], told);
    };
    expect(nameOf('FrameOfReferenceUID')).toBe('frame of reference UID: pass');
    expect(nameOf('csa.B_value')).toBe('csa.B_value: pass');
  });

  it('tell differences with as few decimals as four significant digits ask for', () => {
    expect([-1, -52.5, 0.00012, 0.1 + 0.2, 1390.25].map(decimalsOf)).toEqual([0, 1, 5, 1, 0]);
  });
});
