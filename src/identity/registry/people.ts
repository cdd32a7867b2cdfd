import type { Action, Reader, Row, Writer } from '../crosswalk/contract.js';
import { demographicKeys } from '../person/demographic-keys.js';
import type { Candidates, Enrolment, KnownPerson, PersonEvidence, RecordNumber } from '../person/evidence.js';
import { normaliseNumber } from '../person/record-number.js';
import { subjectOf } from './subjects.js';

/** What is kept of a person besides record numbers: every value that a header has ever held. */
interface Details {
  readonly names: readonly string[];
  readonly birthDates: readonly string[];
  readonly sexes: readonly string[];
}

const DETAILS = ['names', 'birthDates', 'sexes'] as const;

/** Everyone in the crosswalk who may be the patient. */
export function candidatesOf(reader: Reader, evidence: PersonEvidence): Candidates {
  const own = personWith(reader, evidence.number);
  const others = evidence.otherNumbers.map((number) => personWith(reader, number));
  const alike = demographicKeys(evidence).flatMap((key) =>
    reader.rows('demographics', 'key = ?', key).map((row) => Number(row.person)),
  );
  return {
    byNumber: own === undefined ? undefined : knownPerson(reader, own),
    byOtherNumber: distinct(others).map((person) => knownPerson(reader, person)),
    ...(own === undefined && { bySameId: withSameId(reader, evidence.number) }),
    byDemographics: distinct(alike).map((person) => knownPerson(reader, person)),
  };
}

function withSameId(reader: Reader, number: RecordNumber): KnownPerson[] {
  const { id } = normaliseNumber(number);
  const rows = id === '' ? [] : reader.rows('numbers', 'patient_id = ?', id);
  return distinct(rows.map(({ person }) => Number(person))).map((person) => knownPerson(reader, person));
}

/** A person with all that is known of them. */
export function knownPerson(reader: Reader, person: number): KnownPerson {
  const row = reader.row('people', 'id = ?', person);
  if (!row) throw new RangeError('no such person in the crosswalk');
  return {
    person,
    numbers: reader
      .rows('numbers', 'person = ?', person)
      .map(({ issuer, patient_id: id }) => ({ issuer: String(issuer), id: String(id) })),
    ...detailsOf(row),
    enrolments: enrolmentsOf(reader, person),
  };
}

function enrolmentsOf(reader: Reader, person: number): Enrolment[] {
  return reader
    .rows('subjects', 'person = ?', person)
    .map(subjectOf)
    .map(({ row, trial, site, id, status }) => {
      const protocol = String(reader.row('trials', 'id = ?', trial)?.protocol ?? '');
      return { subjectRow: row, protocol, site, subject: id, status };
    });
}

/** Adds a person who is not known yet. @returns the person's row */
export function addPerson(writer: Writer, evidence: PersonEvidence, action: Action): number {
  const details = joined(NOTHING, evidence);
  const person = writer.insert('people', { details: JSON.stringify(details) }, action);
  addNumber(writer, person, evidence.number, action);
  for (const key of demographicKeys(evidence)) writer.insert('demographics', { person, key }, action);
  return person;
}

/** Keeps what a delivery says of a person and was not known: record number, spellings of the name, dates of birth. */
export function learn(writer: Writer, person: number, evidence: PersonEvidence, action: Action): void {
  addNumber(writer, person, evidence.number, action);
  relearn(writer, person, evidence, action);
}

/** What is said of a person: details, and the number under which it was said. */
export type Said = Details & Pick<PersonEvidence, 'number'>;

/** As {@link learn}, but the record number is not kept. */
export function relearn(writer: Writer, person: number, said: Said, action: Action): void {
  const row = writer.row('people', 'id = ?', person);
  if (!row) throw new RangeError('no such person in the crosswalk');
  const before = detailsOf(row);
  const after = joined(before, said);
  if (DETAILS.some((key) => after[key].length > before[key].length)) {
    writer.update('people', person, { details: JSON.stringify(after) }, action);
  }
  const known = new Set(writer.rows('demographics', 'person = ?', person).map(({ key }) => String(key)));
  for (const key of demographicKeys({ ...after, number: said.number })) {
    if (!known.has(key)) writer.insert('demographics', { person, key }, action);
  }
}

/** Adds a record number to a person, where it is not theirs already. @throws RangeError when it is somebody else's */
export function addNumber(writer: Writer, person: number, number: RecordNumber, action: Action): void {
  const { issuer, id } = normaliseNumber(number);
  if (id === '') return;
  const owner = personWith(writer, number);
  if (owner === person) return;
  if (owner !== undefined) throw new RangeError('the record number is another person’s');
  writer.insert('numbers', { person, issuer, patient_id: id }, action);
}

/** Who has a record number. */
export function personWith(reader: Reader, number: RecordNumber): number | undefined {
  const row = numberRow(reader, number);
  return row && Number(row.person);
}

/** The row of a record number that is known. */
export function numberRow(reader: Reader, number: RecordNumber): Row | undefined {
  const { issuer, id } = normaliseNumber(number);
  return id === '' ? undefined : reader.row('numbers', 'issuer = ? AND patient_id = ?', issuer, id);
}

function detailsOf(row: Row): Details {
  const { names, birthDates, sexes }: Details = JSON.parse(String(row.details));
  return { names, birthDates, sexes };
}

const NOTHING: Details = { names: [], birthDates: [], sexes: [] };

function joined(before: Details, said: Details): Details {
  return {
    names: union(before.names, said.names),
    birthDates: union(before.birthDates, said.birthDates),
    sexes: union(before.sexes, said.sexes),
  };
}

function union(known: readonly string[], seen: readonly string[]): string[] {
  return [...new Set([...known, ...seen.filter((value) => value !== '')])];
}

function distinct(numbers: readonly (number | undefined)[]): number[] {
  return [...new Set(numbers.flatMap((number) => (number === undefined ? [] : [number])))];
}
