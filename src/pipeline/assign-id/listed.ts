import type { RecordNumber } from '../../identity/person/evidence.js';
import { isPlaceholder } from '../../identity/person/placeholders.js';
import { normaliseNumber } from '../../identity/person/record-number.js';
import type { SubjectListEntry } from '../../identity/trial/subject-list.js';
import type { Site } from '../../identity/trial/trial.js';
import type { AssignContext } from './context.js';
import type { DeliveredPatient } from './delivered.js';

type List = readonly SubjectListEntry[] | undefined;

/**
 * What a list says of a record number; without an issuer in the list, to the number of any issuer. Nothing of a
 * placeholder, which names nobody.
 */
export function bindingOf(list: List, number: RecordNumber, site: Site): SubjectListEntry | undefined {
  if (isPlaceholder(number.id)) return undefined;
  return list?.find((entry) => isAt(entry, site) && names(entry, number));
}

/** Whether a list keeps an ID for another record number than this. */
export function isKeptForAnother(list: List, id: string, number: RecordNumber): boolean {
  const entry = list?.find(({ subject }) => subject === id);
  return entry?.patientId !== undefined && !names(entry, number);
}

/** Whether a list names the patients of a site, and has no ID for anybody else. */
export function isClosed(list: List, site: Site): boolean {
  const here = list?.filter((entry) => isAt(entry, site)) ?? [];
  return here.length > 0 && here.every(({ patientId }) => patientId !== undefined);
}

/** The IDs of a list that anybody at a site may be given, in the list's order. */
export function* freeIds(list: List, site: Site): Generator<string> {
  for (const entry of list ?? []) {
    if (entry.patientId === undefined && isAt(entry, site)) yield entry.subject;
  }
}

/** Whether a list has an ID for a site. */
export function isListedAt(list: List, id: string, site: Site): boolean {
  return list?.some((entry) => entry.subject === id && isAt(entry, site)) === true;
}

/** The visit that the operator states, or the list for this patient, and why. */
export function statedVisit(
  { evidence, isPhantom }: DeliveredPatient,
  { stated, list, site }: AssignContext,
): AssignContext['stated'] {
  if (isPhantom || stated) return stated;
  const visit = bindingOf(list, evidence.number, site)?.visit;
  return visit === undefined ? undefined : { visit, reason: 'as the list of subject IDs says' };
}

function isAt({ site }: SubjectListEntry, { id }: Site): boolean {
  return site === undefined || site === id;
}

function names({ patientId, issuer }: SubjectListEntry, number: RecordNumber): boolean {
  if (patientId === undefined) return false;
  const wanted = normaliseNumber(number);
  const listed = normaliseNumber({ id: patientId, issuer: issuer ?? number.issuer });
  return listed.id === wanted.id && listed.issuer === wanted.issuer;
}
