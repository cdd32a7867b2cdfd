import type { VNode } from 'preact';
import type { DeidAction, DeidSeriesRow } from '../../../deid-sections.js';
import { type DataColumn, DataTable } from '../../data-table.js';
import { each, of, type Told } from '../../told.js';
import { Count, Num, Text } from '../../value.js';
import type { DeidReport } from './input-path.js';
import { ACTION_WORDS, ACTIONS } from './words.js';

/** A series, or all of them. */
type Row = Told<DeidSeriesRow> | 'all';

function sumOf(series: readonly Told<DeidSeriesRow>[], action: DeidAction): number {
  return series.reduce((sum, { value }) => sum + (value.actions[action] ?? 0), 0);
}

function actionColumn(series: readonly Told<DeidSeriesRow>[], action: DeidAction): DataColumn<Row> {
  const { done } = ACTION_WORDS[action];
  return {
    title: done,
    numeric: true,
    cell: (row) =>
      row === 'all' ? (
        <Count n={sumOf(series, action)} what={`attributes of all series: ${action}`} />
      ) : (
        <Num of={of(of(row, 'actions'), action)} why="no attribute of the series" />
      ),
  };
}

/** What the actions mean, and how often each was done. */
function Meanings({ series }: { series: readonly Told<DeidSeriesRow>[] }): VNode {
  return (
    <DataTable
      caption="What was done to attributes, over all released files"
      rows={ACTIONS.filter((action) => sumOf(series, action) > 0)}
      columns={[
        { title: 'Done', head: true, cell: (action) => ACTION_WORDS[action].done },
        {
          title: 'Attributes',
          numeric: true,
          cell: (action) => <Count n={sumOf(series, action)} what={`attributes of all series: ${action}`} />,
        },
        { title: 'What it means', wide: true, cell: (action) => ACTION_WORDS[action].means },
      ]}
    />
  );
}

/** What was done to the attributes of the series that were released. */
export function SeriesActions({ report }: { report: DeidReport }): VNode {
  const series = each(of(report, 'series')).sort((a, b) =>
    a.value.subject < b.value.subject ? -1 : a.value.subject > b.value.subject ? 1 : 0,
  );
  if (series.length === 0)
    return (
      <>
        <h4>What was done, by series</h4>
        <p class="empty">No series was released.</p>
      </>
    );
  return (
    <>
      <h4>What was done</h4>
      <Meanings series={series} />
      <p class="deid-aside">
        Patient ID and name are counted by their rule, as emptied or replaced; then both get the ID that is
        released.
      </p>
      <SeriesTable series={series} />
    </>
  );
}

function SeriesTable({ series }: { series: readonly Told<DeidSeriesRow>[] }): VNode | null {
  return (
    <DataTable<Row>
      caption="By series: attributes of all its files, by what was done to them"
      rows={['all', ...series]}
      rowClass={(row) => (row === 'all' ? 'deid-total' : undefined)}
      columns={[
        {
          title: 'Subject',
          cell: (row) => (row === 'all' ? 'all' : <Text of={of(row, 'subject')} code />),
        },
        { title: 'Modality', cell: (row) => (row === 'all' ? '' : <Text of={of(row, 'modality')} />) },
        {
          title: 'Files',
          numeric: true,
          cell: (row) =>
            row === 'all' ? (
              <Count n={series.reduce((n, { value }) => n + value.files, 0)} what="files of all series" />
            ) : (
              <Num of={of(row, 'files')} />
            ),
        },
        ...ACTIONS.map((action) => actionColumn(series, action)),
        {
          title: 'Series (released UID)',
          head: true,
          wide: true,
          cell: (row) => (row === 'all' ? 'all series' : <Text of={of(row, 'seriesUID')} code />),
        },
        {
          title: 'Study (released UID)',
          wide: true,
          cell: (row) => (row === 'all' ? '' : <Text of={of(row, 'studyUID')} code />),
        },
      ]}
    />
  );
}
