import type { VNode } from 'preact';
import type { MeasureExportSections } from '../../../measure-export-sections.js';
import { type DataColumn, DataTable } from '../../data-table.js';
import { Mark } from '../../mark.js';
import { each, of, type Told } from '../../told.js';
import { Nothing, Num, Text } from '../../value.js';
import { Figure } from './figure.js';
import { outcomeOf, type Row, rankOf } from './row-outcome.js';
import { LesionName, What } from './what.js';

const WHOSE: readonly DataColumn<Row>[] = [
  { title: 'Lesion', head: true, cell: (row) => <LesionName of={row} /> },
  { title: 'Subject, visit, reader', cell: Whose },
  { title: 'Measured', cell: (row) => <What of={row} short /> },
  { title: 'Stored', numeric: true, cell: (row) => <Text of={of(row, 'storedValue')} /> },
];
const UNIT: DataColumn<Row> = {
  title: 'Unit',
  cell: (row) => <Text of={of(row, 'unit')} why="the object has no unit" />,
};
const SOURCE: DataColumn<Row> = {
  title: 'Source',
  wide: true,
  cell: (row) => <Text of={of(of(row, 'source'), 'path')} code />,
};

const DISAGREEING: readonly DataColumn<Row>[] = [
  { title: 'Agrees', cell: (row) => <Mark of={outcomeOf(row)} /> },
  ...WHOSE,
  {
    title: 'Recomputed',
    numeric: true,
    cell: (row) => <Figure of={of(row, 'recomputedValue')} beside={row.value.storedValue} />,
  },
  UNIT,
  {
    title: 'Difference',
    numeric: true,
    cell: (row) => <Figure of={of(row, 'difference')} beside={row.value.storedValue} figures={2} />,
  },
  {
    title: '%',
    numeric: true,
    cell: (row) => <Num of={of(row, 'differencePercent')} digits={1} why="it is a ratio to zero" />,
  },
  { title: 'Figure', cell: (row) => <Whole of={of(row, 'figure')} why="no figure is known" code /> },
  { title: 'Findings', cell: (row) => <Problems of={row} /> },
  SOURCE,
];

const NOT_HELD: readonly DataColumn<Row>[] = [
  { title: 'Agrees', cell: (row) => <Mark of={outcomeOf(row)} /> },
  ...WHOSE,
  UNIT,
  { title: 'Why', wide: true, cell: (row) => <Text of={of(row, 'why')} why="the report gives no reason" /> },
  { title: 'Findings', cell: (row) => <Problems of={row} /> },
  SOURCE,
];

/** Whose lesion it is, when and by whom. */
function Whose(row: Row): VNode {
  return (
    <>
      <Whole of={of(row, 'subject')} why="nobody is named" />,{' '}
      <Whole of={of(row, 'visit')} why="no visit is named" />,{' '}
      <Whole of={of(row, 'reader')} why="no reader is named" />
    </>
  );
}

interface WholeProps {
  readonly of: Told<string | null>;
  readonly why?: string;
  readonly code?: boolean;
}

/** An identifier, which no line break may cut. */
function Whole({ of: told, why, code = false }: WholeProps): VNode {
  return (
    <span class="whole">
      <Text of={told} code={code} {...(why && { why })} />
    </span>
  );
}

/** Codes of the findings that concern a row. */
function Problems({ of: row }: { of: Row }): VNode {
  const problems = each(of(row, 'problems'));
  if (problems.length === 0) return <Nothing why="no finding" />;
  return (
    <ul class="plain">
      {problems.map((code) => (
        <li>
          <Whole of={code} code />
        </li>
      ))}
    </ul>
  );
}

/** How far apart, whatever the sign; what has no percentage comes first. */
function distance({ value: { differencePercent } }: Row): number {
  return differencePercent === null ? Number.POSITIVE_INFINITY : Math.abs(differencePercent);
}

/** Stored values that what was recomputed does not bear out, the farthest first. */
export function Disagreements({ of: rows }: { of: Told<MeasureExportSections['rows']> }): VNode | null {
  const own = each(rows).filter(({ value }) => value.agrees === false);
  return (
    <DataTable
      caption="Stored values that their own coordinates do not bear out, the farthest off first (difference: stored less recomputed, percent of recomputed)"
      columns={DISAGREEING}
      rows={own.sort((a, b) => (distance(a) === distance(b) ? 0 : distance(b) - distance(a)))}
      empty="No stored value differs from what was recomputed beyond the tolerance."
    />
  );
}

/** Stored values that could not be held against anything, with the reason. */
export function NotHeld({ of: rows }: { of: Told<MeasureExportSections['rows']> }): VNode | null {
  const own = each(rows).filter(({ value }) => value.storedValue !== null && value.agrees === null);
  return (
    <DataTable
      caption="Stored values that were not checked (N: there should have been something to check by; –: nothing exists that they could be held against)"
      columns={NOT_HELD}
      rows={own.sort((a, b) => rankOf(a) - rankOf(b))}
      empty="Every stored value was checked."
    />
  );
}
