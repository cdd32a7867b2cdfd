import type { Report } from '../envelope.js';
import type { QuarantineHit, QuarantineRow, QuarantineSections } from '../quarantine-sections.js';
import type { Cell, Column, Table } from '../table.js';

const COLUMNS: readonly Column[] = [
  { title: 'number', align: 'right' },
  { title: 'status' },
  { title: 'code', shrinks: true },
  { title: 'bytes', align: 'right' },
  { title: 'started_at' },
  { title: 'operator', shrinks: true },
  { title: 'unkept', shrinks: true },
  { title: 'sha256', shrinks: true },
];
const HIT_COLUMNS: readonly Column[] = [
  { title: 'where', shrinks: true },
  { title: 'from', shrinks: true },
  { title: 'kind' },
];
const PATH_COLUMNS: readonly Column[] = [
  { title: 'root', align: 'right' },
  { title: 'path', shrinks: true },
];

/** A quarantine report as a table: a row an entry; where one is shown that has hits, a row a hit. */
export function quarantineTable({ sections }: Pick<Report, 'sections'>): Table {
  const { entries = [], hits = [] }: QuarantineSections = sections;
  const rows = [...entries];
  const shown = [...hits];
  const paths = rows.some(({ path }) => path !== undefined) ? PATH_COLUMNS : [];
  return {
    columns: [...COLUMNS, ...paths, ...(shown.length > 0 ? HIT_COLUMNS : [])],
    rows: rows.flatMap((row) => {
      const cells = [...cellsOf(row), ...(paths.length > 0 ? [row.root, row.path] : [])];
      const own = shown.filter(({ number }) => number === undefined || number === row.number);
      if (shown.length === 0) return [cells];
      return own.length === 0
        ? [[...cells, ...HIT_COLUMNS.map(() => undefined)]]
        : own.map((hit) => [...cells, ...hitCells(hit)]);
    }),
  };
}

function cellsOf(row: QuarantineRow): Cell[] {
  const { number, status, code, bytes, startedAt, operator, unkept, sha256 } = row;
  return [
    number,
    status,
    code,
    bytes,
    startedAt,
    operator ?? undefined,
    unkept ?? undefined,
    sha256 ?? undefined,
  ];
}

function hitCells({ where, from, kind }: QuarantineHit): Cell[] {
  return [where, from, kind];
}
