import type { PersonEvidence, RecordNumber } from '../../identity/person/evidence.js';
import { isPlaceholder } from '../../identity/person/placeholders.js';
import { normaliseNumber } from '../../identity/person/record-number.js';
import type { PhantomMatcher } from '../../identity/trial/phantom-matcher.js';
import type { Site } from '../../identity/trial/trial.js';
import { dayOf } from '../../study/days.js';
import type { InstanceTable } from '../../study/instance-table.js';
import type { Delivery, Study } from '../../study/model.js';
import type { SeriesHeader } from '../../study/series-header.js';
import type { DeliveredPatient, DeliveredPatients, DeliveredStudy } from './delivered.js';
import type { AssignmentReason } from './reasons.js';

const OTHER_ID = 'OtherPatientIDsSequence.PatientID';
const OTHER_ISSUER = 'OtherPatientIDsSequence.IssuerOfPatientID';
const REMOVED = 'PatientIdentityRemoved';

/** The attributes that the scan must read besides, to tell patients apart. */
export const PATIENT_ATTRIBUTES: readonly string[] = [OTHER_ID, OTHER_ISSUER, 'OtherPatientIDs', REMOVED];

/** What patients are gathered from. */
export interface GatherInput {
  readonly table: InstanceTable;
  readonly delivery: Delivery;
  readonly site: Site;
  /** Undefined when the trial has no phantoms. */
  readonly phantoms: PhantomMatcher | undefined;
}

/** The issuer of a record number: the header's, else the site's, so that two sites' numbers are never one person's. */
export function issuerAt(site: Site, issuer: string): string {
  return issuer.trim() || site.issuerOfPatientId || `site ${site.id}`;
}

/** Patients by issuer and Patient ID, in the order in which they are met. */
export function gatherPatients({ table, delivery, site, phantoms: matcher }: GatherInput): DeliveredPatients {
  const phantoms = new Set(table.headers.filter(({ further = {} }) => matcher?.matches(further)));
  const { groups, indexOf } = groupsOf(table.headers, { site, phantoms });
  const studies = groups.map((): Study[] => []);
  for (const study of delivery.studies) {
    for (const index of ownersOf(study, indexOf)) studies[index]?.push(study);
  }
  const claimed = claimedTwice(table.headers, { site, phantoms });
  const patients = groups.map((own, index): DeliveredPatient => {
    const mine = studies[index] ?? [];
    const isPhantom = own.some((header) => phantoms.has(header));
    const isTwofold = own.some((header) => claimed.has(personKey(header, site)));
    return {
      index,
      evidence: isPhantom ? phantomEvidence(own, site) : evidenceOf(own, site),
      isPhantom,
      isDeidentified: own.every(isRemoved),
      studies: mine.map((study) => deliveredStudy(study, table)),
      problems: problemsOf(mine, { isTwofold, indexOf }),
    };
  });
  const byHeader = table.headers.map((header) => indexOf.get(header) ?? 0);
  return { patients, patientOf: (instance) => byHeader[table.headerNumber(instance)] ?? 0 };
}

interface Sorting {
  readonly site: Site;
  readonly phantoms: ReadonlySet<SeriesHeader>;
}

/** Headers by patient, and the patient's index of each header. */
function groupsOf(headers: readonly SeriesHeader[], { site, phantoms }: Sorting) {
  const indexes = new Map<string, number>();
  const groups: SeriesHeader[][] = [];
  const indexOf = new Map<SeriesHeader, number>();
  for (const header of headers) {
    const isObject = phantoms.has(header);
    const { issuer, id } = normaliseNumber(isObject ? deviceNumber(header, site) : numberOf(header, site));
    const key = JSON.stringify([isObject, issuer, id]);
    const index = indexes.get(key) ?? groups.push([]) - 1;
    indexes.set(key, index);
    groups[index]?.push(header);
    indexOf.set(header, index);
  }
  return { groups, indexOf };
}

/** The record numbers under which a phantom lay here and a person there: which it is cannot be told of either. */
function claimedTwice(headers: readonly SeriesHeader[], { site, phantoms }: Sorting): Set<string> {
  const named = headers.filter(({ patient }) => !isPlaceholder(patient.id));
  const people = new Set(named.flatMap((own) => (phantoms.has(own) ? [] : personKey(own, site))));
  const objects = named.flatMap((own) => (phantoms.has(own) ? personKey(own, site) : []));
  return new Set(objects.filter((key) => people.has(key)));
}

function personKey(header: SeriesHeader, site: Site): string {
  const { issuer, id } = normaliseNumber(numberOf(header, site));
  return JSON.stringify([issuer, id]);
}

function numberOf({ patient }: SeriesHeader, site: Site): RecordNumber {
  return { issuer: issuerAt(site, patient.issuer), id: patient.id };
}

/**
 * A phantom qualifies the scanner that it lay in: it is known by that, and only without a serial number by its own ID,
 * on scanners of one model. With neither nothing is recalled.
 */
function deviceNumber({ patient, manufacturer, model, serial }: SeriesHeader, site: Site): RecordNumber {
  const own = isPlaceholder(serial) ? patient.id : serial;
  const id = own === '' ? '' : [manufacturer, model, own].join(' ');
  return { issuer: `phantom at site ${site.id}`, id };
}

function phantomEvidence([header]: readonly SeriesHeader[], site: Site): PersonEvidence {
  const number = header ? deviceNumber(header, site) : { issuer: '', id: '' };
  return { number, names: [], birthDates: [], sexes: [], otherNumbers: [], isDeidentified: false };
}

function isRemoved({ further }: SeriesHeader): boolean {
  return further?.[REMOVED]?.includes('YES') === true;
}

function evidenceOf(headers: readonly SeriesHeader[], site: Site): PersonEvidence {
  const [first] = headers;
  const values = (of: (header: SeriesHeader) => string): string[] =>
    // NUL is padding of old writers; a database keeps no text with it.
    distinct(headers.map((header) => of(header).replaceAll('\0', ''))).filter((value) => value !== '');
  return {
    number: first ? numberOf(first, site) : { issuer: '', id: '' },
    names: values(({ patient }) => patient.name),
    birthDates: values(({ patient }) => patient.birthDate),
    sexes: values(({ patient }) => patient.sex),
    otherNumbers: distinctNumbers(headers.flatMap((header) => otherNumbers(header, site))),
    isDeidentified: headers.some(isRemoved),
  };
}

function otherNumbers({ further = {}, patient }: SeriesHeader, site: Site): RecordNumber[] {
  const issuers = further[OTHER_ISSUER] ?? [];
  const listed = (further[OTHER_ID] ?? []).map((id, i) => ({ id, issuer: issuers[i] ?? '' }));
  const plain = (further.OtherPatientIDs ?? []).map((id) => ({ id, issuer: patient.issuer }));
  return [...listed, ...plain]
    .filter(({ id }) => id !== '')
    .map(({ id, issuer }) => ({ id, issuer: issuerAt(site, issuer || patient.issuer) }));
}

function deliveredStudy(study: Study, table: InstanceTable): DeliveredStudy {
  const seriesByModality: Record<string, number> = {};
  for (const { headers } of study.series) {
    const modality = headers[0]?.modality ?? '';
    seriesByModality[modality] = (seriesByModality[modality] ?? 0) + 1;
  }
  const headers = study.series.flatMap((series) => series.headers);
  const numbers = new Map(
    headers.map(({ patient: { issuer, id } }) => [JSON.stringify([issuer, id]), { issuer, patientId: id }]),
  );
  return {
    studyUID: study.studyUID,
    day: dayOf(datesOf(study)[0] ?? ''),
    series: study.series.map(({ seriesUID, headers: [header], instances }) => ({
      seriesUID,
      modality: header?.modality ?? '',
      instances: instances.map((instance) => ({
        sopClassUID: table.header(instance).sopClassUID,
        sopInstanceUID: table.sopInstanceUID(instance),
      })),
    })),
    seriesByModality,
    rawNumbers: [...numbers.values()],
  };
}

function ownersOf(study: Study, indexes: ReadonlyMap<SeriesHeader, number>): Set<number> {
  return new Set(study.series.flatMap(({ headers }) => headers.map((header) => indexes.get(header) ?? 0)));
}

interface ProblemInput {
  /** The record number stands for a phantom and for a person. */
  readonly isTwofold: boolean;
  readonly indexOf: ReadonlyMap<SeriesHeader, number>;
}

function problemsOf(studies: readonly Study[], { isTwofold, indexOf }: ProblemInput): AssignmentReason[] {
  const codes = new Set<AssignmentReason['code']>();
  if (isTwofold) codes.add('phantom-and-person');
  for (const study of studies) {
    const days = new Set(datesOf(study).map(dayOf));
    // Nothing holds studies together that have no UID.
    if (study.studyUID === '') codes.add('study-uid-absent');
    else if (ownersOf(study, indexOf).size > 1) codes.add('study-of-several-patients');
    if (days.size === 0 || days.has(undefined)) codes.add('study-date-absent');
    else if (days.size > 1) codes.add('study-date-contradicted');
  }
  return [...codes].map((code) => ({ code }));
}

/** The dates that a study has: a series without one has the others'. */
function datesOf({ series }: Study): string[] {
  return distinct(series.flatMap(({ headers }) => headers.map(({ studyDate }) => studyDate))).filter(
    (date) => date !== '',
  );
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}

function distinctNumbers(numbers: readonly RecordNumber[]): RecordNumber[] {
  return [...new Map(numbers.map((number) => [JSON.stringify([number.issuer, number.id]), number])).values()];
}
