import type { VNode } from 'preact';
import type { QuarantineHit, QuarantineRow } from '../../../quarantine-sections.js';
import { type DataColumn, DataTable } from '../../data-table.js';
import { Fold } from '../../fold.js';
import { of, type Told } from '../../told.js';
import { Count, Num, Text } from '../../value.js';
import { HitTable } from './hits.js';
import { Next } from './next.js';
import { nextStep } from './next-step.js';
import { grouped } from './review-groups.js';

type Row = Told<QuarantineRow>;

/** What is known of an entry by its status, and how it looks; what needs a person first. */
const STATUSES = {
  damaged: { tone: 'bad', words: 'Its copy is missing or was changed: only the input has the file.' },
  waiting: { tone: 'some', words: 'Waits for a person.' },
  settled: { tone: 'good', words: 'Its run wrote it when it was completed.' },
  released: { tone: 'good', words: 'A second person let it go.' },
} as const;

const ORDER = Object.keys(STATUSES);

function columns(rows: readonly Row[]): DataColumn<Row>[] {
  const isNamed = rows.some(({ value }) => value.path !== undefined);
  const isUnkept = rows.some(({ value }) => value.unkept !== null);
  return [
    { title: 'Number', head: true, cell: (row) => <Num of={of(row, 'number')} /> },
    ...(isUnkept
      ? [
          {
            title: 'Not copied: in the input only',
            cell: (row: Row) => (
              <span class={row.value.unkept === null ? undefined : 'deid-fate bad'}>
                <Text of={of(row, 'unkept')} why="it was copied" />
              </span>
            ),
          },
        ]
      : []),
    ...(isNamed
      ? [{ title: 'File', wide: true, cell: (row: Row) => <Text of={of(row, 'path')} code /> }]
      : []),
    { title: 'Bytes', numeric: true, cell: (row) => <Num of={of(row, 'bytes')} /> },
    { title: 'Run began (UTC)', cell: (row) => <Text of={of(row, 'startedAt')} /> },
    { title: 'Run by', cell: (row) => <Text of={of(row, 'operator')} why="no name was given" /> },
    {
      title: 'Checksum of the copy',
      wide: true,
      cell: (row) => <Text of={of(row, 'sha256')} why="it could not be copied" code />,
    },
  ];
}

interface GroupProps {
  readonly rows: readonly Row[];
  readonly hits: readonly Told<QuarantineHit>[];
}

/** Entries of one status and reason, and where something was found in them. */
function EntryGroup({ rows, hits }: GroupProps): VNode | null {
  const [first] = rows;
  if (!first) return null;
  const { status, code } = first.value;
  const { tone, words } = STATUSES[status];
  return (
    <li class={`deid-reason ${tone}`}>
      <p>
        <span class={`deid-fate ${tone}`}>
          <Text of={of(first, 'status')} />
        </span>{' '}
        <span class="deid-reason-text">
          <Count n={rows.length} what={`entries ${status}: ${code}`} /> {rows.length === 1 ? 'file' : 'files'}
          : <Text of={of(first, 'code')} code />
        </span>
      </p>
      {status === 'waiting' ? <Next step={nextStep(code)} /> : <p class="deid-next">{words}</p>}
      <HitTable hits={hits} />
      <Fold open={rows.length === 1} summary={rows.length === 1 ? 'The file' : 'The files'}>
        <DataTable caption={`Files: ${code}, ${status}`} rows={rows} columns={columns(rows)} />
      </Fold>
    </li>
  );
}

interface EntriesProps {
  readonly entries: readonly Row[];
  readonly hits: readonly Told<QuarantineHit>[];
}

/** Hits that tell no number are those of the only entry that is told of. */
function hitsOf(rows: readonly Row[], { entries, hits }: EntriesProps): Told<QuarantineHit>[] {
  const numbers = new Set(rows.map(({ value }) => value.number));
  const isOnly = entries.length === 1;
  return hits.filter(({ value: { number } }) => (number === undefined ? isOnly : numbers.has(number)));
}

/** What lies in the quarantine, by status and reason: what needs a person first. */
export function Entries(props: EntriesProps): VNode {
  const { entries } = props;
  const groups = grouped(entries, ({ value: { status, code } }) => `${status} ${code}`).sort(
    ([a], [b]) => ORDER.indexOf(a?.value.status ?? '') - ORDER.indexOf(b?.value.status ?? ''),
  );
  if (entries.length === 0) return <p class="empty">The quarantine is empty.</p>;
  return (
    <ol class="plain">
      {groups.map((rows) => (
        <EntryGroup rows={rows} hits={hitsOf(rows, props)} />
      ))}
    </ol>
  );
}
