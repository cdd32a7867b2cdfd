import type { Reader } from '../../identity/crosswalk/contract.js';
import { normaliseNumber } from '../../identity/person/record-number.js';
import { RegistryError } from '../../identity/registry/registry-error.js';
import type { Subject } from '../../identity/registry/subjects.js';
import type { LoadedTrial } from '../trial/load-trial.js';

/** The ID that takes a wrong one's place. */
export interface Replacement {
  readonly id: string;
  readonly wrong: Subject;
  /** Rows of the record numbers that the studies came under. */
  readonly numbers: readonly number[];
}

/**
 * Refuses an ID that could not have been given to the subject: another form, a wrong check character, another site, not
 * on the list, or listed for another patient.
 * @throws RegistryError `subject-not-valid`
 */
export function refuseInvalidId(reader: Reader, loaded: LoadedTrial, replacement: Replacement): void {
  const fault = faultOf(reader, loaded, replacement);
  if (fault === undefined) return;
  throw new RegistryError('subject-not-valid', `${replacement.id} ${fault}: check how it is typed`);
}

function faultOf(reader: Reader, loaded: LoadedTrial, replacement: Replacement): string | undefined {
  const { id, wrong } = replacement;
  const { patterns, list } = loaded;
  if (wrong.kind === 'subject' && list) return listFault(reader, list.entries, replacement);
  const read = (wrong.kind === 'phantom' ? patterns.phantom : patterns.subject)?.parse(id);
  if (read?.kind !== 'id') {
    return read?.kind === 'wrong-check'
      ? 'has a check character that does not fit the rest'
      : 'does not have the form of the trial’s IDs';
  }
  return (read.site ?? wrong.site) === wrong.site ? undefined : `is not an ID of site ${wrong.site}`;
}

type Entries = NonNullable<LoadedTrial['list']>['entries'];

function listFault(
  reader: Reader,
  entries: Entries,
  { id, wrong, numbers }: Replacement,
): string | undefined {
  const entry = entries.find(({ subject, site = wrong.site }) => subject === id && site === wrong.site);
  if (!entry) return `is not on the list for site ${wrong.site}`;
  const { patientId, issuer } = entry;
  if (patientId === undefined) return undefined;
  const isTheirs = numbers.some((number) => {
    const row = reader.row('numbers', 'id = ?', number);
    if (!row) return false;
    const listed = normaliseNumber({ id: patientId, issuer: issuer ?? String(row.issuer) });
    return listed.id === row.patient_id && listed.issuer === row.issuer;
  });
  return isTheirs ? undefined : 'is on the list for another patient';
}
