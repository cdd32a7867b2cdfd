import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { MeasurementRow } from '../../../src/report/measure-export-sections.js';
import { wideTable } from '../../../src/report/measurements/wide-table.js';
import { csvChunks } from '../../../src/report/write-csv.js';
import {
  AWKWARD_ROWS,
  byTitle,
  dcm,
  recomputedRow,
  rowsReport,
  sct,
  source,
  srt,
  storedRow,
} from './sample-rows.js';

const LONG_AXIS = 'long_axis_103339001_mm';
const VOLUME = 'volume_118565006_sum_of_segmented_voxel_volumes_126030_mm3';

const shortAxis = (over: Partial<MeasurementRow> = {}): MeasurementRow =>
  storedRow({
    concept: sct('103340004', 'Short Axis'),
    conceptToday: sct('103340004', 'Short Axis'),
    ...{ value: '12.0', storedValue: '12.0', recomputedValue: 14, agrees: false, ...over },
  });

const wide = (...rows: readonly MeasurementRow[]) => byTitle(wideTable(rowsReport(rows)));
const measured = (row: Record<string, unknown> = {}): string[] => {
  const titles = Object.keys(row);
  return titles.slice(titles.indexOf('problems') + 1);
};

describe('the wide table', () => {
  it('has a row a lesion with its measurements side by side', () => {
    const rows = wide(storedRow(), shortAxis());
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      ...{ subject: 'S-001', visit: 'Week 4', reader: 'reader-1', tracking_id: 'lesion 1' },
      ...{ finding_value: '108369006', finding_site_meaning: 'Liver', laterality_meaning: 'Right' },
      ...{ [LONG_AXIS]: '24.50', [`${LONG_AXIS}__recomputed`]: 24.48, [`${LONG_AXIS}__agrees`]: true },
      short_axis_103340004_mm: '12.0',
      short_axis_103340004_mm__agrees: false,
    });
  });

  it('keeps apart readers, visits, lesions and objects', () => {
    const others: Partial<MeasurementRow>[] = [
      ...[{ reader: 'reader-2' }, { visit: 'Week 8' }, { group: 1 }, { subject: 'S-002' }],
      ...[{ source: source({ file: 4 }) }, { trackingUid: '1.2.840.9.2' }, { site: '08' }],
      { laterality: sct('7771000', 'Left') },
    ];
    const rows = wide(storedRow(), ...others.map((over) => storedRow(over)));
    expect(rows.map((row) => row[LONG_AXIS])).toEqual(Array.from({ length: 9 }, () => '24.50'));
  });

  it('puts what belongs to no lesion beside its neighbours in the object', () => {
    const loose = { group: null, trackingUid: null, trackingId: null, lesionLabel: null };
    const rows = wide(
      storedRow({ ...loose, source: source({ itemPath: '1.2.1' }) }),
      shortAxis({ ...loose, source: source({ itemPath: '1.2.2' }) }),
      storedRow({ ...loose, source: source({ itemPath: '1.3.1' }), value: '9' }),
    );
    expect(rows.map((row) => row[LONG_AXIS])).toEqual(['24.50', '9']);
    expect(rows.map((row) => row.short_axis_103340004_mm)).toEqual(['12.0', undefined]);
  });

  it('loses nothing that a lesion has twice', () => {
    const [row] = wide(storedRow(), storedRow({ value: '25', agrees: null }), storedRow({ value: '26' }));
    expect([row?.[LONG_AXIS], row?.[`${LONG_AXIS}__2`], row?.[`${LONG_AXIS}__3`]]).toEqual([
      '24.50',
      '25',
      '26',
    ]);
    expect(row).toHaveProperty(`${LONG_AXIS}__2__agrees`, undefined);
    expect(row).toHaveProperty(`${LONG_AXIS}__3__agrees`, true);
  });

  it('has comparing columns only for what some file states, and says what was recomputed', () => {
    expect(measured(wide(recomputedRow())[0])).toEqual([VOLUME]);
    const rows = wide(
      recomputedRow(),
      recomputedRow({ group: 1, valueFrom: 'stored', value: '3', storedValue: '3' }),
    );
    expect(measured(rows[0])).toEqual([
      VOLUME,
      `${VOLUME}__from`,
      `${VOLUME}__recomputed`,
      `${VOLUME}__agrees`,
    ]);
    expect(rows.map((row) => row[`${VOLUME}__from`])).toEqual(['recomputed', 'stored']);
  });

  it('tells columns by codes and unit, never by wording', () => {
    const worded = [srt('G-A185', 'Long Axis'), srt('G-A185', 'Major axis')].map((concept) =>
      storedRow({ concept, conceptToday: { ...sct('103339001', concept.meaning) } }),
    );
    expect(measured(wide(...worded)[0]).filter((title) => /(mm|2)$/.test(title))).toEqual([
      LONG_AXIS,
      `${LONG_AXIS}__2`,
    ]);
    const units = wide(
      storedRow(),
      storedRow({ unit: 'cm', value: '2.45' }),
      storedRow({ unit: null, value: '3' }),
    );
    expect(units[0]).toMatchObject({
      ...{ [LONG_AXIS]: '24.50', long_axis_103339001_cm: '2.45', long_axis_103339001_no_unit: '3' },
    });
  });

  it('tells measurements apart by derivation, method and coded modifiers', () => {
    const suv = dcm('126401', 'SUVbw');
    const plain = { concept: suv, conceptToday: suv, unit: 'g/ml' };
    const mean = sct('373098007', 'Mean');
    const end = { name: sct('272518008', 'Cardiac phase'), value: sct('ED', 'End diastole') };
    const titles = measured(
      wide(
        recomputedRow({ ...plain, method: null, derivation: mean }),
        recomputedRow({ ...plain, method: null, derivation: sct('56851009', 'Maximum') }),
        recomputedRow({ ...plain, method: null, modifiers: [end] }),
        recomputedRow({ concept: mean, conceptToday: mean, derivation: mean, method: null, unit: '%' }),
      )[0],
    );
    expect(titles).toEqual([
      ...['mean_373098007_percent', 'suvbw_126401_end_diastole_ed_g_per_ml'],
      ...['suvbw_126401_maximum_56851009_g_per_ml', 'suvbw_126401_mean_373098007_g_per_ml'],
    ]);
  });

  it('says nothing twice where the derivation is the concept itself, as stored or in today’s code', () => {
    const derivations = [srt('G-A185', 'Long Axis'), sct('103339001', 'Long Axis')];
    const [row] = wide(...derivations.map((derivation) => storedRow({ derivation })));
    expect(measured(row)[0]).toBe(LONG_AXIS);
    expect(measured(row)[4]).toBe(`${LONG_AXIS}__2`);
  });

  it('gives two codes that would share a name a digest each, whatever the order of the rows', () => {
    const twins = ['99A', '99B'].map((scheme) =>
      recomputedRow({
        concept: { value: 'x', scheme, meaning: 'X' },
        conceptToday: null,
        method: null,
        value: scheme,
      }),
    );
    const there = measured(wide(...twins)[0]);
    expect(there).toEqual([
      expect.stringMatching(/^x_x_mm3_[0-9a-f]{8}$/),
      expect.stringMatching(/^x_x_mm3_/),
    ]);
    expect(measured(wide(...twins.toReversed())[0])).toEqual(there);
  });

  it('keeps every value of awkward rows, and a lesion that nothing was measured of', () => {
    const rows = wide(...AWKWARD_ROWS);
    const cells = rows.flatMap((row) => Object.values(row));
    for (const { value } of AWKWARD_ROWS) if (value !== null) expect(cells).toContain(value);
    expect(rows.some((row) => measured(row).every((title) => row[title] === undefined))).toBe(true);
  });

  it('is CSV that can be read back, also without rows', () => {
    const text = (rows: readonly MeasurementRow[]) => [...csvChunks(wideTable(rowsReport(rows)))].join('');
    const records: string[][] = parse(text(AWKWARD_ROWS));
    expect(new Set(records.map((cells) => cells.length)).size).toBe(1);
    expect(records).toHaveLength(1 + wide(...AWKWARD_ROWS).length);
    expect(text([])).toMatch(/^subject,site,visit,.*problems\r\n$/);
  });
});
