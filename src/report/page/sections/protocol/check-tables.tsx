import type { VNode } from 'preact';
import { type DataColumn, DataTable } from '../../data-table.js';
import { SeverityWord } from '../../mark.js';
import type { PageSource } from '../../page-source.js';
import { isTold, of } from '../../told.js';
import { Num, Text } from '../../value.js';
import { CheckMark } from './check-cell.js';
import { Actual, Decision, Difference, Outliers } from './check-popover.js';
import { type Check, deviates, worstFirst } from './study-view.js';

/** What was checked: the protocol's series and the number of the one that is there, or the study. */
export function Subject({ of: check }: { of: Check }): VNode {
  const { entry, seriesNumber } = check.value;
  if (entry === null && seriesNumber === null) return <>the study</>;
  return (
    <>
      {entry !== null && <Text of={of(check, 'entry')} />}
      {entry !== null && seriesNumber !== null && ' · '}
      {seriesNumber !== null && (
        <>
          series <Num of={of(check, 'seriesNumber')} />
        </>
      )}
    </>
  );
}

/** Why it is so: what the check says, whom it concerns, who decided. */
function Remarks({ of: check, source }: { of: Check; source: PageSource }): VNode {
  const { variant, outliers, disposition } = check.value;
  return (
    <>
      {disposition && (
        <p>
          <Decision of={check} />
        </p>
      )}
      {isTold(of(check, 'note')) && (
        <p>
          <Text of={of(check, 'note')} />
        </p>
      )}
      {outliers && (
        <p>
          <Outliers of={check} source={source} />
        </p>
      )}
      {variant !== null && (
        <p>
          variant <Text of={of(check, 'variant')} />
        </p>
      )}
      {isTold(of(check, 'rationale')) && (
        <p>
          <Text of={of(check, 'rationale')} />
        </p>
      )}
    </>
  );
}

/** The first columns of both tables. */
const WHAT: readonly DataColumn<Check>[] = [
  { title: 'Outcome', cell: (check) => <CheckMark of={check} word /> },
  { title: 'Series', cell: (check) => <Subject of={check} /> },
  { title: 'Check', head: true, cell: (check) => <Text of={of(check, 'check')} /> },
  { title: 'Expected', cell: (check) => <Text of={of(check, 'expected')} why="nothing is declared" /> },
  { title: 'Actual', cell: (check) => <Actual of={check} /> },
];

const OFF_BY: DataColumn<Check> = {
  title: 'Off by',
  numeric: true,
  cell: (check) => <Difference of={check} />,
};
const SOURCE: DataColumn<Check> = {
  title: 'Source',
  wide: true,
  cell: (check) => <Text of={of(check, 'source')} why="the protocol names none" />,
};

/** What is not as declared, the worst first: always on the page, and on paper. */
export function Deviations(props: { checks: readonly Check[]; source: PageSource }): VNode {
  const { checks, source } = props;
  const rows = worstFirst(checks.filter(deviates));
  const remarked = rows.some(
    ({ value: { note, outliers, disposition, variant, rationale } }) =>
      note ?? outliers ?? disposition ?? variant ?? rationale,
  );
  return (
    <DataTable
      caption="Deviations, worst first"
      rows={rows}
      empty="Nothing deviates."
      columns={[
        ...WHAT.slice(0, 1),
        { title: 'Severity', cell: (check) => <SeverityWord of={of(check, 'severity')} /> },
        ...WHAT.slice(1),
        ...(rows.some(({ value }) => value.difference !== null) ? [OFF_BY] : []),
        ...(remarked
          ? [
              {
                title: 'Remarks',
                wide: true,
                cell: (check: Check) => <Remarks of={check} source={source} />,
              },
            ]
          : []),
        SOURCE,
      ]}
    />
  );
}
