import type { VNode } from 'preact';
import type { DeidAction, DeidExample, DeidReviewRow } from '../../../deid-sections.js';
import { DataTable } from '../../data-table.js';
import { Fold } from '../../fold.js';
import { each, of, type Told } from '../../told.js';
import { Count, Text } from '../../value.js';
import { ACTION_WORDS } from './words.js';

interface ValueRow {
  readonly path: Told<string>;
  readonly example: Told<DeidExample>;
}

/** Values before and after, equal ones of an attribute once; by attribute. */
function valuesOf(rows: readonly Told<DeidReviewRow>[]): ValueRow[] {
  const values = new Map<string, ValueRow>();
  for (const row of rows) {
    for (const example of each(of(row, 'examples'))) {
      const { before, after } = example.value;
      const key = JSON.stringify([row.value.path, before, after]);
      if (before + after !== '' && !values.has(key)) values.set(key, { path: of(row, 'path'), example });
    }
  }
  return [...values.values()].sort((a, b) => (a.path.value < b.path.value ? -1 : 1));
}

interface ReviewValuesProps {
  readonly rows: readonly Told<DeidReviewRow>[];
  readonly action: DeidAction;
}

/** Some of the values themselves: in reports that were made with `--identifiers` alone. */
export function ReviewValues({ rows, action }: ReviewValuesProps): VNode | null {
  const values = valuesOf(rows);
  if (values.length === 0) return null;
  return (
    <Fold
      summary={
        <>
          Some of the values: <Count n={values.length} what={`examples: ${action}`} />
        </>
      }
    >
      <DataTable
        caption={`Values before and after (${ACTION_WORDS[action].done})`}
        rows={values}
        columns={[
          { title: 'Attribute', head: true, wide: true, cell: ({ path }) => <Text of={path} code /> },
          {
            title: 'Before',
            wide: true,
            cell: ({ example }) => <Text of={of(example, 'before')} why="there was no value" />,
          },
          {
            title: 'After',
            wide: true,
            cell: ({ example }) => <Text of={of(example, 'after')} why="there would be no value" />,
          },
        ]}
      />
    </Fold>
  );
}
