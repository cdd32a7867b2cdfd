import { lookupUid } from '../../../dicom/uids.js';
import { UIDS } from '../../../generated/uids.js';

/** Kinds of storage SOP classes that a profile can name together. */
export const SOP_CLASS_GROUPS = [
  'images',
  'segmentations',
  'maps',
  'registrations',
  'radiotherapy',
  'spectroscopy',
  'reports',
  'visible-light',
  'waveforms',
  'raw',
] as const;

/** See {@link SOP_CLASS_GROUPS}. */
type SopClassGroup = (typeof SOP_CLASS_GROUPS)[number];

/** What is quarantined unless the profile or a person lets it through, by its SOP class. */
type SuspectKind = 'ultrasound' | 'secondary-capture';

/** A registered storage SOP class, as admission sees it. */
export interface SopClass {
  /** As in PS3.6 Annex A: `MRImageStorage`. */
  readonly keyword: string;
  /** Undefined for classes that are named one by one: audio, hardcopy, protocols, implants, security scans. */
  readonly group: SopClassGroup | undefined;
  readonly suspect?: SuspectKind;
  /** PS3.3 A.45: a document in a format of its own (PDF, CDA, STL, OBJ, MTL), which nobody here can read. */
  readonly isEncapsulated: boolean;
  /** PS3.3 F: a DICOMDIR is no instance of a patient. */
  readonly isDirectory: boolean;
}

/** Groups by what the registered name says; the first that fits. Names: PS3.6 Annex A. */
const GROUPS: readonly (readonly [SopClassGroup | undefined, RegExp])[] = [
  // Security scans, film and paper: of no trial.
  [undefined, /^DICOS |^Eddy Current|Hardcopy|Stored Print|Standalone|Audio (?:Waveform|SR)|Voice/],
  ['reports', / SR Storage|Procedure Log|Key Object|Presentation State|Measurements Storage/],
  ['reports', / Report|Lens Calculations|Stereometric Relationship|Content Assessment/],
  ['segmentations', /Segmentation Storage|Tractography|Microscopy Bulk Simple Annotations/],
  ['maps', /Parametric Map|Real World Value|(?:Thickness|Topography) Map/],
  ['registrations', /Registration Storage|Fiducials/],
  ['radiotherapy', /^(?:Enhanced |Enhanced Continuous )?RT |Radiation (?:Record )?Storage/],
  ['spectroscopy', /^MR Spectroscopy/],
  ['visible-light', /^(?:VL|Video|Ophthalmic|Wide Field|Dermoscopic|Confocal) |^Surface Scan/],
  ['waveforms', /Waveform Storage/],
  ['raw', /^Raw Data/],
  ['images', / Image Storage|^Enhanced US Volume/],
];

const SUSPECTS: readonly (readonly [SuspectKind, RegExp])[] = [
  ['ultrasound', /^Ultrasound |^Enhanced US Volume|^Photoacoustic/],
  ['secondary-capture', /Secondary Capture/],
];

/** `MRImageStorage` of `MR Image Storage`: how PS3.6 makes keywords of names. */
function keywordOf(name: string): string {
  return name
    .replace(/^12-lead/, 'TwelveLead')
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

function classify(name: string): SopClass {
  const suspect = SUSPECTS.find(([, form]) => form.test(name))?.[0];
  return {
    keyword: keywordOf(name),
    group: GROUPS.find(([, form]) => form.test(name))?.[0],
    ...(suspect && { suspect }),
    isEncapsulated: name.startsWith('Encapsulated '),
    isDirectory: name.startsWith('Media Storage Directory'),
  };
}

const known = new Map<string, SopClass>();

/** What a UID is as a storage SOP class; undefined when PS3.6 registers none under it. */
export function sopClassOf(uid: string): SopClass | undefined {
  const seen = known.get(uid);
  if (seen) return seen;
  const entry = lookupUid(uid);
  const found = entry?.kind === 'storage' ? classify(entry.name) : undefined;
  // Files can hold any text for a UID: only what is registered is remembered.
  if (found) known.set(uid, found);
  return found;
}

/** Every registered storage SOP class by its keyword; a retired one shares that of its successor. */
export function storageKeywords(): ReadonlyMap<string, SopClass> {
  const classes = UIDS.split('\n').map((line) => sopClassOf(line.slice(0, line.indexOf('\t'))));
  return new Map(classes.flatMap((found) => (found ? [[found.keyword, found]] : [])));
}
