import { parsePersonName } from '../../../dicom/values/person-name.js';
import { type Finding, finding } from '../../../findings/finding.js';
import type { PatientIdentity } from '../../../study/series-header.js';
import type { ManifestContext } from '../context.js';

/** Patient IDs under which different people seem to hide. Values are not named: only which attributes differ. */
export function contradictedPatients({ delivery }: ManifestContext): Finding[] {
  return delivery.patients.flatMap(({ identities }, patient) => {
    const subject = { name: `patient ${patient + 1}` };
    const attributes = contradictions(identities);
    if (attributes.length > 0) {
      return [finding('patient-contradicted', { subject, params: { attributes: attributes.join(', ') } })];
    }
    return distinct(identities.map(({ name }) => name)).length > 1
      ? [finding('patient-name-varies', { subject })]
      : [];
  });
}

function contradictions(identities: readonly PatientIdentity[]): string[] {
  const attributes: string[] = [];
  if (distinct(identities.map(({ birthDate }) => birthDate)).length > 1) attributes.push('PatientBirthDate');
  if (distinct(identities.map(({ sex }) => sex)).length > 1) attributes.push('PatientSex');
  const names = distinct(identities.map(({ name }) => name)).map(wordsOf);
  const [first = new Set<string>(), ...others] = names;
  if (others.some((words) => ![...words].some((word) => first.has(word)))) attributes.push('PatientName');
  return attributes;
}

/** Values that are there; an absent one contradicts nothing. */
function distinct(values: readonly string[]): string[] {
  return [...new Set(values.filter((value) => value !== ''))];
}

/** Words of a name, folded: two ways to write one name share at least one of them. */
function wordsOf(name: string): Set<string> {
  const { alphabetic, ideographic, phonetic } = parsePersonName(name);
  const text = [alphabetic, ideographic, phonetic].flatMap((group) => Object.values(group ?? {})).join(' ');
  const folded = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return new Set(folded.match(/[\p{L}\p{N}]+/gu) ?? []);
}
