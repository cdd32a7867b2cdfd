import { describe, expect, it } from 'vitest';
import { manifestTable, seriesOf } from '../../../src/report/tables/manifest.js';
import { report, series, study } from '../sample.js';

/** The rows as objects by column title. */
function rows(...given: Parameters<typeof manifestTable>): Record<string, unknown>[] {
  const { columns, rows: cells } = manifestTable(...given);
  return [...cells].map((row) => Object.fromEntries(columns.map(({ title }, i) => [title, row[i]])));
}

describe('the series of a manifest as a table', () => {
  it('have one row each, with what is known of the study', () => {
    const studies = [study([series({ seriesUID: '1.1' }), series({ seriesUID: '1.2' })]), study()];
    expect(rows(report({ sections: { studies } })).map((row) => row.series_uid)).toHaveLength(3);
    expect(rows(report())[0]).toMatchObject({
      ...{
        patient: 1,
        study_day: 0,
        study_uid: '1.2.3',
        modality: 'MR',
        manufacturer: 'SIEMENS',
        slices: 192,
      },
      ...{ slice_spacing_mm: 1, missing_slices: 0, lossy: false, software_versions: 'syngo MR E11' },
    });
  });

  it('leave a cell empty where there is no value, never zero', () => {
    const empty = series({ geometry: null, modality: null, fieldStrengthT: null, volumes: null });
    const [row] = rows(report({ sections: { studies: [study([empty])] } }));
    expect([row?.slices, row?.slice_spacing_mm, row?.modality, row?.field_strength_t, row?.volumes]).toEqual(
      Array(5).fill(undefined),
    );
  });

  it('are none in a report without studies', () => {
    expect([...seriesOf(report({ sections: {} }))]).toEqual([]);
  });

  it('may be read again', () => {
    const table = manifestTable(report());
    expect([...table.rows]).toEqual([...table.rows]);
  });
});
