import type { IdentifyingValues } from '../../study/series-header.js';
import { fieldOf } from './fields.js';
import type { XmlElement } from './xml/xml-element.js';

/** Elements that describe a person: patient and user, AIM 3 and 4. */
const PERSONS: ReadonlySet<string> = new Set(['person', 'Person', 'user', 'User']);
const FIELDS = ['name', 'id', 'loginName', 'birthDate'] as const;

/** Names, record numbers and logins of the patient and the user of a document: what must not stand in a label. */
export function personsIn(root: XmlElement): IdentifyingValues {
  const words = new Set<string>();
  const open = [root];
  for (let element = open.pop(); element; element = open.pop()) {
    if (PERSONS.has(element.name)) for (const field of FIELDS) words.add(fieldOf(element, field) ?? '');
    for (const child of element.children) open.push(child);
  }
  return { words: [...words].filter(Boolean), phrases: [] };
}

/** Elements that describe the patient. */
const PATIENTS: ReadonlySet<string> = new Set(['person', 'Person']);

/** The patient's ID as the document states it; undefined where it names none, or several. */
export function patientIn(root: XmlElement): string | undefined {
  const ids = new Set<string>();
  const open = [root];
  for (let element = open.pop(); element; element = open.pop()) {
    const id = PATIENTS.has(element.name) ? fieldOf(element, 'id')?.trim() : undefined;
    if (id) ids.add(id);
    for (const child of element.children) open.push(child);
  }
  const [id] = ids;
  return ids.size === 1 ? id : undefined;
}
