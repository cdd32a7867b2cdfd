import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { MeasurementRow } from '../../../src/report/measure-export-sections.js';
import { REDCAP_FIELDS, redcapDictionary } from '../../../src/report/measurements/redcap-fields.js';
import { redcapTable } from '../../../src/report/measurements/redcap-table.js';
import { csvChunks } from '../../../src/report/write-csv.js';
import { AWKWARD_ROWS, byTitle, recomputedRow, rowsReport, source, storedRow } from './sample-rows.js';

const imported = (...rows: readonly MeasurementRow[]) => byTitle(redcapTable(rowsReport(rows)));
const keysOf = (rows: readonly Record<string, unknown>[]) =>
  rows.map((row) => [row.record_id, row.redcap_event_name, row.redcap_repeat_instance].join('/'));

/** What REDCap takes for a cell of a field with this validation. */
const VALID = {
  number: /^[-+]?[0-9]*\.?[0-9]+([eE][-+]?[0-9]+)?$/,
  integer: /^[-+]?\d+$/,
  date_ymd: /^\d{4}-\d{2}-\d{2}$/,
};

describe('rows for REDCap', () => {
  it('are instances of one repeating instrument, counted by record and event', () => {
    const rows = imported(
      storedRow(),
      storedRow({ visit: 'Week-8' }),
      recomputedRow(),
      storedRow({ subject: 'S-002' }),
    );
    expect(keysOf(rows)).toEqual([
      ...['S-001/week_4_arm_1/1', 'S-001/week_8_arm_1/1', 'S-001/week_4_arm_1/2', 'S-002/week_4_arm_1/1'],
    ]);
    expect(rows[0]).toMatchObject({
      ...{ redcap_repeat_instrument: 'imaging_measurement', m_value: '24.50', m_value_number: '24.50' },
      ...{ m_unit: 'mm', m_concept_value: 'G-A185', m_concept_today_value: '103339001', m_agrees: 1 },
      ...{ m_visit: 'Week 4', m_study_date: '2024-03-05', imaging_measurement_complete: 2 },
    });
  });

  it('have no event where no row has a visit, and a named one where only some have none', () => {
    expect(imported(storedRow({ visit: null }))[0]).not.toHaveProperty('redcap_event_name');
    expect(keysOf(imported(storedRow(), storedRow({ visit: null }), storedRow({ visit: '–' })))).toEqual([
      ...['S-001/week_4_arm_1/1', 'S-001/no_visit_arm_1/1', 'S-001/no_visit_arm_1/2'],
    ]);
  });

  it('never overwrite one another where visits share an event name', () => {
    const rows = imported(storedRow({ visit: 'V 1' }), storedRow({ visit: 'V-1' }));
    expect(new Set(keysOf(rows)).size).toBe(2);
    expect(rows.map((row) => row.m_visit)).toEqual(['V 1', 'V-1']);
  });

  it('always have a record: a study without a subject has one of its own, that no subject has', () => {
    const nobody = { subject: null, visit: null };
    const rows = imported(
      storedRow({ ...nobody, subject: 'unassigned-1' }),
      storedRow(nobody),
      storedRow({ ...nobody, source: source({ studyUID: '1.2.840.2.2' }) }),
      recomputedRow(nobody),
    );
    expect(rows.map((row) => row.record_id)).toEqual([
      'unassigned-1',
      'unassigned-2',
      'unassigned-3',
      'unassigned-2',
    ]);
  });

  it('keep two persons apart whose sites use the same subject', () => {
    const rows = imported(
      storedRow(),
      storedRow({ site: '08' }),
      storedRow({ site: null }),
      storedRow({ subject: 'X' }),
    );
    expect(rows.map((row) => row.record_id)).toEqual(['07-S-001', '08-S-001', 'no-site-S-001', 'X']);
  });

  it('are complete only where a region bears the value out', () => {
    const rows = imported(
      ...[storedRow(), recomputedRow(), storedRow({ agrees: false }), storedRow({ agrees: null })],
      storedRow({ value: null, valueFrom: null }),
    );
    expect(rows.map((row) => row.imaging_measurement_complete)).toEqual([2, 2, 1, 1, 0]);
    expect(rows.map((row) => row.m_agrees)).toEqual([1, undefined, 0, undefined, 1]);
  });

  it('have cells that REDCap takes, whatever the rows hold, and keep the exact text', () => {
    const rows = [
      ...AWKWARD_ROWS,
      storedRow({ studyDate: '2024', recomputedValue: Number.POSITIVE_INFINITY }),
    ];
    const table = imported(...rows);
    for (const { name, validation } of REDCAP_FIELDS) {
      if (!validation) continue;
      for (const row of table)
        if (row[name] !== undefined) expect(String(row[name])).toMatch(VALID[validation]);
    }
    expect(table.map((row) => row.m_value ?? null)).toEqual(rows.map(({ value }) => value));
    expect(table[8]?.m_value_number).toBe('0.5e+3');
  });

  it('are CSV that can be read back, twice the same', () => {
    const table = redcapTable(rowsReport(AWKWARD_ROWS));
    const text = [...csvChunks(table)].join('');
    const records: string[][] = parse(text);
    expect(records).toHaveLength(AWKWARD_ROWS.length + 1);
    expect(new Set(records.map((cells) => cells.length)).size).toBe(1);
    expect([...csvChunks(table)].join('')).toBe(text);
  });
});

describe('the REDCap data dictionary', () => {
  const fields = byTitle(redcapDictionary());

  it('has every variable of the import, and no other', () => {
    const own = /^(redcap_.*|imaging_measurement_complete)$/;
    const titles = redcapTable(rowsReport([])).columns.map(({ title }) => title);
    expect(fields.map((field) => field['Variable / Field Name'])).toEqual(
      titles.filter((title) => !own.test(title)),
    );
  });

  it('has names that REDCap takes: at most 26 letters, digits and single underscores, a letter first', () => {
    for (const field of fields) {
      expect(field['Variable / Field Name']).toMatch(/^(?!.*__)[a-z][a-z0-9_]{0,25}$/);
      expect(field['Field Label']).toMatch(/\S/);
    }
  });

  it('has the record first, and types that REDCap knows', () => {
    expect(fields[0]).toMatchObject({ 'Variable / Field Name': 'record_id', 'Form Name': 'imaging_record' });
    const forms = new Set(fields.slice(1).map((field) => field['Form Name']));
    expect([...forms]).toEqual(['imaging_measurement']);
    expect(new Set(fields.map((field) => field['Field Type']))).toEqual(new Set(['text', 'notes', 'yesno']));
  });
});
