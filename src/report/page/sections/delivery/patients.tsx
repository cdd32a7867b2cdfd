import type { VNode } from 'preact';
import type { PatientRow } from '../../../manifest-sections.js';
import { type DataColumn, DataTable } from '../../data-table.js';
import { each, of, type Told } from '../../told.js';
import { Num, Text } from '../../value.js';
import { type FindingsAbout, type ToldFinding, urgency, worstOf } from './findings-about.js';
import { FoldMany } from './fold-many.js';
import { Said } from './said.js';

/** More patients than these are folded. */
const MOST_OPEN = 25;
type Identity = NonNullable<PatientRow['identities']>[number];

/** A patient, and one of the ways in which headers name them. */
interface Named {
  readonly patient: Told<PatientRow>;
  readonly identity: Told<Identity>;
}

const named = (title: string, key: keyof Identity): DataColumn<Named> => ({
  title,
  cell: ({ identity }) => <Text of={of(identity, key)} why="the header has none" />,
});

const NAMES: readonly DataColumn<Named>[] = [
  { title: 'Patient', head: true, numeric: true, cell: (row) => <Num of={of(row.patient, 'patient')} /> },
  named('Name', 'name'),
  named('Patient ID', 'id'),
  named('Issuer', 'issuer'),
  named('Birth date', 'birthDate'),
  named('Sex', 'sex'),
];

function notes(
  findings: (patient: Told<PatientRow>) => readonly ToldFinding[],
): DataColumn<Told<PatientRow>> {
  return {
    title: 'Found',
    cell: (patient) => (
      <ul class="plain">
        <Said of={findings(patient)} />
      </ul>
    ),
  };
}

/** The persons of a delivery; how the headers name them stands only in reports that were asked for it. */
export function Patients({
  of: list,
  about,
}: {
  of: Told<readonly PatientRow[]>;
  about: FindingsAbout;
}): VNode {
  const findings = ({ value }: Told<PatientRow>) => about.named(`patient ${value.patient}`);
  const patients = each(list).sort((a, b) => urgency(findings(a)) - urgency(findings(b)));
  const names = patients.flatMap((patient) =>
    each(of(patient, 'identities')).map((identity) => ({ patient, identity })),
  );
  const columns: readonly DataColumn<Told<PatientRow>>[] = [
    { title: 'Patient', head: true, numeric: true, cell: (patient) => <Num of={of(patient, 'patient')} /> },
    { title: 'Studies', numeric: true, cell: (patient) => <Num of={of(patient, 'studies')} /> },
    ...(patients.some((patient) => findings(patient).length > 0) ? [notes(findings)] : []),
  ];
  return (
    <>
      <h4>Patients</h4>
      <FoldMany n={patients.length} what="patients, those with findings first" most={MOST_OPEN}>
        <DataTable
          caption="How many studies each has"
          columns={columns}
          rows={patients}
          empty="No patient is named."
          rowClass={(patient) => worstOf(findings(patient))?.value}
        />
      </FoldMany>
      <DataTable caption="How the headers name the patients" columns={NAMES} rows={names} />
      {names.length === 0 && patients.length > 0 && (
        <p class="hint">Who the patients are stands only in reports made with --identifiers.</p>
      )}
    </>
  );
}
