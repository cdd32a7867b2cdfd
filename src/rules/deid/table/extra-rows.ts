import { tagOf } from '../../../dicom/keyword.js';
import type { TableOption } from '../profile/profile.js';
import type { BasicCode } from './code.js';
import type { ConfidentialityRow } from './confidentiality-row.js';

/** An attribute that identifies though PS3.15 Table E.1-1 has no row for it. */
interface ExtraAttribute {
  readonly keyword: string;
  readonly basic: BasicCode;
  /** The option that keeps what is like it. */
  readonly keptBy?: TableOption;
  /** What it tells, or the attribute of the table that it is like. */
  readonly why: string;
}

/** A row beside the table. */
export interface ExtraRow extends ConfidentialityRow {
  readonly why: string;
}

const BIRTH: readonly ExtraAttribute[] = [
  { keyword: 'PatientBirthDateInAlternativeCalendar', basic: 'X', why: 'the birth date' },
  { keyword: 'PatientDeathDateInAlternativeCalendar', basic: 'X', why: 'the date of death' },
  { keyword: 'PatientAlternativeCalendar', basic: 'X', why: 'tells the culture, and goes with its dates' },
];

const NUMBERS: readonly ExtraAttribute[] = [
  { keyword: 'IssuerOfPatientIDQualifiersSequence', basic: 'X', why: 'as Issuer of Patient ID' },
  { keyword: 'PlacerOrderNumberProcedure', basic: 'X', why: 'an order number' },
  { keyword: 'FillerOrderNumberProcedure', basic: 'X', why: 'an order number' },
  { keyword: 'PlacerOrderNumberImagingServiceRequestRetired', basic: 'X', why: 'an order number' },
  { keyword: 'FillerOrderNumberImagingServiceRequestRetired', basic: 'X', why: 'an order number' },
  { keyword: 'OtherStudyNumbers', basic: 'X', why: 'as Study ID' },
  { keyword: 'BreedRegistrationNumber', basic: 'X', why: 'the number of one animal' },
  { keyword: 'HL7InstanceIdentifier', basic: 'D', why: 'names the original document' },
  { keyword: 'BoardingPassID', basic: 'X', why: 'names a traveller' },
  { keyword: 'ItineraryID', basic: 'X', why: 'names a traveller' },
  { keyword: 'RecordKey', basic: 'X', why: 'a key of the archive' },
  { keyword: 'PriorRecordKey', basic: 'X', why: 'a key of the archive' },
  { keyword: 'ObjectBinaryIdentifierTrial', basic: 'X', why: 'names the original document' },
  { keyword: 'ObjectDirectoryBinaryIdentifierTrial', basic: 'X', why: 'names the original document' },
];

const PERSONS: readonly ExtraAttribute[] = [
  { keyword: 'RequestingPhysicianIdentificationSequence', basic: 'X', why: 'as Requesting Physician' },
  { keyword: 'DocumentAuthorIdentifierCodeSequenceTrial', basic: 'X', why: 'codes of a person' },
  { keyword: 'DocumentingObserverIdentifierCodeSequenceTrial', basic: 'X', why: 'codes of a person' },
  { keyword: 'HangingProtocolUserIdentificationCodeSequence', basic: 'X', why: 'codes of a person' },
  { keyword: 'HangingProtocolCreator', basic: 'D', why: 'a person or an organization' },
  { keyword: 'ContactDisplayName', basic: 'X', why: 'the name of a person' },
  { keyword: 'OwnerID', basic: 'X', why: 'the user of a printer' },
  { keyword: 'DischargeDiagnosisCodeSequence', basic: 'X', why: 'as Admitting Diagnoses Code Sequence' },
  { keyword: 'InterpretationDiagnosisCodeSequence', basic: 'X', why: 'as Admitting Diagnoses Code Sequence' },
  {
    keyword: 'PatientBodyMassIndex',
    basic: 'X',
    keptBy: 'retainPatientCharacteristics',
    why: "as Patient's Size and Patient's Weight",
  },
  {
    keyword: 'PatientSizeCodeSequence',
    basic: 'X',
    keptBy: 'retainPatientCharacteristics',
    why: "as Patient's Size",
  },
];

const PLACES: readonly ExtraAttribute[] = [
  {
    keyword: 'LocalNamespaceEntityID',
    basic: 'D',
    keptBy: 'retainInstitutionIdentity',
    why: 'the institution that issued a number',
  },
  {
    keyword: 'UniversalEntityID',
    basic: 'D',
    keptBy: 'retainInstitutionIdentity',
    why: 'the institution that issued a number',
  },
  {
    keyword: 'DocumentingOrganizationIdentifierCodeSequenceTrial',
    basic: 'X',
    keptBy: 'retainInstitutionIdentity',
    why: 'codes of an institution',
  },
  {
    keyword: 'RadiationMachineName',
    basic: 'Z',
    keptBy: 'retainDeviceIdentity',
    why: 'as Treatment Machine Name',
  },
  { keyword: 'DeviceID', basic: 'X', keptBy: 'retainDeviceIdentity', why: 'as Device Serial Number' },
  { keyword: 'NTPSourceAddress', basic: 'X', why: 'an address in the network of the institution' },
  { keyword: 'RetrieveURL', basic: 'X', why: 'an address in the network of the institution' },
  { keyword: 'RetrieveURI', basic: 'X', why: 'an address in the network of the institution' },
  { keyword: 'StorageURL', basic: 'X', why: 'an address in the network of the institution' },
  { keyword: 'ContactURI', basic: 'X', why: 'an address of a person' },
  { keyword: 'PixelDataProviderURL', basic: 'X', why: 'an address in the network of the institution' },
  { keyword: 'StoredInstanceBaseURI', basic: 'X', why: 'an address in the network of the institution' },
  { keyword: 'FolderAccessURI', basic: 'X', why: 'an address in the network of the institution' },
  { keyword: 'FileAccessURI', basic: 'X', why: 'an address in the network of the institution' },
  { keyword: 'FilenameInContainer', basic: 'X', why: 'a file name, which may hold a name' },
  {
    keyword: 'EncryptedAttributesSequence',
    basic: 'X',
    why: 'the original identity, for recipients that an earlier release named',
  },
];

function rowFrom({ keyword, basic, keptBy, why }: ExtraAttribute): ExtraRow {
  return { name: keyword, basic, options: keptBy === undefined ? {} : { [keptBy]: 'K' }, why };
}

let rows: Map<number, ExtraRow> | undefined;

/** The row beside PS3.15 Table E.1-1 of a tag that the table leaves out though it identifies. */
export function extraRowOf(tag: number): ExtraRow | undefined {
  rows ??= new Map(
    [...BIRTH, ...NUMBERS, ...PERSONS, ...PLACES].map((extra) => [tagOf(extra.keyword), rowFrom(extra)]),
  );
  return rows.get(tag);
}
