import { parseDate } from '../../dicom/values/dates.js';
import { collapsed } from '../../dicom/values/fold.js';
import { unpadded } from '../../dicom/values/padding.js';
import { compareEachName, type NameComparison, namesContradict, namingForms } from './compare-names.js';
import type { ComparedAttribute } from './decision.js';
import type { KnownPerson, PersonEvidence, RecordNumber } from './evidence.js';

/** How values compare of which a person has one. unknown: one side has none. */
export type ValueOutcome = 'same' | 'different' | 'unknown';

/** How a patient of a delivery compares with a known person; no value of either. */
export interface Comparison {
  readonly name: NameComparison;
  readonly birthDate: ValueOutcome;
  readonly sex: ValueOutcome;
}

/** Nobody in a trial was born before; what is earlier is a default of a database or of a de-identifying tool. */
const FIRST_YEAR = 1901;
const LAST_YEAR = 2099;
/** Defaults of such tools that could be days of birth: 1901-01-01, 1911-11-11. */
const DEFAULT_DATES = new Set(['19010101', '19111111']);

/**
 * A birth date as `YYYYMMDD`.
 * @returns undefined where the value is empty, no day of the calendar, or a placeholder as 19000101 or 00010101
 */
export function knownBirthDate(value: string): string | undefined {
  const date = parseDate(value);
  if (!date || date.year < FIRST_YEAR || date.year > LAST_YEAR) return undefined;
  const text = [date.year, date.month, date.day].map((part) => String(part).padStart(2, '0')).join('');
  return DEFAULT_DATES.has(text) ? undefined : text;
}

/** The first of January is what is left of a birth date where only its year was kept. */
export function isYearOnly(birthDate: string): boolean {
  return birthDate.endsWith('0101');
}

/** M or F; undefined for anything else: O (PS3.3 C.7.1.1) and no value tell nothing. */
export function knownSex(value: string): 'M' | 'F' | undefined {
  const sex = unpadded(value).toUpperCase();
  return sex === 'M' || sex === 'F' ? sex : undefined;
}

/** Each known value once. */
export function known<T>(values: readonly string[], read: (value: string) => T | undefined): T[] {
  return [...new Set(values.flatMap((value) => read(value) ?? []))];
}

/** Every value of the delivery has to be one of the person's, who has several only where one was corrected. */
function compareValues<T>(delivered: readonly T[], persons: readonly T[]): ValueOutcome {
  if (delivered.length === 0 || persons.length === 0) return 'unknown';
  return delivered.every((value) => persons.includes(value)) ? 'same' : 'different';
}

function letters(text: string): string {
  return collapsed(text).replace(/[^\p{L}\p{M}\p{N}]/gu, '');
}

/**
 * The names that are more than a record number written again, as de-identifying tools do: a name that repeats the
 * number is right or wrong with it, and proves nothing.
 */
export function independentNames(names: readonly string[], numbers: readonly RecordNumber[]): string[] {
  const repeated = new Set(numbers.map(({ id }) => letters(id)));
  return names.filter((name) => namingForms(name).length > 0 && !repeated.has(letters(name)));
}

/** Compares a patient of a delivery with a known person, attribute by attribute. */
export function compare(evidence: PersonEvidence, person: KnownPerson): Comparison {
  const numbers = [evidence.number, ...person.numbers];
  return {
    name: compareEachName(independentNames(evidence.names, numbers), independentNames(person.names, numbers)),
    birthDate: compareValues(
      known(evidence.birthDates, knownBirthDate),
      known(person.birthDates, knownBirthDate),
    ),
    sex: compareValues(known(evidence.sexes, knownSex), known(person.sexes, knownSex)),
  };
}

/** Attributes that prove that a patient is not the person. */
export function contradictions({ name, birthDate, sex }: Comparison): ComparedAttribute[] {
  const attributes: ComparedAttribute[] = [];
  if (name.outcome === 'different') attributes.push('PatientName');
  if (birthDate === 'different') attributes.push('PatientBirthDate');
  if (sex === 'different') attributes.push('PatientSex');
  return attributes;
}

/** Attributes in which the delivery says two things of one patient. */
export function selfContradictions({
  names,
  birthDates,
  sexes,
  number,
}: PersonEvidence): ComparedAttribute[] {
  const attributes: ComparedAttribute[] = [];
  if (namesContradict(independentNames(names, [number]))) attributes.push('PatientName');
  if (known(birthDates, knownBirthDate).length > 1) attributes.push('PatientBirthDate');
  if (known(sexes, knownSex).length > 1) attributes.push('PatientSex');
  return attributes;
}

/**
 * Whether a comparison tells that the patient is the person: the name is the same, or the birth date is and the name
 * is not against it. A sex alone tells nothing.
 */
export function agrees(comparison: Comparison): boolean {
  if (contradictions(comparison).length > 0) return false;
  const { name, birthDate } = comparison;
  if (name.outcome === 'same') return true;
  return birthDate === 'same' && (name.outcome === 'similar' || name.outcome === 'unknown');
}
