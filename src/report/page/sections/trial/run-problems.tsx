import type { VNode } from 'preact';
import { OUTCOMES, SEVERITIES } from '../../../../findings/outcome.js';
import type { RunDeliveryRow, RunProblemRow } from '../../../run-sections.js';
import { type DataColumn, DataTable } from '../../data-table.js';
import { Fold } from '../../fold.js';
import { Mark, SeverityWord } from '../../mark.js';
import { of, type Told } from '../../told.js';
import { Count, Num, Text } from '../../value.js';
import { Name } from './name.js';

type Problem = Told<RunProblemRow>;

const COLUMNS: readonly DataColumn<Problem>[] = [
  {
    ...{ title: 'Delivery', numeric: true },
    cell: (row) => <Num of={of(row, 'delivery')} why="over all deliveries" />,
  },
  { title: 'Decide', cell: (row) => <Name of={of(row, 'item')} code why="nothing to decide" /> },
  { title: 'Outcome', cell: (row) => <Mark of={of(row, 'outcome')} word /> },
  { title: 'Severity', cell: (row) => <SeverityWord of={of(row, 'severity')} /> },
  { title: 'Subject', cell: (row) => <Name of={of(row, 'subject')} why="of no subject" /> },
  { title: 'Visit', cell: (row) => <Name of={of(row, 'visit')} why="of no visit" /> },
  { title: 'What was found', wide: true, cell: (row) => <What of={row} /> },
  { title: 'Seen', cell: (row) => <WithUnit of={row} value="actual" /> },
  { title: 'Expected', cell: (row) => <WithUnit of={row} value="expected" /> },
  { title: 'Times', numeric: true, cell: (row) => <Num of={of(row, 'count')} /> },
  { title: 'Source', cell: (row) => <Text of={of(row, 'source')} /> },
];

function What({ of: row }: { of: Problem }): VNode {
  const { name, site } = row.value;
  return (
    <>
      {name !== null && (
        <>
          <Text of={of(row, 'name')} />:{' '}
        </>
      )}
      <Text of={of(row, 'message')} />
      <br />
      <span class="small">
        <Text of={of(row, 'command')} /> · <Text of={of(row, 'code')} code />
        {site !== null && (
          <>
            {' '}
            · site <Text of={of(row, 'site')} />
          </>
        )}
      </span>
    </>
  );
}

function WithUnit({ of: row, value }: { of: Problem; value: 'actual' | 'expected' }): VNode {
  const { unit } = row.value;
  return (
    <>
      <Text of={of(row, value)} />{' '}
      {row.value[value] !== null && unit !== null && <Text of={of(row, 'unit')} />}
    </>
  );
}

interface RunProblemsProps {
  readonly problems: readonly Problem[];
  /** The deliveries as they are shown. */
  readonly deliveries: readonly Told<RunDeliveryRow>[];
}

/** What was found in each delivery, with what `decide` takes; what asks for nobody stands folded. */
export function RunProblems({ problems, deliveries }: RunProblemsProps): VNode {
  const places = new Map(deliveries.map(({ value }, i) => [value.delivery, i] as const));
  const rank = ({ value: { delivery, outcome, severity } }: Problem): readonly number[] => [
    delivery === null ? -1 : (places.get(delivery) ?? deliveries.length),
    SEVERITIES.indexOf(severity),
    OUTCOMES.indexOf(outcome),
  ];
  const sorted = [...problems].sort((a, b) => compared(rank(a), rank(b)));
  const isOpen = ({ value: { outcome, item } }: Problem): boolean =>
    item !== null || (outcome !== 'pass' && outcome !== 'not-applicable');
  const rest = sorted.filter((row) => !isOpen(row));
  return (
    <>
      <h4>What was found, delivery by delivery</h4>
      <p class="small">
        An item under “Decide” is what <code>corelab decide</code> takes: accept, waive, reject, or ask the
        site.
      </p>
      <DataTable
        caption="Problems by delivery"
        columns={COLUMNS}
        rows={sorted.filter(isOpen)}
        empty="Nothing was found that asks for anybody."
      />
      {rest.length > 0 && (
        <Fold
          summary={
            <>
              Worth knowing, nothing to do: <Count n={rest.length} what="notes of the run" />
            </>
          }
        >
          <DataTable caption="Notes by delivery" columns={COLUMNS} rows={rest} />
        </Fold>
      )}
    </>
  );
}

function compared(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((rank, i) => rank !== b[i]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
