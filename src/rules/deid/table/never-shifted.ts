import { tagOf } from '../../../dicom/keyword.js';

/** Why a date is not shifted. */
export type KnownDate = 'birth' | 'installation' | 'calibration' | 'manufacture' | 'ethics' | 'publication';

/**
 * Dates that others know, of a device's papers, an approval or a published edition: shifted, each would reveal the
 * subject's shift to whoever compares. They become what the Basic Profile makes of them. Times go with their dates.
 */
const KNOWN_DATES: { readonly [kind in KnownDate]: readonly string[] } = {
  birth: ['PatientBirthDate', 'PatientBirthTime'],
  installation: ['DateOfInstallation'],
  calibration: [
    'CalibrationDate',
    'CalibrationDateTime',
    'CalibrationTime',
    'DateOfLastCalibration',
    'DateTimeOfLastCalibration',
    'TimeOfLastCalibration',
    'DateOfLastDetectorCalibration',
    'TimeOfLastDetectorCalibration',
    'DateOfGainCalibration',
    'TimeOfGainCalibration',
  ],
  manufacture: ['DateOfManufacture', 'ProductExpirationDateTime'],
  ethics: ['EthicsCommitteeApprovalEffectivenessStartDate', 'EthicsCommitteeApprovalEffectivenessEndDate'],
  // PS3.16 publishes the versions of its context groups and templates; makers publish their implant templates.
  publication: [
    'ContextGroupVersion',
    'ContextGroupLocalVersion',
    'TemplateVersion',
    'TemplateLocalVersion',
    'EffectiveDateTime',
    'InformationIssueDateTime',
    'HangingProtocolCreationDateTime',
  ],
};

let kinds: Map<number, KnownDate> | undefined;

function theKinds(): Map<number, KnownDate> {
  const built = new Map<number, KnownDate>();
  for (const kind of Object.keys(KNOWN_DATES) as KnownDate[]) {
    for (const keyword of KNOWN_DATES[kind]) built.set(tagOf(keyword), kind);
  }
  return built;
}

/** What makes a date one that is never shifted, or undefined for one that is the subject's own. */
export function knownDate(tag: number): KnownDate | undefined {
  kinds ??= theKinds();
  return kinds.get(tag);
}
