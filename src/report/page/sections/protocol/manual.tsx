import type { VNode } from 'preact';
import type { CheckProtocolSections } from '../../../check-protocol-sections.js';
import { DataTable } from '../../data-table.js';
import { type PageSource, toldReport } from '../../page-source.js';
import { each, of } from '../../told.js';
import { Text } from '../../value.js';

/** The protocol in words, as the table of a manual: `--explain`. */
export function Manual({ source }: { source: PageSource }): VNode {
  const rows = each(of(toldReport<CheckProtocolSections>(source), 'manual'));
  return (
    <DataTable
      caption="The protocol in words"
      rows={rows}
      empty="The protocol asks for nothing."
      columns={[
        { title: 'Series', cell: (row) => <Text of={of(row, 'series')} why="of the protocol as a whole" /> },
        { title: 'What', head: true, cell: (row) => <Text of={of(row, 'what')} /> },
        { title: 'Expected', wide: true, cell: (row) => <Text of={of(row, 'expected')} /> },
        { title: 'When', cell: (row) => <Text of={of(row, 'when')} why="always" /> },
        { title: 'A deviation', cell: (row) => <Text of={of(row, 'onDeviation')} why="not judged" /> },
        { title: 'Severity', cell: (row) => <Text of={of(row, 'severity')} why="not judged" /> },
        { title: 'Source', wide: true, cell: (row) => <Text of={of(row, 'source')} why="none is named" /> },
        {
          title: 'Rationale',
          wide: true,
          cell: (row) => <Text of={of(row, 'rationale')} why="none is given" />,
        },
      ]}
    />
  );
}
