/** What becomes of an attribute of a blinded copy that is judged as a whole. */
export type WholeFate = 'remove' | 'empty';

/** Attributes that go as a whole, by what they could tell. */
const REMOVED: readonly { readonly keywords: readonly string[]; readonly why: string }[] = [
  {
    keywords: ['OriginalAttributesSequence', 'EncryptedAttributesSequence', 'ReferencedPatientPhotoSequence'],
    why: 'what the file said before, or a picture of the person',
  },
  { keywords: ['DigitalSignaturesSequence', 'MACParametersSequence'], why: 'signed what stands no longer' },
  { keywords: ['IconImageSequence'], why: 'a picture that was made before, perhaps with text in it' },
  {
    keywords: [
      ...['ReferencedPatientSequence', 'ReferencedPatientAliasSequence', 'ReferencedVisitSequence'],
      ...['ReferencedStudySequence', 'ReferencedRequestSequence', 'RequestAttributesSequence'],
      ...['RequestedProcedureCodeSequence', 'ProcedureCodeSequence', 'PerformedProtocolCodeSequence'],
      ...['ScheduledProtocolCodeSequence', 'ReasonForRequestedProcedureCodeSequence'],
      ...['ReasonForVisitCodeSequence', 'ReasonForPerformedProcedureCodeSequence'],
      ...['AdmittingDiagnosesCodeSequence', 'ReasonForStudyCodeSequence'],
    ],
    why: 'the request and the visit that the study was made for',
  },
  {
    keywords: [
      ...[
        'InstitutionCodeSequence',
        'InstitutionalDepartmentTypeCodeSequence',
        'ContributingEquipmentSequence',
      ],
      ...['AuthorObserverSequence', 'ParticipantSequence', 'CustodialOrganizationSequence'],
      ...[
        'IssuerOfAccessionNumberSequence',
        'IssuerOfAdmissionIDSequence',
        'IssuerOfServiceEpisodeIDSequence',
      ],
      ...['ActualHumanPerformersSequence', 'OrderPlacerIdentifierSequence', 'OrderFillerIdentifierSequence'],
      ...['TimezoneOffsetFromUTC', 'PatientPrimaryLanguageCodeSequence'],
    ],
    why: 'people, departments and places; the offset from UTC tells summer from winter too',
  },
  {
    keywords: ['PatientAge', 'PatientBirthTime', 'PregnancyStatus', 'PatientBirthDateInAlternativeCalendar'],
    why: 'tells the person, or which of two visits is the later',
  },
  {
    keywords: [
      ...['AsserterIdentificationSequence', 'AuthorIdentificationSequence', 'OperatorIdentificationSequence'],
      ...['ConsultingPhysicianIdentificationSequence', 'ContentCreatorIdentificationCodeSequence'],
      ...['HangingProtocolUserIdentificationCodeSequence', 'PersonIdentificationCodeSequence'],
      ...['IntendedRecipientsOfResultsIdentificationSequence', 'PerformingPhysicianIdentificationSequence'],
      ...['PhysiciansOfRecordIdentificationSequence', 'PhysiciansReadingStudyIdentificationSequence'],
      ...['ReferringPhysicianIdentificationSequence', 'RequestingPhysicianIdentificationSequence'],
      ...['ScheduledPerformingPhysicianIdentificationSequence', 'TreatmentDeviceIdentificationSequence'],
    ],
    why: 'who operated, referred, read or wrote',
  },
  { keywords: ['AudioSampleData', 'CurveData', 'AudioComments'], why: 'recordings of voices' },
];

/** Sequences of Type 2 in structured reports (PS3.3 C.17.1, C.17.2), there without items; in images of Type 3. */
const EMPTIED_IN_REPORTS: ReadonlySet<string> = new Set([
  'ReferencedPerformedProcedureStepSequence',
  'PerformedProcedureCodeSequence',
  'VerifyingObserverIdentificationCodeSequence',
]);

const ALL_REMOVED: ReadonlySet<string> = new Set(REMOVED.flatMap(({ keywords }) => keywords));

/** What becomes of an attribute as a whole; undefined where it is judged by its VR and its parts. */
export function wholeFate(keyword: string, isReport: boolean): WholeFate | undefined {
  if (EMPTIED_IN_REPORTS.has(keyword)) return isReport ? 'empty' : 'remove';
  // Where a camera stood: all attributes of GPS.
  return ALL_REMOVED.has(keyword) || keyword.startsWith('GPS') ? 'remove' : undefined;
}
