import type { VNode } from 'preact';
import type { RunDeliveryRow, RunStepRow } from '../../../run-sections.js';
import { type DataColumn, DataTable } from '../../data-table.js';
import { Fold } from '../../fold.js';
import { Mark } from '../../mark.js';
import { each, of, type Told } from '../../told.js';
import { Nothing, Num, Text } from '../../value.js';

/** What each command came to, in the order in which they worked. */
export function StepMarks({ of: steps }: { of: Told<readonly RunStepRow[]> }): VNode {
  if (steps.value.length === 0) return <Nothing why="no command came to its end" />;
  return (
    <ol class="row-steps">
      {each(steps).map((step) => (
        <li>
          <Mark of={of(step, 'verdict')} /> <Text of={of(step, 'command')} />
        </li>
      ))}
    </ol>
  );
}

interface Step {
  readonly delivery: Told<number> | undefined;
  readonly step: Told<RunStepRow>;
}

const COLUMNS: readonly DataColumn<Step>[] = [
  {
    ...{ title: 'Delivery', numeric: true },
    cell: ({ delivery }) => <Num of={delivery} why="of all deliveries" />,
  },
  { title: 'Command', head: true, cell: ({ step }) => <Text of={of(step, 'command')} /> },
  { title: 'Verdict', cell: ({ step }) => <Mark of={of(step, 'verdict')} word /> },
  {
    title: 'Report, below the state folder',
    wide: true,
    cell: ({ step }) => <Text of={of(step, 'path')} code />,
  },
  { title: 'Its SHA-256', wide: true, cell: ({ step }) => <Text of={of(step, 'report')} code /> },
];

interface StepReportsProps {
  readonly deliveries: readonly Told<RunDeliveryRow>[];
  readonly trialSteps: readonly Told<RunStepRow>[];
}

/** Where the report of each step lies: the ledger names it by its digest. */
export function StepReports({ deliveries, trialSteps }: StepReportsProps): VNode {
  const rows = [
    ...deliveries.flatMap((row) =>
      each(of(row, 'steps')).map((step): Step => ({ delivery: of(row, 'delivery'), step })),
    ),
    ...trialSteps.map((step): Step => ({ delivery: undefined, step })),
  ];
  return (
    <Fold summary="The report of each step, and its digest in the ledger">
      <DataTable
        caption="Reports of the steps"
        columns={COLUMNS}
        rows={rows}
        empty="No step came to its end."
      />
    </Fold>
  );
}
