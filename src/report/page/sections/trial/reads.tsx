import type { VNode } from 'preact';
import type { StatusReadsRow } from '../../../ledger-sections.js';
import { Scroll } from '../../scroll.js';
import { of, type Told } from '../../told.js';
import { Count, Nothing, Num, Text } from '../../value.js';

type Reads = Told<StatusReadsRow>;

/** Each text once, as it was told first, in their order. */
function once(rows: readonly Reads[], key: 'month' | 'site'): Told<string>[] {
  const known = new Map<string, Told<string>>();
  for (const row of rows) if (!known.has(row.value[key])) known.set(row.value[key], of(row, key));
  return [...known.values()].sort((a, b) => (a.value < b.value ? -1 : 1));
}

/** Readings that came, for billing: a row a month, the newest first, and a column a site. */
export function MonthlyReads({ rows }: { rows: readonly Reads[] }): VNode {
  if (rows.length === 0) return <p class="empty">No reading came yet.</p>;
  const sites = once(rows, 'site');
  const sum = (own: readonly Reads[]): number => own.reduce((all, { value }) => all + value.reads, 0);
  const caption = 'Readings that came, by month (UTC) and site';
  return (
    <Scroll label={caption}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Month</th>
            {sites.map((site) => (
              <th scope="col" class="numeric">
                site <Text of={site} />
              </th>
            ))}
            <th scope="col" class="numeric">
              All
            </th>
          </tr>
        </thead>
        <tbody>
          {once(rows, 'month')
            .reverse()
            .map((month) => {
              const own = rows.filter(({ value }) => value.month === month.value);
              return (
                <tr>
                  <th scope="row">
                    <Text of={month} />
                  </th>
                  {sites.map((site) => (
                    <ReadsCell rows={own.filter(({ value }) => value.site === site.value)} />
                  ))}
                  <td class="numeric">
                    <Count n={sum(own)} what="readings of the month" />
                  </td>
                </tr>
              );
            })}
        </tbody>
      </table>
    </Scroll>
  );
}

function ReadsCell({ rows }: { rows: readonly Reads[] }): VNode {
  return (
    <td class="numeric">
      {rows.length === 0 ? (
        <Nothing why="no reading came" />
      ) : (
        rows.map((row) => <Num of={of(row, 'reads')} />)
      )}
    </td>
  );
}
