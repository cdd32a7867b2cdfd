import type { VNode } from 'preact';
import type { AssignmentRow, CopyCounts, CrosswalkAnchor, ReadingRow } from '../../../assign-id-sections.js';
import { counted } from '../../counted.js';
import { type DataColumn, DataTable } from '../../data-table.js';
import { Fold } from '../../fold.js';
import { SumLine } from '../../sum-line.js';
import { each, of, type Told } from '../../told.js';
import { Count, Nothing, Num, Text } from '../../value.js';
import { State } from './state.js';
import { ASSIGNMENTS, rankOf, stateOf } from './words.js';

type Assignment = Told<AssignmentRow>;
const NONE = 'none is assigned';

const ASSIGNED: readonly DataColumn<Assignment>[] = [
  { title: 'Outcome', cell: (row) => <State of={of(row, 'outcome')} among={ASSIGNMENTS} /> },
  { title: 'Subject', cell: (row) => <Text of={of(row, 'subject')} why={NONE} /> },
  { title: 'Site', cell: (row) => <Text of={of(row, 'site')} /> },
  { title: 'Visit', cell: (row) => <Text of={of(row, 'visit')} why={NONE} /> },
  { title: 'Reading', cell: (row) => <Text of={of(row, 'readingId')} why="none, or kept apart" /> },
  {
    title: 'Shift days',
    numeric: true,
    cell: (row) => <Num of={of(row, 'shiftDays')} why={NONE} />,
  },
  {
    title: 'Corrected',
    numeric: true,
    cell: (row) => <Num of={of(row, 'uidGeneration')} why="not told" />,
  },
  { title: 'Key', head: true, wide: true, cell: (row) => <Text of={of(row, 'key')} code /> },
];

/** What `deid` takes from the report: one row a study and patient. */
export function Assignments({ of: list }: { of: Told<readonly AssignmentRow[]> }): VNode | null {
  const rows = each(list).sort(
    (a, b) => rankOf(ASSIGNMENTS, a.value.outcome) - rankOf(ASSIGNMENTS, b.value.outcome),
  );
  if (rows.length === 0) return null;
  return (
    <Fold
      summary={
        <>
          What de-identification takes from this: <Count n={rows.length} what="assignments" />{' '}
          {counted(rows.length, 'assignments')}
        </>
      }
    >
      <DataTable
        caption="Assignments, one a study and patient"
        columns={ASSIGNED}
        rows={rows}
        rowClass={({ value }) => stateOf(ASSIGNMENTS, value.outcome).look}
      />
      <p class="hint">
        The key is a keyed hash of issuer, patient ID and study: nobody without the project key can tell the
        patient from it. Corrected: how often the study was assigned anew; each time it gets new UIDs.
      </p>
    </Fold>
  );
}

const READINGS: readonly DataColumn<Told<ReadingRow>>[] = [
  { title: 'Reading', head: true, cell: (reading) => <Text of={of(reading, 'readingId')} /> },
  { title: 'Files made', numeric: true, cell: (reading) => <Num of={of(reading, 'files')} /> },
];

/** Blinded time points: neither subject nor visit stands beside them. */
export function Readings({ of: list }: { of: Told<readonly ReadingRow[] | undefined> }): VNode | null {
  const readings = each(list);
  if (readings.length === 0) return null;
  return (
    <>
      <h4>Blinded readings</h4>
      <DataTable caption="Readings" columns={READINGS} rows={readings} />
      <p class="hint">
        Not for readers: counts of files can tie readings to subjects. The list of who is who is made by
        corelab crosswalk export --unblinding.
      </p>
    </>
  );
}

/** What `--out` wrote, against the DICOM files that came in. */
export function Copies({ of: copies, dicom }: { of: Told<CopyCounts>; dicom: number }): VNode {
  return (
    <>
      <h4>Copies</h4>
      <SumLine
        total={{
          count: { value: dicom, at: '' },
          word: 'DICOM files in',
          counted: 'files in but those skipped',
        }}
        parts={[
          { count: of(copies, 'written'), word: 'written', tone: 'good' },
          { count: of(copies, 'refused'), word: 'refused', tone: 'bad' },
          { count: of(copies, 'notAssigned'), word: 'not assigned', tone: 'bad' },
        ]}
      />
      <p class="hint">Copies bear the research IDs. They are not de-identified.</p>
    </>
  );
}

/** Where the crosswalk's audit chain stood at the end: who keeps this can prove later that nothing was taken back. */
export function Anchor({ of: anchor }: { of: Told<CrosswalkAnchor | undefined> }): VNode {
  const { value } = anchor;
  if (!value) return <Nothing why="the report names no crosswalk" />;
  const told = { value, at: anchor.at };
  return (
    <>
      <h4>Crosswalk</h4>
      <dl class="facts">
        <dt>last audit record</dt>
        <dd>
          <Num of={of(told, 'seq')} />
        </dd>
        <dt>its seal</dt>
        <dd>
          <Text of={of(told, 'mac')} code />
        </dd>
        <dt>which crosswalk</dt>
        <dd>
          <Text of={of(told, 'salt')} code />
        </dd>
      </dl>
      <p class="hint">
        An anchor outside the crosswalk: whoever keeps this report can tell whether its history was changed or
        cut later. corelab crosswalk verify --anchor-of compares them.
      </p>
    </>
  );
}
