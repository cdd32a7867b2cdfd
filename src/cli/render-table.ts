import { stripVTControlCharacters } from 'node:util';
import CliTable from 'cli-table3';
import { printable } from '../findings/printable.js';
import type { Cell, Column, Table } from '../report/table.js';

/** No borders: columns are two spaces apart. */
const PLAIN = {
  ...{
    top: '',
    'top-mid': '',
    'top-left': '',
    'top-right': '',
    bottom: '',
    'bottom-mid': '',
    'bottom-left': '',
  },
  ...{
    'bottom-right': '',
    left: '',
    'left-mid': '',
    mid: '',
    'mid-mid': '',
    right: '',
    'right-mid': '',
    middle: '  ',
  },
};

/** A column that shrinks keeps at least this width. */
const NARROWEST = 8;

/** Rows shown on a terminal; the report itself has them all. */
const MOST_ROWS = 500;

/**
 * A table for a terminal: control characters made visible, numbers to the right, wide texts cut so that it fits.
 * @param width of the terminal in columns
 * @returns lines, without a line feed at the end; beyond 500 rows a last line says how many more there are
 */
export function renderTable(table: Table, width: number): string {
  const texts: string[][] = [];
  let left = 0;
  for (const row of table.rows) {
    if (texts.length < MOST_ROWS) texts.push(table.columns.map((_, i) => cellText(row[i])));
    else left++;
  }
  const widths = fitted(table.columns, texts, width);
  const cut = (row: readonly string[]) =>
    row.map((text, i) => {
      const most = widths[i] ?? text.length;
      return table.columns[i]?.wraps ? wrapped(text, most) : shortened(text, most);
    });
  const rendered = new CliTable({
    chars: PLAIN,
    head: cut(table.columns.map((column) => column.title)),
    colAligns: table.columns.map((column) => column.align ?? 'left'),
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  rendered.push(...texts.map(cut));
  const lines = stripVTControlCharacters(rendered.toString()).split('\n');
  const more = left > 0 ? [`… and ${left} more rows: see the report (--json, --report FILE.csv)`] : [];
  return [...lines.map((line) => line.trimEnd()), ...more].join('\n');
}

function cellText(cell: Cell): string {
  if (cell === undefined) return '';
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  if (typeof cell === 'string') return printable(cell);
  return Number.isInteger(cell) ? String(cell) : String(Number(cell.toPrecision(6)));
}

/** Each column's width: as wide as its widest text, the shrinking ones cut, widest first, until the table fits. */
function fitted(columns: readonly Column[], texts: readonly string[][], width: number): number[] {
  const widths = columns.map(({ title }, i) =>
    texts.reduce((most, row) => Math.max(most, row[i]?.length ?? 0), title.length),
  );
  for (let over = total(widths) - width; over > 0; over--) {
    const shrinking = columns.map((column, i) => (column.shrinks || column.wraps ? (widths[i] ?? 0) : 0));
    const widest = shrinking.indexOf(Math.max(...shrinking));
    if ((shrinking[widest] ?? 0) <= NARROWEST) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

function total(widths: readonly number[]): number {
  return widths.reduce((sum, one) => sum + one, 0) + 2 * Math.max(0, widths.length - 1);
}

/** In lines that are no wider; a word that is wider goes on in the next line. */
function wrapped(text: string, width: number): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    let rest = word;
    for (; rest.length > width; rest = rest.slice(width)) lines.push(rest.slice(0, width));
    line = rest;
  }
  return [...lines, line].join('\n');
}

function shortened(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;
}
