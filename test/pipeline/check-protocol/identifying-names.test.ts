import { describe, expect, it } from 'vitest';
import { namesIdentifying } from '../../../src/pipeline/check-protocol/identifying-names.js';

describe('an attribute whose every value identifies', () => {
  it.each([
    ...[
      'PatientName',
      'OperatorsName',
      'PatientID',
      'OtherPatientIDs',
      'PatientBirthDate',
      'PatientTelephoneNumbers',
    ],
    ...['StudyDate', 'AcquisitionDateTime', 'AccessionNumber', 'StudyID', 'PerformedProcedureStepID'],
    ...['InstitutionName', 'InstitutionalDepartmentName', 'RequestAttributesSequence.RequestedProcedureID'],
    'OtherPatientIDsSequence[0].PatientID',
    'same FrameOfReferenceUID and StudyID of pet, ctac',
  ])('is named in %s', (name) => {
    expect(namesIdentifying(name)).toBe(true);
  });

  it.each([
    ...['SeriesDescription', 'ImageComments', 'ProtocolName', 'ReceiveCoilName', 'EchoTime', 'PatientWeight'],
    ...[
      'PatientAge',
      'PatientSex',
      'SeriesInstanceUID',
      'FrameOfReferenceUID',
      'StudyTime',
      'AcquisitionTime',
    ],
    ...[
      'DeviceSerialNumber',
      'StationName',
      'Manufacturer',
      'SoftwareVersions',
      'sliceSpacing',
      'uptakeTime',
    ],
    ...['ClinicalTrialSubjectID', 'ClinicalTrialTimePointID', 'csa.PhaseEncodingDirectionPositive'],
    ...['SIEMENS MR HEADER/0019/100C', 'completeness', 'count', 'qualified device', ''],
  ])('is not named in %j', (name) => {
    expect(namesIdentifying(name)).toBe(false);
  });
});
