import type { EthicsApproval, Site, Trial, Visit } from '../trial/trial.js';

/** What is known of a file's place in the trial. */
export interface Facts {
  readonly trial: Trial;
  readonly site: Site;
  /** Subject ID, scanner-qualification ID or reading ID. */
  readonly id: string;
  readonly visit?: Visit | undefined;
  readonly offsetDays?: number | null | undefined;
  readonly approval?: EthicsApproval | undefined;
  /** The reader must not learn the site. */
  readonly isSiteConcealed: boolean;
}

/** Whom a file is of. A blinded file is of nobody that its reader knows. */
export type FileKind = 'subject' | 'phantom' | 'blinded';

/** A value to write; null: the attribute is there without one (Type 2); undefined: it is not there. */
type Asserted = string | number | null | undefined;

/** One attribute that is written, emptied or taken out, whatever stands in the file. */
export interface AssertedAttribute {
  readonly keyword: string;
  /** What is asserted of each kind of file; where there is nothing, the attribute is taken out. */
  readonly of: { readonly [kind in FileKind]?: (facts: Facts) => Asserted };
  /** Why what stands in the file cannot stay where nothing is asserted. */
  readonly why: string;
}

const id = ({ id }: Facts): string => id;

/** The two kinds of file that have the Clinical Trial Subject module. */
function both(value: (facts: Facts) => Asserted): AssertedAttribute['of'] {
  return { subject: value, blinded: value };
}

/** PS3.3 C.7.1.1, Patient. The ID takes the place of the record number, so nothing that leads back to it can stay. */
const PATIENT: readonly AssertedAttribute[] = [
  { keyword: 'PatientName', of: { subject: id, phantom: id, blinded: id }, why: 'the name of the person' },
  { keyword: 'PatientID', of: { subject: id, phantom: id, blinded: id }, why: 'the record number' },
  {
    keyword: 'IssuerOfPatientID',
    of: { subject: ({ trial }) => trial.subjectIds.issuer },
    why: 'issued the record number, not the ID that stands there now',
  },
  { keyword: 'IssuerOfPatientIDQualifiersSequence', of: {}, why: 'qualifies the issuer that was taken out' },
  { keyword: 'TypeOfPatientID', of: {}, why: 'tells how the record number was read, as a bar code' },
  { keyword: 'OtherPatientIDs', of: {}, why: 'record numbers' },
  { keyword: 'OtherPatientIDsSequence', of: {}, why: 'record numbers' },
  { keyword: 'OtherPatientNames', of: {}, why: 'names of the person' },
  { keyword: 'PatientBirthName', of: {}, why: 'a name of the person' },
  { keyword: 'MedicalRecordLocator', of: {}, why: 'a record number' },
  { keyword: 'SourcePatientGroupIdentificationSequence', of: {}, why: 'holds Patient IDs' },
  { keyword: 'GroupOfPatientsIdentificationSequence', of: {}, why: 'holds Patient IDs' },
];

/**
 * PS3.3 C.7.1.3, Clinical Trial Subject. It must have a Subject ID (0012,0040) or a Subject Reading ID (0012,0042),
 * each of which is 1C on the other's absence. A phantom is not enrolled and has neither, so it has not this module.
 */
const SUBJECT: readonly AssertedAttribute[] = [
  { keyword: 'ClinicalTrialSponsorName', of: both(({ trial }) => trial.sponsor), why: 'another trial' },
  { keyword: 'ClinicalTrialProtocolID', of: both(({ trial }) => trial.protocol.id), why: 'another trial' },
  {
    keyword: 'ClinicalTrialProtocolName',
    of: both(({ trial }) => trial.protocol.name ?? null),
    why: 'another trial',
  },
  {
    keyword: 'IssuerOfClinicalTrialProtocolID',
    of: both(({ trial }) => trial.protocol.issuer),
    why: 'issued the ID of another protocol',
  },
  { keyword: 'OtherClinicalTrialProtocolIDsSequence', of: {}, why: 'not known to be IDs of this protocol' },
  {
    keyword: 'ClinicalTrialSiteID',
    of: both(({ site, isSiteConcealed }) => (isSiteConcealed ? null : site.id)),
    why: 'a site of another trial',
  },
  {
    keyword: 'ClinicalTrialSiteName',
    of: both(({ site, isSiteConcealed }) => (isSiteConcealed ? null : (site.name ?? null))),
    why: 'a site of another trial',
  },
  { keyword: 'IssuerOfClinicalTrialSiteID', of: {}, why: 'issued the site ID that was taken out' },
  { keyword: 'ClinicalTrialSubjectID', of: { subject: id }, why: 'a subject of another trial, or concealed' },
  {
    keyword: 'IssuerOfClinicalTrialSubjectID',
    of: { subject: ({ trial }) => trial.subjectIds.issuer },
    why: 'issued the subject ID that was taken out',
  },
  { keyword: 'ClinicalTrialSubjectReadingID', of: { blinded: id }, why: 'links the file to a blinded copy' },
  {
    keyword: 'IssuerOfClinicalTrialSubjectReadingID',
    of: {},
    why: 'issued the reading ID that was taken out',
  },
  // The name is 1C: there when the number is. Both name a site or its country, so a blinded copy has neither.
  {
    keyword: 'ClinicalTrialProtocolEthicsCommitteeName',
    of: { subject: ({ approval }) => approval?.committee },
    why: 'approved another trial, or names the site',
  },
  {
    keyword: 'ClinicalTrialProtocolEthicsCommitteeApprovalNumber',
    of: { subject: ({ approval }) => approval?.number },
    why: 'approves another trial, or names the site',
  },
  // PS3.3 C.34.4: the dates belong to protocols, not to this module; of another approval they would be wrong.
  { keyword: 'EthicsCommitteeApprovalEffectivenessStartDate', of: {}, why: 'a date of another approval' },
  { keyword: 'EthicsCommitteeApprovalEffectivenessEndDate', of: {}, why: 'a date of another approval' },
];

/** PS3.3 C.7.2.3, Clinical Trial Study. A blinded copy and a phantom have no visit, and not this module. */
const STUDY: readonly AssertedAttribute[] = [
  {
    keyword: 'ClinicalTrialTimePointID',
    of: { subject: ({ visit }) => visit?.id ?? null },
    why: 'a visit of another trial, or concealed',
  },
  {
    keyword: 'ClinicalTrialTimePointDescription',
    of: { subject: ({ visit }) => visit?.name },
    why: 'describes the visit that was taken out',
  },
  {
    keyword: 'LongitudinalTemporalOffsetFromEvent',
    of: { subject: ({ offsetDays }) => offsetDays ?? undefined },
    why: 'days from an event of another trial, or concealed',
  },
  {
    keyword: 'LongitudinalTemporalEventType',
    // PS3.3 C.7.2.3: 1C, there when the offset is; a Defined Term, relative to the baseline imaging study.
    of: { subject: ({ offsetDays }) => (typeof offsetDays === 'number' ? 'BASELINE' : undefined) },
    why: 'the event of the offset that was taken out',
  },
  { keyword: 'ClinicalTrialTimePointTypeCodeSequence', of: {}, why: 'tells the kind of the visit taken out' },
  { keyword: 'IssuerOfClinicalTrialTimePointID', of: {}, why: 'issued the visit ID that was taken out' },
];

/** PS3.3 C.7.3.2, Clinical Trial Series. Which series of the trial it is, the trial file does not say. */
const SERIES: readonly AssertedAttribute[] = [
  {
    keyword: 'ClinicalTrialCoordinatingCenterName',
    of: {
      ...both(({ trial }) => trial.coordinatingCenter ?? null),
      phantom: ({ trial }) => trial.coordinatingCenter ?? null,
    },
    why: 'coordinates another trial',
  },
  { keyword: 'ClinicalTrialSeriesID', of: {}, why: 'a series of another trial' },
  { keyword: 'IssuerOfClinicalTrialSeriesID', of: {}, why: 'issued the series ID that was taken out' },
  { keyword: 'ClinicalTrialSeriesDescription', of: {}, why: 'describes the series of another trial' },
];

/**
 * Everything that an insertion writes, empties or takes out; all else stays byte for byte. Consent (0012,0083–0085) is
 * not here: what the subject has agreed to, no trial file can say. PS3.3 C.7.1.1, C.7.1.3, C.7.2.3, C.7.3.2.
 */
export const ASSERTED: readonly AssertedAttribute[] = [...PATIENT, ...SUBJECT, ...STUDY, ...SERIES];

/** What is written of a phantom besides: PS3.3 C.7.1.1, Quality Control Subject (0010,0200). */
export const ASSERTED_OF_PHANTOMS: readonly AssertedAttribute[] = [
  { keyword: 'QualityControlSubject', of: { phantom: () => 'YES' }, why: 'only of phantoms' },
];
