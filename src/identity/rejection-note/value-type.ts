import { lookupUid } from '../../dicom/uids.js';

/** How a content item refers to an instance. PS3.3 C.17.3.2.1. */
export type ReferenceType = 'IMAGE' | 'WAVEFORM' | 'COMPOSITE';

/** Storage classes of image IODs (PS3.3 table A.1-1) whose names do not say so. */
const OTHER_IMAGES: ReadonlySet<string> = new Set([
  'Enhanced US Volume Storage',
  'Segmentation Storage',
  'Label Map Segmentation Storage',
  'Height Map Segmentation Storage',
  'Parametric Map Storage',
  'Ophthalmic Thickness Map Storage',
  'Corneal Topography Map Storage',
  'Ophthalmic Optical Coherence Tomography B-scan Volume Analysis Storage',
]);

/**
 * The value type of a reference to an instance of a SOP class. A class that is not registered, as a private one, is
 * COMPOSITE, which any stored instance is.
 */
export function referenceType(sopClassUID: string): ReferenceType {
  const entry = lookupUid(sopClassUID);
  if (entry?.kind !== 'storage') return 'COMPOSITE';
  if (/\bImage Storage\b/.test(entry.name) || OTHER_IMAGES.has(entry.name)) return 'IMAGE';
  return /\bWaveform Storage\b/.test(entry.name) ? 'WAVEFORM' : 'COMPOSITE';
}
