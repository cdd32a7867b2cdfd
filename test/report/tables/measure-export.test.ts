import { describe, expect, it } from 'vitest';
import { MEASUREMENT_COLUMNS, measureExportTable } from '../../../src/report/tables/measure-export.js';
import { measurementRow, rowCode } from '../measure-export-sample.js';

function cellsOf(other: Parameters<typeof measurementRow>[0] = {}): Record<string, unknown> {
  const { columns, rows } = measureExportTable({ sections: { rows: [measurementRow(other)] } });
  const [cells = []] = [...rows];
  return Object.fromEntries(columns.map(({ title }, i) => [title, cells[i]]));
}

describe('the long table of measurements', () => {
  it('has the columns in their order, each once', () => {
    const titles = MEASUREMENT_COLUMNS.map(([title]) => title);
    expect(new Set(titles).size).toBe(titles.length);
    expect(titles.slice(0, 8)).toEqual([
      'subject',
      'site',
      'visit',
      'study_date',
      'source_kind',
      'source_path',
      'source_study_uid',
      'source_series_uid',
    ]);
    expect(titles.indexOf('value')).toBeLessThan(titles.indexOf('recomputed_value'));
    expect(titles.at(-1)).toBe('problems');
  });

  it('keeps values as exact text, and codes whole', () => {
    expect(cellsOf()).toMatchObject({
      ...{ subject: 'S-001', value: '20.0', stored_value: '20.0', unit: 'mm', agrees: true },
      ...{ concept_value: '103339001', concept_scheme: 'SCT', concept_meaning: 'Long Axis' },
      ...{ coordinates: '38 31 46 37', geometry_types: 'POLYLINE', geometry_spaces: 'pixel' },
      ...{ parents: '126000^DCM^Imaging Measurement Report', recomputed_value: 20.01 },
    });
  });

  it('leaves empty what is not had: never a zero', () => {
    const cells = cellsOf({ value: null, storedValue: null, recomputedValue: null, agrees: null });
    for (const title of ['value', 'stored_value', 'recomputed_value', 'agrees', 'voxel_count'])
      expect(cells[title]).toBeUndefined();
  });

  it('tells all sites, modifiers and shapes', () => {
    const liver = rowCode('10200004', 'SCT', 'Liver');
    const lung = rowCode('39607008', 'SCT', 'Lung');
    const cells = cellsOf({
      sites: [
        { site: liver, laterality: null },
        { site: lung, laterality: null },
      ],
      modifiers: [
        { name: liver, value: lung },
        { name: lung, value: 'free' },
      ],
      geometry: [
        { type: 'POINT', space: 'patient', coordinates: [1, 2, 3], purpose: null },
        { type: 'SEGMENT', space: 'none', coordinates: [], purpose: null },
      ],
    });
    expect(cells.further_sites).toBe('39607008^SCT^Lung');
    expect(cells.modifiers).toBe('10200004^SCT^Liver = 39607008^SCT^Lung | 39607008^SCT^Lung = free');
    expect(cells.geometry_types).toBe('POINT SEGMENT');
    expect(cells.coordinates).toBe('1 2 3 | ');
  });

  it('is empty for a report without rows', () => {
    expect([...measureExportTable({ sections: {} }).rows]).toEqual([]);
  });
});
