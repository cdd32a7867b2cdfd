import { type BasicType, ByteWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import type { Report } from '../envelope.js';
import type { MeasurementRow } from '../measure-export-sections.js';
import type { Cell } from '../table.js';
import { MEASUREMENT_COLUMNS } from '../tables/measure-export.js';
import { numberOf } from './exact-decimal.js';
import { measurementRows } from './row-state.js';

/** Rows of a row group: what is held at a time. */
const GROUP_ROWS = 10_000;

type Value = string | number | bigint | boolean | null;

interface ParquetColumn {
  readonly name: string;
  readonly type: BasicType;
  readonly read: (row: MeasurementRow) => Value;
}

/** Columns that are no text. */
const TYPES: Readonly<Record<string, BasicType>> = {
  group: 'INT32',
  recomputed_value: 'DOUBLE',
  difference: 'DOUBLE',
  difference_percent: 'DOUBLE',
  slice_thickness_mm: 'DOUBLE',
  agrees: 'BOOLEAN',
  voxel_count: 'INT64',
};

const VALUE_NUMBER: ParquetColumn = {
  name: 'value_number',
  type: 'DOUBLE',
  read: ({ value }) => numberOf(value) ?? null,
};

/** The columns of the long table in their order, and after the exact value the nearest double to it. */
const COLUMNS: readonly ParquetColumn[] = MEASUREMENT_COLUMNS.flatMap(([name, read]) => {
  const type = TYPES[name] ?? 'STRING';
  const column: ParquetColumn = { name, type, read: (row) => typed(read(row), type) };
  return name === 'value' ? [column, VALUE_NUMBER] : [column];
});

/** A cell in its column's type; null for what the type cannot hold. */
function typed(cell: Cell | null, type: BasicType): Value {
  if (cell === null || cell === undefined) return null;
  switch (type) {
    case 'INT32':
      return Number.isInteger(cell) && Math.abs(Number(cell)) < 2 ** 31 ? Number(cell) : null;
    case 'INT64':
      return Number.isSafeInteger(cell) ? BigInt(Number(cell)) : null;
    case 'DOUBLE':
      return Number.isFinite(cell) ? Number(cell) : null;
    case 'BOOLEAN':
      return cell === true;
    default:
      return String(cell);
  }
}

/**
 * The rows as a Parquet file (Snappy), each column of its own type and nullable, row group by row group: memory is
 * bounded by one of them. Key-value metadata: `schema` (`corelab/measurements@1`) and `tool`.
 */
export function* parquetChunks({ sections, tool }: Pick<Report, 'sections' | 'tool'>): Generator<Uint8Array> {
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({
    writer: bytes,
    schema: schemaFromColumnData({ columnData: columnData([]) }),
    kvMetadata: [
      { key: 'schema', value: 'corelab/measurements@1' },
      { key: 'tool', value: `${tool.name} ${tool.version}` },
    ],
    createdBy: `${tool.name} version ${tool.version}`,
  });
  for (const rows of batches(measurementRows(sections))) {
    const columns = columnData(rows).map(({ name, data }) => ({ name, data }));
    writer.write({ columnData: columns, rowGroupSize: rows.length });
    yield taken(bytes);
  }
  writer.finish();
  yield taken(bytes);
}

function columnData(rows: readonly MeasurementRow[]) {
  return COLUMNS.map(({ name, type, read }) => ({ name, type, data: rows.map(read) }));
}

function* batches(rows: Iterable<MeasurementRow>): Generator<MeasurementRow[]> {
  let batch: MeasurementRow[] = [];
  for (const row of rows) {
    batch.push(row);
    if (batch.length < GROUP_ROWS) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** What was written since the last time; the writer counts on from there. */
function taken(bytes: ByteWriter): Uint8Array {
  const piece = bytes.getBytes().slice();
  bytes.index = 0;
  return piece;
}
