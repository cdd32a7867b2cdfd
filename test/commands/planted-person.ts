/** A person who is planted in the headers of a delivery. */
export const IDENTITY = {
  PatientName: 'Zwetschgenbaum^Ottilie',
  PatientID: 'QV-8812003',
  PatientBirthDate: '19430217',
  AccessionNumber: 'ACC771',
  OperatorsName: 'Kuckelkorn^B',
  ReferringPhysicianName: 'Umberleigh^Jane',
  InstitutionName: 'Saint Nowhere Hospital',
  InstitutionAddress: '12 Lost Lane, Nowhere',
  StudyID: 'EX-17',
};

/** The day of the study. */
export const STUDY_DAY = '20231104';

/** Every form of it that must stand nowhere, in small letters. */
export const PLANTED_FORMS = [
  ...['zwetschgenbaum', 'ottilie', '8812003', 'kuckelkorn', 'umberleigh', 'saint nowhere', 'lost lane'],
  ...['19430217', '1943-02-17', '17.02.1943', 'acc771', 'ex-17', STUDY_DAY, '2023-11-04', '04.11.2023'],
];
