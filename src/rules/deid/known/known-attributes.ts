import { tagOf } from '../../../dicom/keyword.js';
import type { KnownKind } from '../known-value.js';

/** Attributes whose values identify, by what these are. Names of people are found by their VR besides. */
const ATTRIBUTES: Readonly<Record<KnownKind, readonly string[]>> = {
  name: [
    'PatientName',
    'OtherPatientNames',
    'PatientBirthName',
    'PatientMotherBirthName',
    'ResponsiblePerson',
    'ReferringPhysicianName',
    'ConsultingPhysicianName',
    'PhysiciansOfRecord',
    'PerformingPhysicianName',
    'NameOfPhysiciansReadingStudy',
    'OperatorsName',
    'RequestingPhysician',
    'ScheduledPerformingPhysicianName',
    'NamesOfIntendedRecipientsOfResults',
    'OrderEnteredBy',
    'ContentCreatorName',
    'ReviewerName',
    'PhysicianApprovingInterpretation',
  ],
  id: [
    'PatientID',
    'OtherPatientIDs',
    'IssuerOfPatientID',
    'AccessionNumber',
    'AdmissionID',
    'IssuerOfAdmissionID',
    'ServiceEpisodeID',
    'IssuerOfServiceEpisodeID',
    'StudyID',
    'RequestedProcedureID',
    'ScheduledProcedureStepID',
    'PerformedProcedureStepID',
    'PlacerOrderNumberImagingServiceRequest',
    'FillerOrderNumberImagingServiceRequest',
    'PlacerOrderNumberImagingServiceRequestRetired',
    'FillerOrderNumberImagingServiceRequestRetired',
    'PlacerOrderNumberProcedure',
    'FillerOrderNumberProcedure',
    'MedicalRecordLocator',
    'InsurancePlanIdentification',
    'InterpretationID',
    'ResultsID',
    'LocalNamespaceEntityID',
    'UniversalEntityID',
    'SpecimenAccessionNumber',
    'SpecimenIdentifier',
    'ContainerIdentifier',
  ],
  date: [
    'PatientBirthDate',
    'PatientBirthDateInAlternativeCalendar',
    'PatientDeathDateInAlternativeCalendar',
  ],
  phrase: [
    'InstitutionName',
    'InstitutionAddress',
    'InstitutionalDepartmentName',
    'PatientAddress',
    'PersonAddress',
    'ReferringPhysicianAddress',
    'ResponsibleOrganization',
    'CurrentPatientLocation',
    'PatientInstitutionResidence',
    'OrderEntererLocation',
    'PatientTelecomInformation',
    'PersonTelecomInformation',
    'OrderCallbackTelecomInformation',
    'CameraOwnerName',
  ],
  phone: [
    'PatientTelephoneNumbers',
    'PersonTelephoneNumbers',
    'ReferringPhysicianTelephoneNumbers',
    'OrderCallbackPhoneNumber',
  ],
  device: [
    'DeviceSerialNumber',
    'GantryID',
    'DetectorID',
    'PlateID',
    'CassetteID',
    'GeneratorID',
    'DeviceID',
    'UniqueDeviceIdentifier',
    'SourceSerialNumber',
    'StationName',
    'PerformedStationName',
    'ScheduledStationName',
    'PerformedStationAETitle',
    'ScheduledStationAETitle',
    'PerformedLocation',
    'ScheduledProcedureStepLocation',
  ],
};

const KINDS = Object.entries(ATTRIBUTES) as [KnownKind, readonly string[]][];

/** Keywords that stand at the top level, for who collects values a series at a time; see {@link kindOfKeyword}. */
export const KNOWN_ATTRIBUTES: readonly string[] = KINDS.flatMap(([, keywords]) => keywords);

let byKeyword: ReadonlyMap<string, KnownKind> | undefined;
let byTag: ReadonlyMap<number, { readonly kind: KnownKind; readonly keyword: string }> | undefined;

/** What the values of an attribute are; undefined where they identify nobody. */
export function kindOfKeyword(keyword: string): KnownKind | undefined {
  byKeyword ??= new Map(KINDS.flatMap(([kind, all]) => all.map((one) => [one, kind] as const)));
  return byKeyword.get(keyword);
}

/** {@link kindOfKeyword} by tag, with the keyword. */
export function knownAttribute(tag: number): { kind: KnownKind; keyword: string } | undefined {
  byTag ??= new Map(
    KINDS.flatMap(([kind, all]) => all.map((keyword) => [tagOf(keyword), { kind, keyword }] as const)),
  );
  return byTag.get(tag);
}
