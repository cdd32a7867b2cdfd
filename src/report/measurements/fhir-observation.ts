import type { MeasurementRow, RowCode } from '../measure-export-sections.js';
import { exactDecimal } from './exact-decimal.js';
import { absentReason, concept, NAMES, ownConcept, UCUM } from './fhir-codes.js';
import { FhirDecimal, type FhirValue } from './fhir-json.js';
import { stateOf } from './row-state.js';

const IMAGING: FhirValue = {
  coding: [
    {
      system: 'http://terminology.hl7.org/CodeSystem/observation-category',
      code: 'imaging',
      display: 'Imaging',
    },
  ],
};

/** The codes of a measurement that the file gives no name. */
const NO_CONCEPT: FhirValue = { text: 'measurement without a concept' };

const PERCENT = { unit: '%', system: UCUM, code: '%' };
const VOXELS = { unit: '{voxels}', system: UCUM, code: '{voxels}' };

/** A row as a FHIR R4 Observation: https://hl7.org/fhir/R4/observation.html */
export function fhirObservation(row: MeasurementRow): FhirValue {
  const { source, image, subject, site, visit, reader } = row;
  return {
    resourceType: 'Observation',
    extension: site ? [{ url: 'urn:corelab:fhir:trial-site', valueString: site }] : [],
    partOf: [studyReference(source.studyUID)],
    // "final" means verified: a value that its region does not bear out is preliminary.
    status: stateOf(row) === 'complete' ? 'final' : 'preliminary',
    category: [IMAGING],
    code: concept(row.concept, row.conceptToday) ?? NO_CONCEPT,
    subject: subject ? { type: 'Patient', identifier: { value: subject } } : undefined,
    focus: [lesionReference(row)],
    encounter: visit ? { type: 'Encounter', display: visit } : undefined,
    ...timesOf(row),
    performer: [reader ? { display: reader } : undefined],
    ...valueCells(row),
    note: notesOf(row),
    bodySite: bodySite(row),
    method: concept(row.method),
    device: deviceOf(row),
    derivedFrom: [objectReference(row), studyReference(image?.studyUID ?? null)],
    component: componentsOf(row),
  };
}

/** The lesion, by its tracking UID: as the HL7 guide for DICOM SR has it, it is in focus, not what identifies a value. */
function lesionReference({ trackingUid, trackingId, lesionLabel }: MeasurementRow): FhirValue {
  const identifier = trackingUid ? uidIdentifier(trackingUid) : undefined;
  const display = lesionLabel ?? trackingId ?? undefined;
  return identifier || display ? { type: 'BodyStructure', identifier, display } : undefined;
}

function studyReference(uid: string | null): FhirValue {
  const identifier = uid ? uidIdentifier(uid) : undefined;
  return identifier && { type: 'ImagingStudy', identifier };
}

function objectReference({ source }: MeasurementRow): FhirValue {
  const identifier = uidIdentifier(source.sopInstanceUID);
  return { type: 'DocumentReference', identifier, display: `${source.kind} ${source.itemPath}` };
}

/** FHIR R4 ImagingStudy: a DICOM UID is an identifier of the system `urn:dicom:uid`. */
function uidIdentifier(uid: string): FhirValue {
  return /^[0-9.]+$/.test(uid) ? { system: 'urn:dicom:uid', value: `urn:oid:${uid}` } : undefined;
}

/**
 * Effective is when the body was as it was measured: the day of the study. FHIR R4 2.24.0.1: a time of day needs its
 * zone; a moment without one keeps its date here and stands whole in a component.
 */
function timesOf({ studyDate, dateTime }: MeasurementRow): Record<string, FhirValue> {
  const isInstant = dateTime !== null && INSTANT.test(dateTime);
  const day = /^\d{4}(-\d{2}(-\d{2})?)?/.exec(studyDate ?? dateTime ?? '')?.[0];
  return { effectiveDateTime: day, issued: isInstant ? dateTime : undefined };
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** FHIR R4 obs-6: a reason for no value only where there is none. */
function valueCells(row: MeasurementRow): Record<string, FhirValue> {
  if (row.value === null) return { dataAbsentReason: absentReason(row) };
  const exact = exactDecimal(row.value);
  if (exact === undefined) {
    return row.value.trim() === '' ? { dataAbsentReason: absentReason(row) } : { valueString: row.value };
  }
  return { valueQuantity: quantity(exact, row) };
}

function quantity(exact: string, row: MeasurementRow): FhirValue {
  return { value: new FhirDecimal(exact), ...unitOf(row) };
}

/** A unit that was not understood is as the file has it: it is UCUM only where the file says so. */
function unitOf({ unit, storedUnit, valueFrom }: MeasurementRow): Record<string, FhirValue> {
  const code = (unit ?? '').trim().replaceAll(/\s+/g, ' ');
  const isAsStored = valueFrom === 'stored' && storedUnit !== null && unit === storedUnit.value;
  const isUcum = code !== '' && (!isAsStored || storedUnit.scheme === 'UCUM');
  return isUcum ? { unit: code, system: UCUM, code } : { unit: code };
}

function notesOf({ why, problems, qualifier, value }: MeasurementRow): FhirValue {
  const texts = [
    why,
    value !== null && qualifier ? `qualified: ${qualifier.meaning || qualifier.value}` : null,
    problems.length > 0 ? `problems: ${problems.join(' ')}` : null,
  ];
  return texts.map((text) => (text ? { text } : undefined));
}

function bodySite({ findingSite, findingSiteToday, laterality }: MeasurementRow): FhirValue {
  const site = concept(findingSite, findingSiteToday);
  if (!findingSite || !laterality || !site) return site;
  return { ...site, text: [findingSite.meaning, laterality.meaning].filter(Boolean).join(', ') };
}

function deviceOf({ device, deviceVersion, algorithm, algorithmVersion }: MeasurementRow): FhirValue {
  const named = [
    [device, deviceVersion],
    [algorithm, algorithmVersion],
  ].map((parts) => parts.filter(Boolean).join(' '));
  const display = named.filter((name) => name !== '').join('; ');
  return display === '' ? undefined : { type: 'Device', display };
}

function componentsOf(row: MeasurementRow): FhirValue {
  const { recomputedValue, difference, differencePercent, agrees, voxelCount } = row;
  const percent = ['difference-percent', 'Difference in percent of the recomputed value'] as const;
  const comparison = [
    number(['recomputed-value', 'Recomputed value'], recomputedValue, unitOf(row)),
    number(['difference', 'Stored less recomputed value'], difference, unitOf(row)),
    number(percent, differencePercent, PERCENT),
  ];
  return [
    coded(NAMES.derivation, row.derivation),
    coded(NAMES.findingCategory, row.findingCategory),
    coded(NAMES.finding, row.finding),
    coded(NAMES.laterality, row.laterality),
    ...row.sites.slice(1).map(({ site }) => coded(NAMES.findingSite, site)),
    ...[...row.modifiers, ...row.qualitative].map(({ name, value }) => coded(name, value)),
    ...(row.valueFrom === 'stored' ? comparison : []),
    agrees !== null && {
      code: ownConcept('agrees', 'Stored and recomputed value agree'),
      valueBoolean: agrees,
    },
    number(['voxel-count', 'Number of voxels'], voxelCount, VOXELS),
    text('figure', 'Figure that was recomputed', row.figure),
    text('date-time', 'Date and time of the measurement', row.dateTime),
  ].map((component) => component || undefined);
}

function coded(name: RowCode, value: RowCode | string | null): FhirValue {
  if (value === null) return undefined;
  const code = concept(name) ?? ownConcept('unnamed', 'What the file gives no name');
  if (typeof value === 'string') return value.trim() === '' ? undefined : { code, valueString: value };
  const given = concept(value);
  return given === undefined ? undefined : { code, valueCodeableConcept: given };
}

function number(
  [code, display]: readonly [string, string],
  value: number | null,
  unit: Record<string, FhirValue>,
): FhirValue {
  if (value === null || !Number.isFinite(value)) return undefined;
  return { code: ownConcept(code, display), valueQuantity: { value, ...unit } };
}

function text(code: string, display: string, value: string | null): FhirValue {
  return value ? { code: ownConcept(code, display), valueString: value } : undefined;
}
