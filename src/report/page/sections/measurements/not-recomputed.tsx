import type { VNode } from 'preact';
import type { MeasureExportSections } from '../../../measure-export-sections.js';
import { type DataColumn, DataTable } from '../../data-table.js';
import { each, of, type Told } from '../../told.js';
import { Count, Text } from '../../value.js';
import { Geometry } from './lesion-head.js';
import type { Row } from './row-outcome.js';
import { What } from './what.js';

/** Figures without a value for one reason. */
interface Reason {
  readonly first: Row;
  readonly rows: readonly Row[];
}

/** Names of what is meant, each once, as many as a cell holds. */
const MOST_NAMES = 12;

const COLUMNS: readonly DataColumn<Reason>[] = [
  {
    title: 'Why',
    head: true,
    cell: ({ first }) => <Text of={of(first, 'why')} why="the report gives no reason" />,
  },
  {
    title: 'Measurements',
    numeric: true,
    cell: ({ rows }) => <Count n={rows.length} what="measurements without a value for this reason" />,
  },
  {
    title: 'Objects',
    numeric: true,
    cell: ({ rows }) => (
      <Count
        n={new Set(rows.map(({ value }) => value.source.sopInstanceUID)).size}
        what="objects with measurements without a value for this reason"
      />
    ),
  },
  { title: 'Which', wide: true, cell: Which },
];

function Which({ rows }: Reason): VNode {
  const seen = new Map<string, Row>();
  for (const row of rows) {
    const { concept, derivation, method, source, geometry } = row.value;
    const drawn = concept ? [] : [source.kind, ...geometry.map(({ type }) => type)];
    const key = JSON.stringify([concept, derivation, method, drawn]);
    if (!seen.has(key)) seen.set(key, row);
  }
  const named = [...seen.values()].slice(0, MOST_NAMES);
  return (
    <span class="inline">
      {named.map((row, i) => (
        <>
          {i > 0 && '; '}
          <Kind of={row} />
        </>
      ))}
      {seen.size > named.length && (
        <>
          {' '}
          … and <Count n={seen.size - named.length} what="further kinds of measurement" /> more
        </>
      )}
    </span>
  );
}

/** What was measured; of a drawing that nothing names, how it was drawn. */
function Kind({ of: row }: { of: Row }): VNode {
  if (row.value.concept !== null) return <What of={row} />;
  return (
    <>
      <Text of={of(of(row, 'source'), 'kind')} />
      {row.value.geometry.length > 0 && (
        <>
          {' '}
          <Geometry of={of(row, 'geometry')} />
        </>
      )}
    </>
  );
}

/** Figures of regions that have no value, by the reason. */
export function NotRecomputed({ of: rows }: { of: Told<MeasureExportSections['rows']> }): VNode | null {
  const reasons = new Map<string | null, Row[]>();
  for (const row of each(rows)) {
    if (row.value.value !== null) continue;
    const known = reasons.get(row.value.why);
    if (known) known.push(row);
    else reasons.set(row.value.why, [row]);
  }
  const all = [...reasons.values()].flatMap((own): Reason[] =>
    own[0] ? [{ first: own[0], rows: own }] : [],
  );
  return (
    <DataTable
      caption="Measurements without a value, by the reason"
      columns={COLUMNS}
      rows={all.sort((a, b) => b.rows.length - a.rows.length)}
      empty="Every measurement has a value."
    />
  );
}
