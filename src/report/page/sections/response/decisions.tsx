import type { VNode } from 'preact';
import type { DecisionCell } from '../../../response-sections.js';
import { type DataColumn, DataTable } from '../../data-table.js';
import { each, of, type Told } from '../../told.js';
import { Text } from '../../value.js';
import { Answer } from './answer.js';
import type { Course } from './courses.js';

/** A decision of a visit; of the whole course where there is none. */
interface Decided {
  readonly visit: Told<string> | undefined;
  readonly decision: Told<DecisionCell>;
}

const COLUMNS: readonly DataColumn<Decided>[] = [
  { title: 'Visit', head: true, cell: ({ visit }) => (visit ? <Text of={visit} /> : 'Best of all') },
  { title: 'Of', cell: ({ decision }) => <Text of={of(decision, 'step')} /> },
  { title: 'Answer', cell: ({ decision }) => <Answer of={of(decision, 'answer')} /> },
  { title: 'Because', wide: true, cell: ({ decision }) => <Text of={of(decision, 'text')} /> },
  { title: 'Rule', cell: ({ decision }) => <Text of={of(decision, 'rule')} code /> },
  { title: 'Source', cell: ({ decision }) => <Text of={of(decision, 'source')} /> },
];

/** Decisions of a course, visit by visit, then those of its best response. */
export function decisionsOf({ visits, best }: Course): readonly Decided[] {
  const own = visits.flatMap(({ name, response }) =>
    response ? each(of(response, 'decisions')).map((decision) => ({ visit: name, decision })) : [],
  );
  const last = best ? each(of(best, 'decisions')) : [];
  return [...own, ...last.map((decision) => ({ visit: undefined, decision }))];
}

/** Why it was decided so. */
export function Decisions({ of: rows }: { of: readonly Decided[] }): VNode | null {
  return <DataTable caption="Each decision with its rule and its source" columns={COLUMNS} rows={rows} />;
}
