import type { VNode } from 'preact';
import { Counts } from '../../counts.js';
import { DataTable } from '../../data-table.js';
import { Mark } from '../../mark.js';
import { type PageSource, toldReport } from '../../page-source.js';
import { isTold, of } from '../../told.js';
import { Num, Text } from '../../value.js';
import { OutcomeBar } from './outcome-bar.js';
import { whereOf } from './study-block.js';
import { idOf, type StudyView } from './study-view.js';

/** What of a report's configuration is shown. */
interface ProtocolConfig {
  readonly protocol?: { readonly id: string; readonly version: string; readonly sha256: string };
  readonly site?: string;
  readonly visit?: string;
}

/** Counts of a summary, as they are told beside the protocol. */
const COUNTS: readonly (readonly [string, string])[] = [
  ['series', 'series'],
  ['matched', 'taken for one of the protocol'],
  ['checks', 'checks'],
  ['fail', 'fail'],
  ['notEvaluable', 'not evaluable'],
  ['warn', 'warn'],
  ['waived', 'of these waived by a person'],
  ['pass', 'pass'],
  ['notApplicable', 'not applicable'],
  ['rows', 'rows of the manual'],
  ['tests', 'tests of the protocol itself'],
  ['notes', 'remarks on the protocol itself'],
];

/** Columns that stand only where some study has something in them. */
const NAMES = [
  ['subject', 'Subject'],
  ['visit', 'Visit'],
  ['site', 'Site'],
] as const;

/** The protocol, and what came of it in numbers. */
export function ProtocolFacts({ source }: { source: PageSource }): VNode {
  const report = toldReport(source);
  const config = { value: source.report.config as ProtocolConfig, at: `${report.at}/config` };
  const { protocol } = config.value;
  const told = protocol && { value: protocol, at: `${config.at}/protocol` };
  const summary = of(report, 'summary');
  return (
    <>
      {told && (
        <p>
          Protocol{' '}
          <b>
            <Text of={of(told, 'id')} />
          </b>
          , version <Text of={of(told, 'version')} />
          {(['site', 'visit'] as const)
            .filter((key) => isTold(of(config, key)))
            .map((key) => (
              <>
                , {key} <Text of={of(config, key)} />
              </>
            ))}
          .
        </p>
      )}
      <Counts of={summary} words={COUNTS} />
    </>
  );
}

/** All studies of a report at a glance, the worst first. */
export function Overview({ studies }: { studies: readonly StudyView[] }): VNode {
  return (
    <DataTable
      caption="Studies against the protocol, worst first"
      rows={studies}
      empty="No study was found to hold against the protocol."
      columns={[
        {
          title: 'Study',
          head: true,
          cell: ({ row }) => (
            <a href={`#${idOf(row)}`} class="protocol-study-link">
              study <Num of={of(row, 'study')} />
            </a>
          ),
        },
        { title: 'Outcome', cell: ({ row }) => <Mark of={of(row, 'outcome')} word /> },
        ...NAMES.filter(([key]) => studies.some(({ row }) => row.value[key] !== null)).map(
          ([key, title]) => ({
            title,
            cell: ({ row }: StudyView) => <Text of={of(row, key)} why="not known" />,
          }),
        ),
        {
          title: 'Series matched',
          numeric: true,
          cell: ({ row }) => (
            <>
              <Num of={of(row, 'matched')} /> of <Num of={of(row, 'series')} />
            </>
          ),
        },
        {
          title: 'Checks by outcome',
          cell: (study) => <OutcomeBar checks={study.checks} where={whereOf(study)} />,
        },
      ]}
    />
  );
}
