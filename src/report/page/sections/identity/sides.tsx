import type { VNode } from 'preact';
import type { AssignedPatientRow, ComparedKeyword, PatientSide } from '../../../assign-id-sections.js';
import { Scroll } from '../../scroll.js';
import { each, of, type Told } from '../../told.js';
import { Num, Text } from '../../value.js';
import { ASSIGNMENTS, rankOf } from './words.js';

/** What persons are compared by, and the attribute that a patient's row may name. */
const ROWS: readonly { title: string; key: keyof PatientSide; keyword?: ComparedKeyword }[] = [
  { title: 'Subject', key: 'subject' },
  { title: 'Patient ID', key: 'patientId', keyword: 'PatientID' },
  { title: 'Issuer', key: 'issuer' },
  { title: 'Name', key: 'name', keyword: 'PatientName' },
  { title: 'Birth date', key: 'birthDate', keyword: 'PatientBirthDate' },
  { title: 'Sex', key: 'sex', keyword: 'PatientSex' },
];

/** What stands in place of a value that identifies. */
const MASKED = '***';

function whyNothing(key: keyof PatientSide): string {
  return key === 'subject' ? 'the delivery has no research ID' : 'absent';
}

function SidesOf({ of: patient }: { of: Told<AssignedPatientRow> }): VNode {
  const sides = each(of(patient, 'sides'));
  const { attributes = [] } = patient.value;
  return (
    <tbody>
      <tr class="group">
        <th scope="rowgroup" colSpan={2}>
          <span class="group-name">
            Patient <Num of={of(patient, 'patient')} />
          </span>
        </th>
        {sides.map((side) => (
          <th scope="col">
            <Text of={of(side, 'from')} />
          </th>
        ))}
      </tr>
      {ROWS.map(({ title, key, keyword }) => (
        <tr>
          <th scope="row">{title}</th>
          <td>
            {keyword && attributes.includes(keyword) && <strong class="fault">differs or is absent</strong>}
          </td>
          {sides.map((side) => (
            <td>
              <Text of={of(side, key)} why={whyNothing(key)} />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}

/** Both sides of conflicts and of what was asked, side by side; masked as the report has them. */
export function Sides({ patients }: { patients: readonly Told<AssignedPatientRow>[] }): VNode | null {
  const asked = patients
    .filter(({ value }) => (value.sides ?? []).length > 0)
    .sort((a, b) => rankOf(ASSIGNMENTS, a.value.outcome) - rankOf(ASSIGNMENTS, b.value.outcome));
  if (asked.length === 0) return null;
  const caption = 'Side by side: the delivery, and whom the crosswalk knows';
  const isMasked = asked.some(({ value }) =>
    value.sides?.some((side) => Object.values(side).includes(MASKED)),
  );
  return (
    <>
      <Scroll label={caption}>
        <table>
          <caption>{caption}</caption>
          {asked.map((patient) => (
            <SidesOf of={patient} />
          ))}
        </table>
      </Scroll>
      {isMasked && (
        <p class="hint">
          Three asterisks stand for a value that identifies: it shows in a report made with --identifiers.
        </p>
      )}
    </>
  );
}
