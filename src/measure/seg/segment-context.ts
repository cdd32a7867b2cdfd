import type { Dataset } from '../../dicom/dataset.js';
import { type Code, codeKey, readCode } from '../code.js';
import type { MeasurementContext, Observer } from '../source.js';

/** Codes of a side, SCT and SRT: right, left, both, one. PS3.16 CID 244 and CID 247. */
const LATERALITY: ReadonlySet<string> = new Set([
  ...['24028007^SCT', '7771000^SCT', '51440002^SCT', '66459002^SCT'],
  ...['G-A100^SRT', 'G-A101^SRT', 'G-A102^SRT', 'G-A103^SRT'],
]);

/** What of a segment's context its item and its object say; images and series are the caller's to add. */
type DescribedContext = Omit<MeasurementContext, 'sourceImages' | 'sourceSeriesUID'>;

/** Reads a segment's description. PS3.3 C.8.20.4, and 10.38 for algorithms. */
export function segmentContext(dataset: Dataset, segment: Dataset): DescribedContext {
  const trackingId = segment.string('TrackingID');
  const trackingUID = segment.string('TrackingUID');
  const lesionLabel = segment.string('SegmentLabel') ?? trackingId;
  const finding = readCode(segment.sequence('SegmentedPropertyTypeCodeSequence')[0]);
  const findingCategory = readCode(segment.sequence('SegmentedPropertyCategoryCodeSequence')[0]);
  const algorithm = algorithmOf(segment);
  const dateTime = contentDateTime(dataset);
  return {
    ...(trackingId && { trackingId }),
    ...(trackingUID && { trackingUID }),
    ...(lesionLabel && { lesionLabel }),
    ...(finding && { finding }),
    ...(findingCategory && { findingCategory }),
    sites: segment.sequence('AnatomicRegionSequence').flatMap(siteOf),
    observer: observerOf(dataset, segment),
    ...(algorithm && { algorithm }),
    ...(dateTime && { dateTime }),
    realWorldMaps: [],
    qualitative: [],
  };
}

/** All codes of a sequence; items without a code value left out. */
export function codesOf(dataset: Dataset, sequence: string): Code[] {
  return dataset.sequence(sequence).flatMap((item) => readCode(item) ?? []);
}

function siteOf(item: Dataset): MeasurementContext['sites'] {
  const site = readCode(item);
  if (!site) return [];
  const modifiers = codesOf(item, 'AnatomicRegionModifierSequence');
  const laterality = modifiers.find((code) => LATERALITY.has(codeKey(code)));
  const modifier = modifiers.find((code) => code !== laterality);
  return [{ site, ...(laterality && { laterality }), ...(modifier && { modifier }) }];
}

function algorithmOf(segment: Dataset): MeasurementContext['algorithm'] {
  const item = segment.sequence('SegmentationAlgorithmIdentificationSequence')[0];
  const name = item?.string('AlgorithmName') ?? segment.string('SegmentAlgorithmName');
  const version = item?.string('AlgorithmVersion');
  const family = readCode(item?.sequence('AlgorithmFamilyCodeSequence')[0]);
  const parameters = item?.string('AlgorithmParameters');
  if (name === undefined && version === undefined && family === undefined) return undefined;
  return {
    ...(name && { name }),
    ...(version && { version }),
    ...(family && { family }),
    ...(parameters && { parameters: [parameters] }),
  };
}

/** The person counts where a person drew: of an automatic segment the content creator only started a program. */
function observerOf(dataset: Dataset, segment: Dataset): Observer {
  const type = segment.string('SegmentAlgorithmType');
  const isByPerson = type === 'MANUAL' || type === 'SEMIAUTOMATIC';
  const person = isByPerson ? dataset.string('ContentCreatorName') : undefined;
  const creator = dataset.sequence('ContentCreatorIdentificationCodeSequence')[0];
  const code = readCode(creator?.sequence('PersonIdentificationCodeSequence')[0]);
  const device = deviceOf(dataset);
  return {
    ...(person && { person }),
    ...(isByPerson && code && { personId: code.value }),
    ...(device && { device }),
  };
}

function deviceOf(dataset: Dataset): Observer['device'] {
  const of = (keyword: string): string | undefined => dataset.string(keyword);
  const [uid, manufacturer, model] = [of('DeviceUID'), of('Manufacturer'), of('ManufacturerModelName')];
  const [serial, softwareVersion] = [of('DeviceSerialNumber'), of('SoftwareVersions')];
  if (!(uid ?? manufacturer ?? model ?? serial ?? softwareVersion)) return undefined;
  return {
    ...(uid && { uid }),
    ...(manufacturer && { manufacturer }),
    ...(model && { model }),
    ...(serial && { serial }),
    ...(softwareVersion && { softwareVersion }),
  };
}

/** Content Date and Time as a DT, PS3.5 6.2. */
function contentDateTime(dataset: Dataset): string | undefined {
  const date = dataset.string('ContentDate');
  const time = dataset.string('ContentTime');
  if (!date || !time) return date;
  return `${date}${time}${dataset.string('TimezoneOffsetFromUTC') ?? ''}`;
}
