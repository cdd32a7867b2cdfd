import type { VNode } from 'preact';
import { OUTCOMES } from '../../../../findings/outcome.js';
import type { RunDeliveryRow, RunSections, RunSummary } from '../../../run-sections.js';
import { type DataColumn, DataTable } from '../../data-table.js';
import { Mark } from '../../mark.js';
import { type PageSource, toldReport } from '../../page-source.js';
import { each, of, type Told } from '../../told.js';
import { Count, Nothing, Num, Text } from '../../value.js';
import { Account, unaccounted } from './account.js';
import { RunProblems } from './run-problems.js';
import { StepMarks, StepReports } from './steps.js';

type Delivery = Told<RunDeliveryRow>;

const DELIVERIES: readonly DataColumn<Delivery>[] = [
  { title: 'Delivery', numeric: true, head: true, cell: (row) => <Num of={of(row, 'delivery')} /> },
  { title: 'Came as', wide: true, cell: (row) => <Text of={of(row, 'input')} code /> },
  { title: 'Site', cell: (row) => <Text of={of(row, 'site')} /> },
  { title: 'Subject', cell: (row) => <Names of={of(row, 'subjects')} why="assigned to nobody" /> },
  { title: 'Visit', cell: (row) => <Names of={of(row, 'visits')} why="of no visit" /> },
  { title: 'Verdict', cell: (row) => <DeliveryVerdict of={row} /> },
  { title: 'To decide', numeric: true, cell: (row) => <Quiet of={of(row, 'needsPerson')} /> },
  { title: 'Steps', cell: (row) => <StepMarks of={of(row, 'steps')} /> },
  { title: 'Why', wide: true, cell: (row) => <Names of={of(row, 'why')} lines why="nothing was found" /> },
];

const FILES: readonly DataColumn<Delivery>[] = [
  { title: 'Delivery', numeric: true, head: true, cell: (row) => <Num of={of(row, 'delivery')} /> },
  { title: 'Came in', numeric: true, cell: (row) => <Num of={of(row, 'filesIn')} /> },
  { title: '= Released', numeric: true, cell: (row) => <Quiet of={of(row, 'filesOut')} /> },
  { title: '+ Quarantined', numeric: true, cell: (row) => <Quiet of={of(row, 'quarantined')} /> },
  { title: '+ Skipped', numeric: true, cell: (row) => <Quiet of={of(row, 'skipped')} /> },
  { title: '+ Had come before', numeric: true, cell: (row) => <Quiet of={of(row, 'duplicates')} /> },
  { title: 'The sum', cell: (row) => <SumMark of={row} /> },
];

/** A count, pale where it is none. */
function Quiet({ of: told }: { of: Told<number> }): VNode {
  return (
    <span class={told.value === 0 ? 'zero' : undefined}>
      <Num of={told} />
    </span>
  );
}

interface NamesProps {
  readonly of: Told<readonly string[]>;
  readonly why: string;
  readonly lines?: boolean;
}

function Names({ of: list, why, lines = false }: NamesProps): VNode {
  if (list.value.length === 0) return <Nothing why={why} />;
  return (
    <ul class={lines && list.value.length > 1 ? 'bulleted' : 'plain'}>
      {each(list).map((one) => (
        <li class={lines ? undefined : 'id'}>
          <Text of={one} />
        </li>
      ))}
    </ul>
  );
}

function DeliveryVerdict({ of: row }: { of: Delivery }): VNode {
  return (
    <>
      <Mark of={of(row, 'verdict')} word />
      {row.value.state !== 'done' && (
        <>
          <br />
          <span class="late">
            <Text of={of(row, 'state')} />
          </span>
        </>
      )}
    </>
  );
}

function SumMark({ of: { value } }: { of: Delivery }): VNode {
  const missing = unaccounted(value);
  if (missing === 0) return <>holds</>;
  return (
    <span class="unproven">
      does not hold: <Count n={missing} what="files of the delivery of which nothing is told" /> untold
      {value.state === 'stopped' && '; it was stopped'}
    </span>
  );
}

function rank({ value: { state, needsPerson, verdict, delivery } }: Delivery): number[] {
  return [state === 'stopped' ? 0 : 1, needsPerson > 0 ? 0 : 1, OUTCOMES.indexOf(verdict), delivery];
}

function worstFirst(a: Delivery, b: Delivery): number {
  const [one, other] = [rank(a), rank(b)];
  return one.map((value, i) => value - (other[i] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

function Lead({ of: summary }: { of: Told<RunSummary> }): VNode {
  const { needPerson, stopped } = summary.value;
  return (
    <p>
      <strong>
        Done: <Num of={of(summary, 'done')} /> of <Num of={of(summary, 'deliveries')} /> deliveries;{' '}
        <Num of={of(summary, 'needPerson')} /> {needPerson === 1 ? 'needs' : 'need'} you.
      </strong>{' '}
      {stopped > 0 && (
        <span class="late">
          Not brought to their end: <Num of={of(summary, 'stopped')} />. Complete the run with --resume.
        </span>
      )}
    </p>
  );
}

/** A day of deliveries: what came of each, and that nothing was lost. */
export function RunBody({ source }: { source: PageSource }): VNode {
  const report = toldReport<RunSections>(source);
  const summary = of(report, 'summary') as Told<RunSummary>;
  const deliveries = each(of(report, 'deliveries')).sort(worstFirst);
  const trialSteps = of(report, 'trialSteps');
  const unproven = deliveries.filter(({ value }) => unaccounted(value) !== 0);
  const byLoss = [...unproven, ...deliveries.filter((row) => !unproven.includes(row))];
  return (
    <>
      <Lead of={summary} />
      <DataTable
        caption="Deliveries, those that need you first"
        columns={DELIVERIES}
        rows={deliveries}
        empty="Nothing was delivered."
      />
      {trialSteps.value.length > 0 && (
        <>
          <h4>Over all deliveries</h4>
          <StepMarks of={trialSteps} />
        </>
      )}
      <h4>Where the files went</h4>
      <Account of={summary} unproven={unproven.length} />
      <DataTable caption="Files of each delivery" columns={FILES} rows={byLoss} />
      <RunProblems problems={each(of(report, 'problems'))} deliveries={deliveries} />
      <StepReports deliveries={deliveries} trialSteps={each(trialSteps)} />
    </>
  );
}
