import type { VNode } from 'preact';
import type { ProtocolVisitRow, ProtocolVisitValue } from '../../../check-protocol-sections.js';
import { counted } from '../../counted.js';
import { type DataColumn, DataTable } from '../../data-table.js';
import { Fold } from '../../fold.js';
import { KeyName } from '../../key-name.js';
import { inWords } from '../../sources.js';
import { each, entries, isTold, of, type Told } from '../../told.js';
import { Count, Num, Text } from '../../value.js';

/** A series of the protocol at a visit. */
interface Row {
  readonly visit: Told<ProtocolVisitRow>;
  /** Its name in the protocol, and where its values stand. */
  readonly entry: string;
  readonly values: Told<Readonly<Record<string, ProtocolVisitValue>>>;
}

const COLUMNS: readonly DataColumn<Row>[] = [
  { title: 'Visit', cell: ({ visit }) => <Text of={of(visit, 'visit')} why="the visit is not known" /> },
  { title: 'Series', head: true, cell: ({ entry }) => <KeyName of={entry} /> },
];

/** What each visit was compared with the others by, and what a later one will be: a row a series, on demand. */
export function ComparedVisits({ of: visits }: { of: Told<readonly ProtocolVisitRow[]> }): VNode | null {
  const rows = each(visits).flatMap((visit) =>
    entries(of(visit, 'series')).map(([entry, values]): Row => ({ visit, entry, values })),
  );
  if (visits.value.length === 0) return null;
  const quantities = [...new Set(rows.flatMap(({ values }) => Object.keys(values.value)))];
  const columns = [
    ...COLUMNS,
    ...quantities.map(
      (quantity): DataColumn<Row> => ({
        ...{ title: inWords(quantity), wide: true },
        cell: ({ values }) => <Value of={of(values, quantity)} />,
      }),
    ),
    { title: 'Subject', cell: ({ visit }: Row) => <Text of={of(visit, 'subject')} code /> },
    { title: 'Order', cell: ({ visit }: Row) => <Text of={of(visit, 'at')} why="by the reports" /> },
    { title: 'Study', wide: true, cell: ({ visit }: Row) => <Text of={of(visit, 'studyUID')} code /> },
  ];
  const empty = each(visits).filter(({ value }) => Object.keys(value.series).length === 0);
  return (
    <Fold
      summary={
        <>
          What later visits are compared with: <Count n={visits.value.length} what="visits" />{' '}
          {counted(visits.value.length, 'visits')}
        </>
      }
    >
      <DataTable caption="Values that are compared between visits" columns={columns} rows={rows} />
      {empty.length > 0 && (
        <p>
          Visits with no value to compare:{' '}
          {empty.map((visit) => (
            <>
              <Text of={of(visit, 'visit')} why="the visit is not known" /> (
              <Text of={of(visit, 'studyUID')} code />){' '}
            </>
          ))}
        </p>
      )}
    </Fold>
  );
}

function Value({ of: told }: { of: Told<ProtocolVisitValue | undefined> }): VNode {
  if (!isTold(told)) return <Text of={undefined} why="not asked of this series" />;
  const texts = each(of(told, 'texts'));
  const numbers = each(of(told, 'numbers'));
  if (texts.length + numbers.length === 0) return <Text of={of(told, 'state')} />;
  return (
    <>
      {texts.length > 0
        ? texts.map((text, i) => (
            <>
              {i > 0 && ', '}
              <Text of={text} />
            </>
          ))
        : numbers.map((number, i) => (
            <>
              {i > 0 && ', '}
              <Num of={number} />
            </>
          ))}
    </>
  );
}
