import type { VNode } from 'preact';
import type { MeasurementRow, RowCode } from '../../../measure-export-sections.js';
import { type DataColumn, DataTable } from '../../data-table.js';
import { Fold } from '../../fold.js';
import { isTold, of, type Told } from '../../told.js';
import { Count, Nothing, Text } from '../../value.js';
import type { Row } from './row-outcome.js';

/** What a code is used for, where it stands, and where it stands mapped to today's. */
const USES = [
  ['Concept', 'concept', 'conceptToday'],
  ['Derivation', 'derivation', 'derivationToday'],
  ['Method', 'method', 'methodToday'],
  ['Finding', 'finding', 'findingToday'],
  ['Site of the finding', 'findingSite', 'findingSiteToday'],
  ['Laterality', 'laterality', 'lateralityToday'],
] as const satisfies readonly (readonly [string, keyof MeasurementRow, keyof MeasurementRow])[];

interface CodeUse {
  readonly use: string;
  readonly code: Told<RowCode>;
  readonly today: Told<RowCode | null>;
  n: number;
}

function usesOf(rows: readonly Row[]): CodeUse[] {
  const uses = new Map<string, CodeUse>();
  for (const row of rows) {
    for (const [use, key, keyToday] of USES) {
      const code = of(row, key);
      if (!isTold(code)) continue;
      const { value, scheme, meaning } = code.value;
      const id = JSON.stringify([use, value, scheme, meaning]);
      const known = uses.get(id);
      if (known) known.n++;
      else uses.set(id, { use, code, today: of(row, keyToday), n: 1 });
    }
  }
  return [...uses.values()];
}

/** Whether a code and its mapping are one and the same. */
function isToday({ code, today }: CodeUse): boolean {
  return code.value.value === today.value?.value && code.value.scheme === today.value.scheme;
}

const COLUMNS: readonly DataColumn<CodeUse>[] = [
  {
    title: 'Meaning',
    head: true,
    cell: ({ code }) => <Text of={of(code, 'meaning')} why="none is stored" />,
  },
  { title: 'Used as', cell: ({ use }) => use },
  { title: 'Code', cell: ({ code }) => <Text of={of(code, 'value')} code /> },
  { title: 'Scheme', cell: ({ code }) => <Text of={of(code, 'scheme')} code /> },
  { title: 'Today’s code', cell: Today },
  {
    title: 'Measurements',
    numeric: true,
    cell: ({ n }) => <Count n={n} what="measurements with this code" />,
  },
];

function Today(use: CodeUse): VNode {
  if (!isTold(use.today)) return <Nothing why="it is mapped to no code of today" />;
  if (isToday(use)) return <Nothing why="the same" />;
  return (
    <>
      <Text of={of(use.today, 'value')} code /> <Text of={of(use.today, 'scheme')} code />{' '}
      <Text of={of(use.today, 'meaning')} why="no meaning" />
    </>
  );
}

/** Codes of the measurements: what counts is a code with its scheme, never its meaning. */
export function CodesUsed({ rows }: { rows: readonly Row[] }): VNode | null {
  const uses = usesOf(rows);
  if (uses.length === 0) return null;
  return (
    <Fold
      summary={
        <>
          <Count n={uses.length} what="codes of the measurements" /> codes that the measurements use
        </>
      }
    >
      <DataTable caption="Codes as stored, and mapped to today’s" columns={COLUMNS} rows={uses} />
    </Fold>
  );
}
