import type { VNode } from 'preact';
import type { AssignedPatientRow } from '../../../assign-id-sections.js';
import { type DataColumn, DataTable } from '../../data-table.js';
import { each, of, type Told } from '../../told.js';
import { Count, Num, Text } from '../../value.js';
import { Sides } from './sides.js';
import { Meanings, State } from './state.js';
import { ASSIGNMENTS, rankOf, reasonWords, stateOf } from './words.js';

type Patient = Told<AssignedPatientRow>;

function Reasons({ of: patient }: { of: Patient }): VNode {
  const attributes = each(of(patient, 'attributes'));
  return (
    <ul class="plain">
      {each(of(patient, 'reasons')).map((reason) => (
        <li>
          {reasonWords(reason.value)} <Text of={reason} code />
        </li>
      ))}
      {attributes.length > 0 && (
        <li>
          look at{' '}
          {attributes.map((attribute, i) => (
            <>
              {i > 0 && ', '}
              <Text of={attribute} code />
            </>
          ))}
        </li>
      )}
    </ul>
  );
}

const COLUMNS: readonly DataColumn<Patient>[] = [
  { title: 'Patient', head: true, numeric: true, cell: (patient) => <Num of={of(patient, 'patient')} /> },
  { title: 'Outcome', cell: (patient) => <State of={of(patient, 'outcome')} among={ASSIGNMENTS} /> },
  { title: 'Subject', cell: (patient) => <Text of={of(patient, 'subject')} why="none is assigned" /> },
  { title: 'Site', cell: (patient) => <Text of={of(patient, 'site')} /> },
  { title: 'Why', wide: true, cell: (patient) => <Reasons of={patient} /> },
  { title: 'Files', numeric: true, cell: (patient) => <Num of={of(patient, 'files')} /> },
  {
    title: 'Studies',
    wide: true,
    cell: (patient) => (
      <ul class="plain">
        {each(of(patient, 'studies')).map((study) => (
          <li>
            <Text of={study} code why="no Study Instance UID" />
          </li>
        ))}
      </ul>
    ),
  },
];

/** The patients of a delivery and what became of them, those that need somebody first. */
export function Patients({ of: list }: { of: Told<readonly AssignedPatientRow[]> }): VNode {
  const patients = each(list).sort(
    (a, b) => rankOf(ASSIGNMENTS, a.value.outcome) - rankOf(ASSIGNMENTS, b.value.outcome),
  );
  const needy = patients.filter(({ value }) => stateOf(ASSIGNMENTS, value.outcome).look !== undefined);
  return (
    <>
      <h4>Patients</h4>
      {patients.length > 0 && (
        <p>
          <Count n={needy.length} what="patients that need a person" /> of{' '}
          <Count n={patients.length} what="patients" /> {patients.length === 1 ? 'patient' : 'patients'}{' '}
          {needy.length === 1 || patients.length === 1 ? 'needs' : 'need'} a person.
        </p>
      )}
      <DataTable
        caption="Patients, and what became of them"
        columns={COLUMNS}
        rows={patients}
        empty="The delivery names no patient."
        rowClass={({ value }) => stateOf(ASSIGNMENTS, value.outcome).look}
      />
      <Meanings of={patients.map(({ value }) => value.outcome)} among={ASSIGNMENTS} />
      <Sides patients={patients} />
    </>
  );
}
