import type { VNode } from 'preact';
import type { DeidPatientRow } from '../../../deid-sections.js';
import { DataTable } from '../../data-table.js';
import { Fold } from '../../fold.js';
import { each, of, type Told } from '../../told.js';
import { Count, Nothing, Num, Text } from '../../value.js';
import type { DeidReport } from './input-path.js';

type Row = Told<DeidPatientRow>;

/** Worst first. */
const OUTCOMES: readonly DeidPatientRow['outcome'][] = ['quarantined', 'partly', 'released'];

/** From so many patients on, those that are whole stand folded. */
const MANY = 20;

const TONES = { quarantined: 'bad', partly: 'some', released: 'good' } as const;

function Reasons({ of: row }: { of: Row }): VNode {
  const reasons = each(of(row, 'reasons'));
  if (reasons.length === 0) return <Nothing why="nothing of this patient was quarantined" />;
  return (
    <ul class="plain">
      {reasons.map((reason) => (
        <li>
          <Text of={reason} code />
        </li>
      ))}
    </ul>
  );
}

/** Files of which nobody could say whose they are: patients are those of images. */
function NobodysFiles({ report }: { report: DeidReport }): VNode | null {
  const rows = report.value.patients ?? [];
  const others = (report.value.summary.filesIn ?? 0) - rows.reduce((sum, { files }) => sum + files, 0);
  if (others <= 0) return null;
  return (
    <p class="deid-aside">
      <Count n={others} what="files in that are of no patient" /> more files are of no patient that could be
      told: no DICOM, a DICOMDIR, or not to be read.
    </p>
  );
}

interface PatientTableProps {
  readonly caption: string;
  readonly rows: readonly Row[];
  readonly isPlan: boolean;
}

function PatientTable({ caption, rows, isPlan }: PatientTableProps): VNode | null {
  return (
    <DataTable
      caption={caption}
      rows={rows}
      columns={[
        { title: 'Patient', head: true, cell: (row) => <Num of={of(row, 'patient')} /> },
        {
          title: isPlan ? 'Would be' : 'Is',
          cell: (row) => (
            <span class={`deid-fate ${TONES[row.value.outcome]}`}>
              <Text of={of(row, 'outcome')} />
            </span>
          ),
        },
        {
          title: 'Released as',
          cell: (row) => <Text of={of(row, 'subject')} why="nobody could say which subject this is" code />,
        },
        { title: 'Studies', numeric: true, cell: (row) => <Num of={of(row, 'studies')} /> },
        { title: 'Files', numeric: true, cell: (row) => <Num of={of(row, 'files')} /> },
        {
          title: isPlan ? 'Would be released' : 'Released or there already',
          numeric: true,
          cell: (row) => <Num of={of(row, 'released')} />,
        },
        { title: 'Quarantined', numeric: true, cell: (row) => <Num of={of(row, 'quarantined')} /> },
        { title: 'Why', cell: (row) => <Reasons of={row} /> },
      ]}
    />
  );
}

/** The patients of a delivery, and what became of them: those that need a person first; of many, the others folded. */
export function Patients({ report }: { report: DeidReport }): VNode {
  const isPlan = report.value.review !== undefined;
  const rows = each(of(report, 'patients')).sort(
    (a, b) => OUTCOMES.indexOf(a.value.outcome) - OUTCOMES.indexOf(b.value.outcome),
  );
  const whole = rows.length > MANY ? rows.filter(({ value }) => value.outcome === 'released') : [];
  const caption = `${isPlan ? 'What would become' : 'What became'} of each patient; who it is, only the number tells`;
  return (
    <>
      <h4>Patients</h4>
      {rows.length === 0 && <p class="empty">No patient was found.</p>}
      <PatientTable caption={caption} rows={rows.slice(0, rows.length - whole.length)} isPlan={isPlan} />
      {whole.length > 0 && (
        <Fold
          summary={
            <>
              <Count n={whole.length} what="patients of whom nothing was quarantined" /> patients of whom
              nothing
              {isPlan ? ' would be' : ' was'} quarantined
            </>
          }
        >
          <PatientTable caption={`${caption} (whole)`} rows={whole} isPlan={isPlan} />
        </Fold>
      )}
      <NobodysFiles report={report} />
    </>
  );
}
