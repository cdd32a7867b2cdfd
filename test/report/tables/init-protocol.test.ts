import { describe, expect, it } from 'vitest';
import type { InitSeriesRow } from '../../../src/report/init-protocol-sections.js';
import { initProtocolTable } from '../../../src/report/tables/init-protocol.js';

const ROW: InitSeriesRow = {
  seriesUID: '2.25.1',
  seriesNumber: 4,
  modality: 'MR',
  description: 't1',
  instances: 176,
  entry: 't1',
  variant: 'GE',
  reason: 'it passes',
};

describe('the table of init-protocol', () => {
  it('has a row a series, with empty cells for what is not known', () => {
    const left = { ...ROW, entry: null, seriesNumber: null, modality: null, variant: null, reason: 'why' };
    const { columns, rows } = initProtocolTable({ sections: { series: [ROW, left] } });
    const cells = [...rows];
    expect(cells.map((row) => row.length)).toEqual([columns.length, columns.length]);
    expect(cells[0]).toEqual([4, 'MR', 't1', 176, 't1', 'GE', 'it passes', '2.25.1']);
    expect(cells[1]).toEqual([undefined, undefined, 't1', 176, undefined, undefined, 'why', '2.25.1']);
    expect([...rows]).toHaveLength(2);
  });

  it('is empty where there are no series', () => {
    expect([...initProtocolTable({ sections: {} }).rows]).toEqual([]);
  });
});
