import { OUTCOMES } from '../../../findings/outcome.js';
import { judgeSoftware } from '../../../rules/protocol/devices/software.js';
import type { DeviceList, ListRow } from './list-rows.js';
import type { QualificationRow } from './qualification-row.js';

/** Whether a list can hold a row: one without a serial number is of no scanner, one without a day of no time. */
export function isRecordable({ serial, from }: QualificationRow): boolean {
  return serial.trim() !== '' && /^\d{4}-\d{2}-\d{2}$/.test(from);
}

/** The rows that do not stand in a list yet, each once, as the list holds them. */
export function newRows(list: DeviceList, rows: readonly QualificationRow[]): ListRow[] {
  const known = new Set(list.rows.map(keyOf));
  return rows.map(cellsOf).filter((row) => {
    const key = keyOf(row);
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
}

/**
 * Scanners of which a list has rows, but none that may be of the software that was tested: serial numbers, in the order
 * of the rows.
 */
export function upgradedSerials(list: DeviceList, rows: readonly QualificationRow[]): string[] {
  const upgraded = rows.filter(({ serial, software, manufacturer }) => {
    const own = list.rows.filter((row) => row.serial === serial);
    const running = { manufacturer, versions: software === '' ? [] : software.split('\\') };
    return own.length > 0 && own.every((row) => judgeSoftware(toldBy(row), running).state === 'unqualified');
  });
  return [...new Set(upgraded.map(({ serial }) => serial))];
}

function toldBy({ software, verdict }: ListRow): Parameters<typeof judgeSoftware>[0] {
  const outcome = OUTCOMES.find((one) => one === verdict);
  return { ...(software && { software }), ...(outcome && { verdict: outcome }) };
}

/**
 * What makes a row itself: all but `until` and columns that are none of a record, so that one whose qualification people
 * have ended is not opened again.
 */
function keyOf(row: ListRow): string {
  const cells = Object.entries(row).filter(([name, text]) => name !== 'until' && text !== '');
  return JSON.stringify(cells.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function cellsOf({ figures, ...row }: QualificationRow): ListRow {
  const texts = Object.entries(figures).map(([name, value]) =>
    value !== null && Number.isFinite(value) ? `${name}=${value}` : `${name}=`,
  );
  return { ...row, figures: texts.join(';') };
}
