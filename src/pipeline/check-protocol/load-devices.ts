import { OUTCOMES } from '../../findings/outcome.js';
import { ConfigError, type ConfigProblem } from '../../io/config-error.js';
import { readConfigFile } from '../../io/yaml-read.js';
import type { QualifiedDevice } from '../../rules/protocol/devices/qualified-device.js';
import { MAX_LIST_BYTES } from '../csv/csv-rows.js';
import type { Cell } from '../csv/csv-table.js';
import { isDay } from '../csv/line-cells.js';
import { type DeviceColumn, deviceTable } from './device-table.js';

const MAX_PROBLEMS = 50;

/**
 * Loads a list of qualified devices: CSV, whose first line names the columns serial, software, from, until, site, model
 * and manufacturer. Only serial is required. Dates are YYYY-MM-DD, the first and the last day. A row with a verdict is a
 * test with a phantom, as `qc-motion` adds it: `from` is its day, and has to be there.
 * @throws ConfigError with every fault of the list and its place
 */
export async function loadDevices(file: string): Promise<readonly QualifiedDevice[]> {
  const { text } = await readConfigFile(file, MAX_LIST_BYTES);
  const { rows, problems } = deviceTable(file, text);
  const faults = [...problems, ...rows.flatMap(({ cells, line }) => rowFaults(file, line, cells))];
  if (rows.length === 0 && faults.length === 0) {
    faults.push(problem(file, 1, { column: 1, name: 'serial', message: 'names columns, but no device' }));
  }
  if (faults.length > 0) {
    throw new ConfigError(
      faults.sort((a, b) => a.line - b.line || a.column - b.column).slice(0, MAX_PROBLEMS),
    );
  }
  return rows.map(({ line, cells }) => deviceOf(line, cells));
}

function deviceOf(line: number, { figures, studyUID, verdict, ...cells }: Cells): QualifiedDevice {
  const named = Object.entries(cells).map(([name, { text }]) => [name, text]);
  const outcome = OUTCOMES.find((one) => one === verdict?.text);
  return {
    ...(Object.fromEntries(named) as Partial<Record<keyof typeof cells, string>>),
    ...(outcome && { verdict: outcome }),
    serial: cells.serial?.text ?? '',
    line,
  };
}

type Cells = Readonly<Partial<Record<DeviceColumn, Cell>>>;

function rowFaults(file: string, line: number, cells: Cells): ConfigProblem[] {
  const tell = (name: DeviceColumn, fault: string): ConfigProblem =>
    problem(file, line, { column: cells[name]?.column ?? 1, name, message: `'${name}' ${fault}` });
  const faults: ConfigProblem[] = [];
  if (cells.serial === undefined) faults.push(tell('serial', 'is empty'));
  const { from, until } = cells;
  for (const [name, cell] of [
    ['from', from],
    ['until', until],
  ] as const) {
    if (cell && !isDay(cell.text))
      faults.push(tell(name, `is '${shown(cell.text)}', not a day (YYYY-MM-DD)`));
  }
  if (faults.length === 0 && from && until && from.text > until.text) {
    faults.push(tell('until', `lies before 'from' (${from.text})`));
  }
  const { software, verdict } = cells;
  if (verdict) {
    if (!OUTCOMES.some((outcome) => outcome === verdict.text))
      faults.push(tell('verdict', `is '${shown(verdict.text)}', not one of ${OUTCOMES.join(', ')}`));
    // Which of several tests is the latest decides: a verdict of no day could stand for ever.
    if (!from) faults.push(tell('from', 'is empty: a verdict is that of a day'));
  } else if (software && /^[<>=]+\s*$/.test(software.text)) {
    faults.push(tell('software', 'compares with no version'));
  }
  return faults;
}

function shown(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

function problem(
  file: string,
  line: number,
  { column, name, message }: { readonly column: number; readonly name: string; readonly message: string },
): ConfigProblem {
  return { code: 'bad-value', file, line, column, key: name, message };
}
