import type { VNode } from 'preact';
import { groupBy } from '../../../../findings/group-by.js';
import { Mark } from '../../mark.js';
import type { PageSource } from '../../page-source.js';
import { Scroll } from '../../scroll.js';
import { isTold, of } from '../../told.js';
import { Num, Text } from '../../value.js';
import { CheckButton } from './check-cell.js';
import { CheckPopovers } from './check-popover.js';
import { columnsOf, isChecked, type MatrixColumn } from './columns.js';
import type { Check, SeriesView, StudyView } from './study-view.js';

/** A series by number and description. */
function SeriesName({ of: row }: { of: SeriesView['row'] }): VNode {
  return (
    <>
      <Num of={of(row, 'seriesNumber')} why="no series number" />{' '}
      <Text of={of(row, 'description')} why="no description" />
      <span class="protocol-small">
        <Text of={of(row, 'modality')} why="no modality" /> · <Num of={of(row, 'instances')} /> inst.
      </span>
    </>
  );
}

/** What it was taken for, or why for nothing. */
function TakenFor({ of: { row } }: { of: SeriesView }): VNode {
  return (
    <>
      {isTold(of(row, 'entry')) && <Text of={of(row, 'entry')} />}
      {row.value.kind !== 'matched' && (
        <span class="protocol-small">
          <Text of={of(row, 'kind')} />
        </span>
      )}
    </>
  );
}

function cells({ checks }: SeriesView, columns: readonly MatrixColumn[]): (readonly Check[])[] {
  const byName = groupBy(checks, ({ value }) => value.check);
  return columns.map(({ first }) => byName.get(first.value.check) ?? []);
}

function CheckedCells({ of: series, columns }: { of: SeriesView; columns: readonly MatrixColumn[] }): VNode {
  return (
    <>
      {cells(series, columns).map((checks) => (
        <td class="cell">
          <CheckButton checks={checks} />
        </td>
      ))}
    </>
  );
}

/** A series that was not held against checks says why, over all columns. */
function ReasonCell({ of: { row, checks }, span }: { of: SeriesView; span: number }): VNode {
  return (
    <td colSpan={Math.max(1, span)} class="protocol-reason">
      {checks.length > 0 && <CheckButton checks={checks} />} <Text of={of(row, 'reason')} />
    </td>
  );
}

function SeriesLine({ of: series, columns }: { of: SeriesView; columns: readonly MatrixColumn[] }): VNode {
  const { row } = series;
  const checked = isChecked(series);
  return (
    <tr>
      <th scope="row">
        <SeriesName of={row} />
      </th>
      <td class="taken">
        <TakenFor of={series} />
        {checked && row.value.kind !== 'matched' && (
          <span class="protocol-small">
            <Text of={of(row, 'reason')} />
          </span>
        )}
      </td>
      <td>
        <Mark of={of(row, 'outcome')} />
      </td>
      {checked ? (
        <CheckedCells of={series} columns={columns} />
      ) : (
        <ReasonCell of={series} span={columns.length} />
      )}
    </tr>
  );
}

function Head({ columns }: { columns: readonly MatrixColumn[] }): VNode {
  return (
    <thead>
      <tr>
        <th scope="col">Series</th>
        <th scope="col">Taken for</th>
        <th scope="col">Worst</th>
        {columns.map(({ first, clean }) => (
          <th scope="col" class={clean ? 'turned clean' : 'turned'}>
            <Text of={of(first, 'check')} />
          </th>
        ))}
        {columns.length === 0 && <th scope="col">Why</th>}
      </tr>
    </thead>
  );
}

/** Series of a study against the checks of the protocol: a letter each, and all of it on demand. */
export function Matrix({ of: study, source }: { of: StudyView; source: PageSource }): VNode | null {
  const { series, row } = study;
  if (series.length === 0) return null;
  const columns = columnsOf(series);
  const groups = series.flatMap((one) => (isChecked(one) ? cells(one, columns) : [one.checks]));
  return (
    <>
      <Scroll label={`Series against checks, study ${row.value.study}`}>
        <table class="protocol-matrix">
          <caption>
            Series against checks, study <Num of={of(row, 'study')} />
          </caption>
          <Head columns={columns} />
          <tbody>
            {series.map((one) => (
              <SeriesLine of={one} columns={columns} />
            ))}
          </tbody>
        </table>
      </Scroll>
      <CheckPopovers groups={groups} source={source} />
    </>
  );
}
