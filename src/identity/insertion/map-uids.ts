import type { Dataset } from '../../dicom/dataset.js';
import { lookupTag } from '../../dicom/dictionary.js';
import type { Element } from '../../dicom/element.js';
import type { EditPlan } from '../../dicom/rewrite/edit-plan.js';
import { text } from '../../dicom/rewrite/new-value.js';
import { lookupUid } from '../../dicom/uids.js';

/** Gives the new UID of one that names an instance. */
export type UidMap = (uid: string) => string;

/** Attributes whose UIDs name classes, syntaxes, schemes or makers, also where PS3.6 does not register the value. */
const CLASSES: ReadonlySet<string> = new Set([
  'SOPClassUID',
  'ReferencedSOPClassUID',
  'RelatedGeneralSOPClassUID',
  'OriginalSpecializedSOPClassUID',
  'ReferencedRelatedGeneralSOPClassUIDInFile',
  'ReferencedSOPClassUIDInFile',
  'SOPClassesInStudy',
  'SOPClassesSupported',
  'PertinentSOPClassesInStudy',
  'PertinentSOPClassesInSeries',
  'CodingSchemeUID',
  'ContextGroupExtensionCreatorUID',
  'ContextUID',
  'MappingResourceUID',
  'TemplateExtensionOrganizationUID',
  'TemplateExtensionCreatorUID',
  'ManufacturerDeviceClassUID',
  'ReferencedTransferSyntaxUIDInFile',
  'StoredInstanceTransferSyntaxUID',
  'AvailableTransferSyntaxUID',
  'FlowTransferSyntaxUID',
  'MACCalculationTransferSyntaxUID',
  'EncryptedContentTransferSyntaxUID',
]);

/** Replaces the UIDs of instances at every level of a data set. Private elements stay as they are. */
export function mapUids(plan: EditPlan, level: Dataset, uidOf: UidMap): void {
  for (const element of level.elements()) {
    if (element.vrName === 'SQ') for (const item of level.items(element)) mapUids(plan, item, uidOf);
    else if (element.vrName === 'UI') mapUid(plan, element, uidOf);
  }
}

/**
 * Replaces the UIDs of one element, if they name instances. Registered ones (PS3.6 Annex A), well-known frames of
 * reference among them, stay.
 */
export function mapUid(plan: EditPlan, element: Element, uidOf: UidMap): void {
  const keyword = lookupTag(element.tag)?.keyword;
  if (keyword === undefined || CLASSES.has(keyword)) return;
  const uids = element.strings();
  const mapped = uids.map((uid) => (uid === '' || lookupUid(uid) ? uid : uidOf(uid)));
  if (mapped.some((uid, i) => uid !== uids[i])) plan.replace(element, text(...mapped));
}
