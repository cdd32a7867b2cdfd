import { type AsyncBuffer, parquetMetadata, parquetReadObjects, parquetSchema } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import type { MeasurementRow } from '../../../src/report/measure-export-sections.js';
import { parquetChunks } from '../../../src/report/measurements/parquet.js';
import { MEASUREMENT_COLUMNS } from '../../../src/report/tables/measure-export.js';
import { AWKWARD_ROWS, recomputedRow, rowsReport, storedRow } from './sample-rows.js';

const bytesOf = (rows: readonly MeasurementRow[]): Buffer =>
  Buffer.concat([...parquetChunks(rowsReport(rows))]);

const fileOf = (bytes: Buffer): ArrayBuffer => new Uint8Array(bytes).buffer;

async function readBack(rows: readonly MeasurementRow[]): Promise<Record<string, unknown>[]> {
  const buffer = fileOf(bytesOf(rows));
  const file: AsyncBuffer = { byteLength: buffer.byteLength, slice: (from, to) => buffer.slice(from, to) };
  return parquetReadObjects({ file });
}

describe('the Parquet file', () => {
  it('has the columns of the long table in their order, and the value as a number after the exact one', () => {
    const { children } = parquetSchema(parquetMetadata(fileOf(bytesOf([storedRow()]))));
    const names = MEASUREMENT_COLUMNS.map(([title]) => title);
    names.splice(names.indexOf('value') + 1, 0, 'value_number');
    expect(children.map(({ element }) => element.name)).toEqual(names);
    expect(children.every(({ element }) => element.repetition_type === 'OPTIONAL')).toBe(true);
  });

  it('has a type a column', () => {
    const { children } = parquetSchema(parquetMetadata(fileOf(bytesOf([]))));
    const types = Object.fromEntries(
      children.map(({ element }) => [element.name, element.converted_type ?? element.type]),
    );
    expect(types).toMatchObject({
      ...{
        subject: 'UTF8',
        value: 'UTF8',
        value_number: 'DOUBLE',
        recomputed_value: 'DOUBLE',
        group: 'INT32',
      },
      ...{ difference: 'DOUBLE', difference_percent: 'DOUBLE', agrees: 'BOOLEAN', voxel_count: 'INT64' },
    });
    expect(Object.values(types).filter((type) => type !== 'UTF8')).toHaveLength(8);
  });

  it('gives back what the rows hold, nothing rounded, nothing made up', async () => {
    const [stored, recomputed, disagreeing] = await readBack([
      ...[storedRow(), recomputedRow(), storedRow({ agrees: false, value: '12345678901234567890.10' })],
    ]);
    expect(stored).toMatchObject({
      ...{ subject: 'S-001', value: '24.50', value_number: 24.5, unit: 'mm', agrees: true, group: 0 },
      ...{
        recomputed_value: 24.48,
        difference: 0.02,
        voxel_count: null,
        concept_scheme: 'SRT',
        lesion_label: null,
      },
    });
    expect(recomputed).toMatchObject({
      voxel_count: 795n,
      agrees: null,
      stored_value: null,
      difference: null,
    });
    expect(disagreeing).toMatchObject({ agrees: false, value: '12345678901234567890.10' });
  });

  it('has null for what a type cannot hold', async () => {
    const rows = await readBack([...AWKWARD_ROWS, storedRow({ group: 2 ** 31, voxelCount: 1.5 })]);
    expect(rows.map((row) => row.value_number)).toEqual([
      null,
      null,
      null,
      24.5,
      24.5,
      24.5,
      24.5,
      null,
      500,
      24.5,
    ]);
    expect(rows[1]).toMatchObject({ recomputed_value: null });
    expect(rows[6]).toMatchObject({ reader: '=1+1"\u0000,\r\nx' });
    expect(rows[8]).toMatchObject({ difference_percent: null, voxel_count: 2n ** 40n });
    expect(rows[9]).toMatchObject({ group: null, voxel_count: null });
  });

  it('is whole without a row, and says what it is', async () => {
    expect(await readBack([])).toEqual([]);
    const { num_rows, key_value_metadata, created_by } = parquetMetadata(fileOf(bytesOf([])));
    expect(num_rows).toBe(0n);
    expect(created_by).toBe('corelab version 0.1.0');
    expect(key_value_metadata).toEqual([
      { key: 'schema', value: 'corelab/measurements@1' },
      { key: 'tool', value: 'corelab 0.1.0' },
    ]);
  });

  it('comes in row groups, a piece each, made as it is asked for', async () => {
    const row = recomputedRow();
    let made = 0;
    const rows = {
      *[Symbol.iterator]() {
        for (; made < 20_001; made++) yield { ...row, group: made };
      },
    };
    const pieces = parquetChunks({ ...rowsReport([]), sections: { rows } });
    const first = pieces.next().value ?? Buffer.alloc(0);
    expect(made).toBeLessThan(10_001);
    const file = Buffer.concat([first, ...pieces]);
    const { row_groups } = parquetMetadata(fileOf(file));
    expect(row_groups.map(({ num_rows }) => Number(num_rows))).toEqual([10_000, 10_000, 1]);
    const buffer = fileOf(file);
    const back = await parquetReadObjects({
      file: { byteLength: buffer.byteLength, slice: (from, to) => buffer.slice(from, to) },
      columns: ['group'],
    });
    expect(back.every((row, at) => row.group === at)).toBe(true);
  });

  it('is the same for the same rows', () => {
    expect(bytesOf(AWKWARD_ROWS).equals(bytesOf(AWKWARD_ROWS))).toBe(true);
  });
});
