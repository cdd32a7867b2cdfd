import type { Dataset } from '../../dicom/dataset.js';
import { type Code, readCode } from '../code.js';
import type { InstanceRef, MeasurementContext, NamedValue, Observer } from '../source.js';

/** What stands of a ROI outside its contours. */
interface RoiItems {
  readonly dataset: Dataset;
  /** Item of the Structure Set ROI Sequence. */
  readonly roi: Dataset | undefined;
  /** Items of the RT ROI Observations Sequence that name it. */
  readonly observations: readonly Dataset[];
  readonly sourceImages: readonly InstanceRef[];
  readonly sourceSeriesUID: string | undefined;
}

const own = (value: string, meaning: string): Code => ({ value, scheme: '99CORELAB', meaning });
const GENERATION = own('roi-generation-algorithm', 'ROI Generation Algorithm');
const GENERATION_DESCRIPTION = own('roi-generation-description', 'ROI Generation Description');
const DESCRIPTION = own('roi-description', 'ROI Description');
const LABEL = own('roi-observation-label', 'ROI Observation Label');
const INTERPRETED = own('rt-roi-interpreted-type', 'RT ROI Interpreted Type');
const IDENTIFICATION = own('rt-roi-identification', 'RT ROI Identification');
const PHYSICAL = own('roi-physical-property', 'ROI Physical Property');

/** What a structure set says of a ROI: name, finding, reader, algorithm. PS3.3 C.8.8.5 and C.8.8.8. */
export function roiContext(items: RoiItems): MeasurementContext {
  const { dataset, roi, observations, sourceImages, sourceSeriesUID } = items;
  const [observation] = observations;
  const lesionLabel = roi?.string('ROIName') ?? observation?.string('ROIObservationLabel');
  const finding = identificationOf(observation);
  const findingCategory = readCode(observation?.sequence('SegmentedPropertyCategoryCodeSequence')[0]);
  const trackingId = roi?.string('TrackingID');
  const trackingUID = roi?.string('TrackingUID');
  const algorithm = algorithmOf(roi);
  const dateTime = dateTimeOf(items);
  return {
    ...(trackingId && { trackingId }),
    ...(trackingUID && { trackingUID }),
    ...(lesionLabel && { lesionLabel }),
    ...(finding && { finding }),
    ...(findingCategory && { findingCategory }),
    ...(algorithm && { algorithm }),
    ...(dateTime && { dateTime }),
    ...(sourceSeriesUID && { sourceSeriesUID }),
    sites: [],
    observer: observerOf(dataset, observation),
    realWorldMaps: [],
    sourceImages,
    qualitative: qualitativeOf(roi, observations),
  };
}

/** RT ROI Identification Code of an observation. PS3.3 C.8.8.8. */
export function identificationOf(observation: Dataset | undefined): Code | undefined {
  return readCode(observation?.sequence('RTROIIdentificationCodeSequence')[0]);
}

/** The date and time that is nearest to the ROI: its observation's, its own, the structure set's. */
function dateTimeOf({ dataset, roi, observations: [observation] }: RoiItems): string | undefined {
  const own = observation?.string('ROIObservationDateTime') ?? roi?.string('ROIDateTime');
  const date = dataset.string('StructureSetDate');
  return own ?? (date && `${date}${dataset.string('StructureSetTime') ?? ''}`);
}

function observerOf(dataset: Dataset, observation: Dataset | undefined): Observer {
  const person = observation?.string('ROIInterpreter');
  const manufacturer = dataset.string('Manufacturer');
  const model = dataset.string('ManufacturerModelName');
  const serial = dataset.string('DeviceSerialNumber');
  const softwareVersion = dataset.strings('SoftwareVersions').filter(Boolean).join(', ');
  return {
    ...(person && { person }),
    device: {
      ...(manufacturer && { manufacturer }),
      ...(model && { model }),
      ...(serial && { serial }),
      ...(softwareVersion && { softwareVersion }),
    },
  };
}

/** PS3.3 Table 10-19 in ROI Derivation Algorithm Identification Sequence. */
function algorithmOf(roi: Dataset | undefined): MeasurementContext['algorithm'] {
  const item = roi?.sequence('ROIDerivationAlgorithmIdentificationSequence')[0];
  if (!item) return undefined;
  const name = item.string('AlgorithmName');
  const version = item.string('AlgorithmVersion');
  const family = readCode(item.sequence('AlgorithmFamilyCodeSequence')[0]);
  const parameters = item.strings('AlgorithmParameters').filter(Boolean);
  return {
    ...(name && { name }),
    ...(version && { version }),
    ...(family && { family }),
    ...(parameters.length > 0 && { parameters }),
  };
}

function qualitativeOf(roi: Dataset | undefined, observations: readonly Dataset[]): NamedValue[] {
  const named: NamedValue[] = [];
  const add = (name: Code, value: Code | string | undefined): void => {
    if (value !== undefined) named.push({ name, value });
  };
  add(GENERATION, roi?.string('ROIGenerationAlgorithm'));
  add(GENERATION_DESCRIPTION, roi?.string('ROIGenerationDescription'));
  add(DESCRIPTION, roi?.string('ROIDescription'));
  for (const [i, observation] of observations.entries()) {
    add(INTERPRETED, observation.string('RTROIInterpretedType'));
    add(LABEL, observation.string('ROIObservationLabel'));
    // The first observation's is the finding.
    if (i > 0) add(IDENTIFICATION, identificationOf(observation));
    for (const more of observation.sequence('AdditionalRTROIIdentificationCodeSequence'))
      add(IDENTIFICATION, readCode(more));
    for (const property of observation.sequence('ROIPhysicalPropertiesSequence')) {
      const value = property.string('ROIPhysicalPropertyValue') ?? '';
      add(PHYSICAL, `${property.string('ROIPhysicalProperty') ?? ''} ${value}`.trim());
    }
  }
  return named;
}
