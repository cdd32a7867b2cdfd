import type { VNode } from 'preact';
import { groupBy } from '../../../../findings/group-by.js';
import { DataTable } from '../../data-table.js';
import { Fold } from '../../fold.js';
import { Mark } from '../../mark.js';
import { of } from '../../told.js';
import { Count, Text } from '../../value.js';
import { Actual } from './check-popover.js';
import { Subject } from './check-tables.js';
import { type Check, deviates } from './study-view.js';

/** Checks of one series, or one of the protocol, that came to the same. */
function groupsOf(checks: readonly Check[]): (readonly Check[])[] {
  const keyOf = ({ value }: Check): string => JSON.stringify([value.entry, value.seriesUID, value.outcome]);
  return [...groupBy(checks, keyOf).values()];
}

function One({ of: check }: { of: Check }): VNode {
  const { actual, expected } = check.value;
  return (
    <li>
      <Text of={of(check, 'check')} />
      {actual !== null && (
        <>
          {' '}
          <b>
            <Actual of={check} />
          </b>
        </>
      )}
      {expected !== null && (
        <>
          {' '}
          (<Text of={of(check, 'expected')} />)
        </>
      )}
    </li>
  );
}

/**
 * What is as declared, or was not asked for, in the protocol's order: on demand. With the deviations it is every check.
 * A line is kept short: there are tens of thousands in a large delivery.
 */
export function OtherChecks({ checks, where }: { checks: readonly Check[]; where: string }): VNode | null {
  const rows = checks.filter((check) => !deviates(check));
  if (rows.length === 0) return null;
  return (
    <Fold
      summary={
        <>
          Checks without a deviation: <Count n={rows.length} what={`checks without a deviation, ${where}`} />
        </>
      }
    >
      <DataTable
        caption="Checks without a deviation: what is there (what is expected)"
        rows={groupsOf(rows)}
        columns={[
          { title: 'Series', head: true, cell: ([first]) => first && <Subject of={first} /> },
          { title: 'Outcome', cell: ([first]) => first && <Mark of={of(first, 'outcome')} word /> },
          {
            title: 'Checks',
            wide: true,
            cell: (group) => (
              <ul class="plain protocol-places">
                {group.map((check) => (
                  <One of={check} />
                ))}
              </ul>
            ),
          },
        ]}
      />
    </Fold>
  );
}
