import type { VNode } from 'preact';
import type { InitProtocolSections, InitSeriesRow } from '../../../init-protocol-sections.js';
import { Counts } from '../../counts.js';
import { type DataColumn, DataTable } from '../../data-table.js';
import type { SectionMaker } from '../../page-section.js';
import { type PageSource, toldReport } from '../../page-source.js';
import { each, isTold, of, type Told } from '../../told.js';
import { Num, Text } from '../../value.js';

/** What of a report's configuration is shown. */
interface MadeConfig {
  readonly id?: string;
  readonly out?: string | null;
  readonly sha256?: string;
}

const COUNTS: readonly (readonly [string, string])[] = [
  ['studies', 'studies of the reference'],
  ['series', 'series'],
  ['entries', 'series of the protocol'],
  ['variants', 'variants'],
  ['checks', 'checks'],
  ['leftOut', 'left out'],
];

type Row = Told<InitSeriesRow>;

const SERIES: readonly DataColumn<Row>[] = [
  {
    title: 'Series',
    numeric: true,
    cell: (row) => <Num of={of(row, 'seriesNumber')} why="no series number" />,
  },
  {
    title: 'Description',
    head: true,
    cell: (row) => <Text of={of(row, 'description')} why="no description" />,
  },
  { title: 'Modality', cell: (row) => <Text of={of(row, 'modality')} why="no modality" /> },
  { title: 'Instances', numeric: true, cell: (row) => <Num of={of(row, 'instances')} /> },
];
const NAMED: readonly DataColumn<Row>[] = [
  { title: 'Name in the protocol', cell: (row) => <Text of={of(row, 'entry')} code /> },
  {
    title: 'Variant of its scanner',
    wide: true,
    cell: (row) => <Text of={of(row, 'variant')} why="the checks go for all scanners" />,
  },
];
const UID: DataColumn<Row> = {
  title: 'Series UID',
  wide: true,
  cell: (row) => <Text of={of(row, 'seriesUID')} code />,
};

function because(title: string): DataColumn<Row> {
  return { title, wide: true, cell: (row) => <Text of={of(row, 'reason')} /> };
}

function Made({ source }: { source: PageSource }): VNode {
  const report = toldReport<InitProtocolSections>(source);
  const config = { value: source.report.config as MadeConfig, at: `${report.at}/config` };
  const summary = of(report, 'summary');
  return (
    <>
      <p>
        Protocol{' '}
        <b>
          <Text of={of(config, 'id')} />
        </b>
        {isTold(of(config, 'out')) && (
          <>
            {' '}
            in <Text of={of(config, 'out')} code />
          </>
        )}
        . A draft: a person has to read it, widen what may vary, and add the sources.
      </p>
      <Counts of={summary} words={COUNTS} />
    </>
  );
}

/** Reports of `init-protocol`: what became of each series of the reference. */
export const initProtocolSections: SectionMaker = async (source) => {
  const rows = each(of(toldReport<InitProtocolSections>(source), 'series'));
  const made = rows.filter(({ value }) => value.entry !== null);
  return [
    {
      chapter: 'protocol',
      title: 'A protocol made of a reference',
      body: (
        <>
          <Made source={source} />
          <DataTable
            caption="Series that the protocol was made of"
            rows={made}
            empty="No series was taken into the protocol."
            columns={[...SERIES, ...NAMED, because('What it comes to'), UID]}
          />
          <DataTable
            caption="Series that were left out"
            rows={rows.filter(({ value }) => value.entry === null)}
            columns={[...SERIES, because('Why'), UID]}
          />
        </>
      ),
    },
  ];
};
