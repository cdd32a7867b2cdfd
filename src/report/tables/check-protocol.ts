import type {
  CheckProtocolSections,
  ProtocolCheckRow,
  ProtocolManualRow,
} from '../check-protocol-sections.js';
import type { Report } from '../envelope.js';
import type { Cell, Table } from '../table.js';

type Columns<T> = readonly (readonly [string, (row: T) => Cell | null])[];

const CHECK_COLUMNS: Columns<ProtocolCheckRow> = [
  ['study', ({ study }) => study],
  ['series_uid', ({ seriesUID }) => seriesUID],
  ['series_number', ({ seriesNumber }) => seriesNumber],
  ['series', ({ entry }) => entry],
  ['scope', ({ scope }) => scope],
  ['check', ({ check }) => check],
  ['outcome', ({ outcome }) => outcome],
  ['code', ({ code }) => code],
  ['severity', ({ severity }) => severity],
  ['expected', ({ expected }) => expected],
  ['actual', ({ actual }) => actual],
  ['unit', ({ unit }) => unit],
  ['difference', ({ difference }) => difference],
  ['outliers', ({ outliers }) => outliers?.count ?? null],
  ['variant', ({ variant }) => variant],
  ['source', ({ source }) => source],
  ['note', ({ note }) => note],
  ['original_outcome', ({ disposition }) => disposition?.original ?? null],
  ['disposition', ({ disposition }) => disposition?.kind ?? null],
  ['decided_by', ({ disposition }) => disposition?.who ?? null],
  ['decided_on', ({ disposition }) => disposition?.when ?? null],
  ['decided_because', ({ disposition }) => disposition?.why ?? null],
];

const MANUAL_COLUMNS: Columns<ProtocolManualRow> = [
  ['series', ({ series }) => series],
  ['what', ({ what }) => what],
  ['expected', ({ expected }) => expected],
  ['when', ({ when }) => when],
  ['on_deviation', ({ onDeviation }) => onDeviation],
  ['severity', ({ severity }) => severity],
  ['source', ({ source }) => source],
  ['rationale', ({ rationale }) => rationale],
];

/** A check-protocol report as a table for CSV: a row a check; with `--explain` a row of the manual. */
export function checkProtocolTable({ sections }: Pick<Report, 'sections'>): Table {
  const { manual, checks = [] }: CheckProtocolSections = sections;
  return manual ? tableOf(MANUAL_COLUMNS, manual) : tableOf(CHECK_COLUMNS, checks);
}

function tableOf<T>(columns: Columns<T>, rows: readonly T[]): Table {
  return {
    columns: columns.map(([title]) => ({ title })),
    rows: rows.map((row) => columns.map(([, get]) => get(row) ?? undefined)),
  };
}
