import type { VNode } from 'preact';
import type { DiscordanceRow, StatedRow } from '../../../response-sections.js';
import { type DataColumn, DataTable } from '../../data-table.js';
import { Mark } from '../../mark.js';
import { each, isTold, of, type Told } from '../../told.js';
import { Num, Text } from '../../value.js';
import { agreement } from '../measurements/agreement.js';
import { Answer } from './answer.js';

const DISCORDANCES: readonly DataColumn<Told<DiscordanceRow>>[] = [
  { title: 'Subject', head: true, cell: (row) => <Text of={of(row, 'subject')} /> },
  {
    title: 'Visit',
    cell: (row) => (row.value.visit === null ? 'whole course' : <Text of={of(row, 'visit')} />),
  },
  { title: 'Of', cell: (row) => <Text of={of(row, 'of')} /> },
  { title: 'Readers', cell: Readers },
  { title: 'Stands', cell: Stands },
];

function Readers(row: Told<DiscordanceRow>): VNode {
  return (
    <ul class="plain">
      {each(of(row, 'readers')).map((reading) => (
        <li>
          <Text of={of(reading, 'reader')} />: <Answer of={of(reading, 'answer')} />
        </li>
      ))}
    </ul>
  );
}

function Stands(row: Told<DiscordanceRow>): VNode {
  const told = of(row, 'adjudicated');
  if (!isTold(told)) return <strong>nobody decided</strong>;
  return (
    <>
      reading of <Text of={of(told, 'reader')} />: <Text of={of(told, 'reason')} why="no reason is given" />
      <span class="beside">
        adjudication, line <Num of={of(told, 'line')} />
      </span>
    </>
  );
}

/** Where readers differ: first what nobody decided. */
export function Discordances({ of: told }: { of: Told<readonly DiscordanceRow[]> }): VNode | null {
  const rank = ({ value }: Told<DiscordanceRow>): number => (value.adjudicated === null ? 0 : 1);
  return (
    <DataTable
      caption="Where readers differ, and whose reading stands"
      columns={DISCORDANCES}
      rows={each(told).sort((a, b) => rank(a) - rank(b))}
      empty="Readers do not differ, or each subject has one reader."
    />
  );
}

const STATED: readonly DataColumn<Told<StatedRow>>[] = [
  { title: 'Subject', head: true, cell: (row) => <Text of={of(row, 'subject')} /> },
  { title: 'Reader', cell: (row) => <Text of={of(row, 'reader')} /> },
  {
    title: 'Visit',
    cell: (row) => (row.value.visit === null ? 'whole course' : <Text of={of(row, 'visit')} />),
  },
  { title: 'Of', cell: (row) => <Text of={of(row, 'of')} /> },
  { title: 'Stated', cell: (row) => <Answer of={of(row, 'stated')} /> },
  {
    title: 'By the criteria',
    cell: (row) => <Answer of={of(row, 'found')} why="nothing was found to compare" />,
  },
  { title: 'Agrees', cell: (row) => <Mark of={agreement(of(row, 'agrees'))} /> },
];

/** Responses that a source states, beside what the criteria give: first what does not agree. */
export function Stated({ of: told }: { of: Told<readonly StatedRow[]> }): VNode | null {
  const rank = ({ value: { agrees } }: Told<StatedRow>): number =>
    agrees === false ? 0 : agrees === null ? 1 : 2;
  return (
    <DataTable
      caption="Responses that the source states, beside what the criteria give"
      columns={STATED}
      rows={each(told).sort((a, b) => rank(a) - rank(b))}
      empty="The source states no responses."
    />
  );
}
