import { lookupUid } from '../../../dicom/uids.js';
import type { SeriesHeader } from '../../../study/series-header.js';
import type { SeriesView } from '../series-view.js';

/** Storage classes of acquisitions whose registered name does not say image. PS3.4 B.5. */
const ACQUISITIONS = new Set([
  'MR Spectroscopy Storage',
  'Enhanced US Volume Storage',
  'Parametric Map Storage',
]);

/** Modality (0008,0060) of objects that are none of a scanner's images. PS3.3 C.7.3.1.1.1. */
const WITHOUT_IMAGES = new Set([
  ...['SR', 'PR', 'KO', 'SEG', 'REG', 'RWV', 'FID', 'DOC', 'PLAN', 'ANN', 'M3D', 'RESP', 'ECG', 'HD', 'AU'],
  ...['RTSTRUCT', 'RTPLAN', 'RTDOSE', 'RTRECORD', 'RTINTENT', 'RTSEGANN', 'RTRAD', 'TEXTUREMAP', 'STAIN'],
]);

/** Whether a series holds no image that a protocol could ask for: reports, segmentations, presentation states, raw data. */
export function isOtherObject({ headers, geometry }: SeriesView): boolean {
  const hasMatrix = geometry.stacks.length > 0 || geometry.rows !== undefined;
  return headers.every((header) => isOther(header, hasMatrix));
}

function isOther({ sopClassUID, modality }: SeriesHeader, hasMatrix: boolean): boolean {
  const entry = lookupUid(sopClassUID);
  if (entry?.kind === 'storage')
    return !entry.name.includes('Image Storage') && !ACQUISITIONS.has(entry.name);
  // A private class: raw data and protocols have no matrix, and images in disguise have one.
  return WITHOUT_IMAGES.has(modality) || (sopClassUID !== '' && !hasMatrix);
}
