import { describe, expect, it } from 'vitest';
import type { LesionRow, ResponseRow } from '../../../src/report/response-sections.js';
import { sumTable } from '../../../src/report/responses/sum-table.js';
import { baselineRow, lesionRow, missedRow, responseRow } from './response-sample.js';

function rowsOf(lesions: readonly LesionRow[], responses: readonly ResponseRow[]): Record<string, unknown>[] {
  const { columns, rows } = sumTable({ sections: { lesions, responses } });
  return [...rows].map((cells) => {
    expect(cells).toHaveLength(columns.length);
    return Object.fromEntries(columns.map(({ title }, i) => [title, cells[i]]));
  });
}

function inShort(rows: readonly Record<string, unknown>[]): string[] {
  return rows.map(({ visit, lesion, role, mm, percent }) =>
    [visit, lesion, role, mm, percent].filter((cell) => cell !== undefined).join(' '),
  );
}

describe('the sum table', () => {
  it('has targets first, then their sum, and the figures that it is held against', () => {
    const lesions = [
      lesionRow({ lesion: 'N1', role: 'non-target', mm: null }),
      lesionRow({ lesion: 'T1', mm: '30.5' }),
      lesionRow({ lesion: 'T2', mm: '19.5' }),
      lesionRow({ lesion: 'T1', visit: 'W8', mm: '20' }),
      lesionRow({ lesion: 'T2', visit: 'W8', mm: '15' }),
    ];
    expect(inShort(rowsOf(lesions, [baselineRow(), responseRow()]))).toEqual([
      'BL T1 target 30.5',
      'BL T2 target 19.5',
      'BL N1 non-target',
      'BL sum 50',
      'W8 T1 target 20',
      'W8 T2 target 15',
      'W8 sum 35',
      'W8 baseline-sum 50',
      'W8 nadir 50',
      'W8 change-from-baseline -30',
      'W8 change-from-nadir -15 -30',
    ]);
  });

  it('says of a lesion all that is known, and of the nadir where it was', () => {
    const rows = rowsOf([lesionRow({ visit: 'W8', note: 'too small to measure: 5 mm' })], [responseRow()]);
    expect(rows[0]).toMatchObject({
      ...{
        subject: 'S-001',
        reader: 'R1',
        organ: 'liver',
        is_node: false,
        stored_mm: '50',
        state: 'measured',
      },
      ...{ recomputed_mm: '50.2', axis: 'long', method: 'ct', slice_thickness_mm: '5' },
      note: 'too small to measure: 5 mm',
    });
    expect(rows.find(({ role }) => role === 'nadir')?.note).toBe('at BL');
  });

  it('says why there is no sum', () => {
    const open = responseRow({ sumMm: null, missing: ['T1', 'T2'] });
    const rows = rowsOf([lesionRow()], [baselineRow(), open, missedRow({ visit: 'W16' })]);
    const sums = rows.filter(({ role }) => role === 'sum');
    expect(sums.map(({ visit, mm, note }) => [visit, mm, note])).toEqual([
      ['BL', '50', undefined],
      ['W8', undefined, 'missing: T1, T2'],
      ['W16', undefined, 'missed visit'],
    ]);
  });

  it('loses no lesion: of a visit without a response, of a reader without one', () => {
    const lesions = [lesionRow({ visit: 'X' }), lesionRow(), lesionRow({ reader: 'R2' })];
    expect(inShort(rowsOf(lesions, [baselineRow()]))).toEqual([
      'BL T1 target 50',
      'BL sum 50',
      'X T1 target 50',
      'BL T1 target 50',
    ]);
  });

  it('tells subjects and readers apart whatever their names are', () => {
    const lesions = [
      lesionRow({ subject: 'a","b', reader: 'c' }),
      lesionRow({ subject: 'a', reader: 'b","c' }),
    ];
    const responses = [baselineRow({ subject: 'a', reader: 'b","c' })];
    expect(rowsOf(lesions, responses).map(({ reader, role }) => [reader, role])).toEqual([
      ['c', 'target'],
      ['b","c', 'target'],
      ['b","c', 'sum'],
    ]);
  });

  it('has no rows of a reading without lesions, and of an empty report', () => {
    expect(rowsOf([], [responseRow({ reader: 'adjudicated' })])).toEqual([]);
    expect([...sumTable({ sections: {} }).rows]).toEqual([]);
  });
});
