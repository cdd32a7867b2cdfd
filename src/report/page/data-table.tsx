import type { ComponentChildren, VNode } from 'preact';
import { Scroll } from './scroll.js';
import { Count } from './value.js';

/** A column of a table, and what stands in it. */
export interface DataColumn<R> {
  readonly title: string;
  /** Numbers stand to the right. */
  readonly numeric?: boolean;
  /** Names the row: a `<th scope="row">`. One column of a table at most. */
  readonly head?: boolean;
  /** May be narrow and break lines anywhere. */
  readonly wide?: boolean;
  readonly cell: (row: R) => ComponentChildren;
}

/** Rows shown of a table; a longer one says how many more the report has. */
export const MOST_ROWS = 500;

interface DataTableProps<R> {
  /** What the table holds: stands above it, and names it for those who hear it. */
  readonly caption: string;
  readonly columns: readonly DataColumn<R>[];
  /** What a person wants first, first. */
  readonly rows: readonly R[];
  /** What is said in place of a table without rows; without it nothing is. */
  readonly empty?: string;
  /** Class of a row. */
  readonly rowClass?: (row: R) => string | undefined;
}

/** A table with a caption and header cells, which scrolls by itself where the page is narrow. */
export function DataTable<R>(props: DataTableProps<R>): VNode | null {
  const { caption, columns, rows, empty, rowClass } = props;
  if (rows.length === 0) return empty === undefined ? null : <p class="empty">{empty}</p>;
  const more = rows.length - MOST_ROWS;
  return (
    <Scroll label={caption}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ title, numeric }) => (
              <th scope="col" class={numeric ? 'numeric' : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST_ROWS).map((row) => (
            <tr class={rowClass?.(row)}>
              {columns.map((column) => (
                <DataCell column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && (
        <p class="more">
          … and <Count n={more} what="rows not shown" /> more rows: they stand in the JSON report
        </p>
      )}
    </Scroll>
  );
}

function DataCell<R>({ column, row }: { column: DataColumn<R>; row: R }): VNode {
  const { numeric, head, wide, cell } = column;
  const classes = [numeric ? 'numeric' : '', wide ? 'wide' : ''].join(' ').trim() || undefined;
  return head ? (
    <th scope="row" class={classes}>
      {cell(row)}
    </th>
  ) : (
    <td class={classes}>{cell(row)}</td>
  );
}
