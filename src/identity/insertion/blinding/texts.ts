/** What becomes of a text of a blinded copy. */
export type TextFate = 'keep' | 'empty' | 'replace';

/** What stands where a text must stand. */
export const NEUTRAL = 'BLINDED';

/**
 * Texts that stay at every level: what machines write of acquisition and reconstruction, and what codes are made of.
 * All others are emptied, since people may have typed into them whom or when they see. Nothing is lost: the file that
 * the copy was made of has them.
 */
const KEPT: ReadonlySet<string> = new Set([
  // PS3.3 8.8, codes; sequences of codes that tell the visit are taken out as a whole.
  ...['CodeValue', 'LongCodeValue', 'URNCodeValue', 'CodeMeaning', 'CodingSchemeDesignator'],
  ...['CodingSchemeVersion', 'CodingSchemeRegistry', 'CodingSchemeExternalID', 'CodingSchemeName'],
  ...['CodingSchemeResponsibleOrganization', 'CodingSchemeURL', 'MappingResourceName'],
  // Equipment, without what names one device: pixels and private scales are read by the maker's rules.
  ...['Manufacturer', 'ManufacturerModelName'],
  // Acquisition and reconstruction.
  ...['SequenceName', 'PulseSequenceName', 'ImagedNucleus', 'ReceiveCoilName', 'TransmitCoilName'],
  ...['ConvolutionKernel', 'FilterType', 'FilterMaterial', 'CollimatorGridName', 'AcquisitionMode'],
  ...[
    'ASLTechniqueDescription',
    'ASLBolusCutoffTechnique',
    'Radiopharmaceutical',
    'RadiopharmaceuticalRoute',
  ],
  ...['ContrastBolusRoute', 'AttenuationCorrectionMethod', 'ReconstructionMethod', 'ScatterCorrectionMethod'],
  ...['DetectorLinesOfResponseUsed', 'PVCRejection', 'EnergyWindowName', 'TriggerSourceOrType', 'StackID'],
  // What pixel values mean.
  ...['RescaleType', 'ModalityLUTType', 'LUTExplanation', 'LUTLabel', 'WindowCenterWidthExplanation'],
  ...['DimensionDescriptionLabel', 'SegmentAlgorithmName', 'AlgorithmName', 'AlgorithmVersion'],
  ...['ICCProfile', 'ContainerComponentMaterial'],
  // What was done to the file, and what its subject agreed to (its protocol ID is part of the consent).
  ...['DeidentificationMethod', 'ClinicalTrialProtocolID', 'IssuerOfClinicalTrialProtocolID'],
]);

/** Texts that stay besides where the reader may know the site. */
const KEPT_WITH_SITE: ReadonlySet<string> = new Set([
  'InstitutionName',
  'InstitutionalDepartmentName',
  'StationName',
  'DeviceSerialNumber',
]);

/**
 * Texts of Type 1 and 1C in some object, which must not be empty there: one device (serial number), an upgrade between
 * visits (software versions), and what people typed into reports, presentation states and segmentations.
 */
const REPLACED: ReadonlySet<string> = new Set([
  ...['DeviceSerialNumber', 'SoftwareVersions', 'ContentLabel'],
  ...['PersonName', 'VerifyingObserverName', 'VerifyingOrganization', 'TextValue', 'UnformattedTextValue'],
  ...['SegmentLabel', 'TrackingID', 'StructureSetLabel', 'RTPlanLabel', 'ContainerIdentifier'],
  ...['SpecimenIdentifier', 'FiducialIdentifier', 'GraphicGroupLabel', 'ConfidentialityCode'],
]);

/** What becomes of a text, by its attribute. */
export function textFate(keyword: string, isSiteConcealed: boolean): TextFate {
  if (KEPT.has(keyword) || (!isSiteConcealed && KEPT_WITH_SITE.has(keyword))) return 'keep';
  return REPLACED.has(keyword) ? 'replace' : 'empty';
}
