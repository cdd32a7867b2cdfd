import type { MeasurementRow, RowCode } from '../measure-export-sections.js';
import type { FhirValue } from './fhir-json.js';

/**
 * Coding schemes by their URI. FHIR R4 4.3.0 (code systems), PS3.16 Table 8-1 (UIDs); SNOMED codes of RT style are no
 * SNOMED CT identifiers and have a URI of their own.
 */
export const CODING_SYSTEMS: ReadonlyMap<string, string> = new Map([
  ['SCT', 'http://snomed.info/sct'],
  ['SRT', 'http://snomed.info/srt'],
  ['SNM3', 'http://snomed.info/srt'],
  ['99SDM', 'http://snomed.info/srt'],
  ['LN', 'http://loinc.org'],
  ['DCM', 'http://dicom.nema.org/resources/ontology/DCM'],
  ['UCUM', 'http://unitsofmeasure.org'],
  ['RADLEX', 'http://www.radlex.org'],
  ['IBSI', 'urn:oid:1.2.840.10008.2.16.13'],
]);

/** UCUM's URI. */
export const UCUM = 'http://unitsofmeasure.org';

/** The URI of a coding scheme designator; of private and unknown ones `urn:corelab:coding-scheme:NAME`. */
function systemOf(scheme: string): string | undefined {
  const name = scheme.trim();
  if (name === '') return undefined;
  return CODING_SYSTEMS.get(name) ?? `urn:corelab:coding-scheme:${name.replaceAll(/[^A-Za-z0-9._-]+/g, '_')}`;
}

/** Codes that mean the same as a CodeableConcept: the first's meaning is its text; undefined where there is none. */
export function concept(...codes: readonly (RowCode | null)[]): Record<string, FhirValue> | undefined {
  const given = codes.filter((code) => code !== null);
  const different = given.filter(
    (one, at) => given.findIndex((other) => one.value === other.value && one.scheme === other.scheme) === at,
  );
  const text = given[0]?.meaning.trim() || given[0]?.value.trim();
  return !text ? undefined : { coding: different.map(coding), text };
}

function coding({ value, scheme, meaning }: RowCode): FhirValue {
  // FHIR R4 2.24.0.1: a code has no white space at its ends, and single spaces within.
  const code = value.trim().replaceAll(/\s+/g, ' ');
  return code === '' ? undefined : { system: systemOf(scheme), code, display: meaning };
}

/** A code of this program's own about a measurement. */
export function ownConcept(code: string, display: string): FhirValue {
  return { coding: [{ system: 'urn:corelab:measurement', code, display }], text: display };
}

/** A code of the DICOM Controlled Terminology (PS3.16 Annex D), or of SNOMED CT, that names a component. */
export const NAMES = {
  derivation: { value: '121401', scheme: 'DCM', meaning: 'Derivation' },
  finding: { value: '121071', scheme: 'DCM', meaning: 'Finding' },
  findingCategory: { value: '276214006', scheme: 'SCT', meaning: 'Finding category' },
  findingSite: { value: '363698007', scheme: 'SCT', meaning: 'Finding Site' },
  laterality: { value: '272741003', scheme: 'SCT', meaning: 'Laterality' },
} as const satisfies Readonly<Record<string, RowCode>>;

/** PS3.16 CID 42 in terms of FHIR's data-absent-reason; what has no like is `unknown`. */
const ABSENT: ReadonlyMap<string, string> = new Map([
  ['114000', 'not-a-number'],
  ['114001', 'negative-infinity'],
  ['114002', 'positive-infinity'],
  ['114006', 'error'],
  ['114007', 'not-performed'],
  ['114008', 'error'],
]);

/** Why a row has no value. */
export function absentReason({ qualifier, why }: MeasurementRow): FhirValue {
  const code = (qualifier?.scheme === 'DCM' && ABSENT.get(qualifier.value)) || 'unknown';
  const system = 'http://terminology.hl7.org/CodeSystem/data-absent-reason';
  const codings = [{ system, code }, ...(qualifier ? [coding(qualifier)] : [])];
  return { coding: codings, text: why ?? qualifier?.meaning };
}
