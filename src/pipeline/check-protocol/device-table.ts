import { type CsvTable, columnOf, csvTable, type TableColumns } from '../csv/csv-table.js';

/** The columns that people fill in; only `serial` is required. */
const NAMED_COLUMNS = ['serial', 'software', 'from', 'until', 'site', 'model', 'manufacturer'] as const;

/** The columns of a list of qualified devices: the last ones are those of tests with a phantom, which `qc-motion` adds. */
const DEVICE_COLUMNS = [...NAMED_COLUMNS, 'phantom', 'limits', 'verdict', 'figures', 'studyUID'] as const;

/** See {@link DEVICE_COLUMNS}. */
export type DeviceColumn = (typeof DEVICE_COLUMNS)[number];

const DEVICES: TableColumns<DeviceColumn> = {
  columns: DEVICE_COLUMNS,
  required: ['serial'],
  named: NAMED_COLUMNS,
  // The one day of a qualification is the first from which it holds.
  alsoCalled: { date: 'from' },
};

/** The column that a title names, in any case; undefined where there is none of that name. */
export function deviceColumn(title: string): DeviceColumn | undefined {
  return columnOf(title, DEVICES);
}

/**
 * The rows of a list of qualified devices.
 * @throws ConfigError when it is no CSV, or its first row does not name the columns
 */
export function deviceTable(file: string, text: string): CsvTable<DeviceColumn> {
  return csvTable(file, text, DEVICES);
}
