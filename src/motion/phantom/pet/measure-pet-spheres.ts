import { voxelToPatient } from '../../../study/volume/grid.js';
import type { Measured } from '../../image/image-volume.js';
import type { PhantomImage, PhantomPart, PhantomResult } from '../phantom-image.js';
import type { PetSpheresSpec } from '../phantom-spec.js';
import { findSpheres } from './find-spheres.js';
import { type Ball, ballValues, isInside } from './sphere-voxels.js';

/** Figures of hot spheres in a warm body, images in Bq/ml or SUVbw as their truth is given. */
export type PetSpheresFigureName =
  | 'rcMax37'
  | 'rcMax28'
  | 'rcMax22'
  | 'rcMax17'
  | 'rcMax13'
  | 'rcMax10'
  | 'petNoisePercent';

/** The spheres of NEMA NU 2 that have figures of their own; others stand in the parts. */
const RC_NAMES: ReadonlyMap<number, PetSpheresFigureName> = new Map([
  [37, 'rcMax37'],
  [28, 'rcMax28'],
  [22, 'rcMax22'],
  [17, 'rcMax17'],
  [13, 'rcMax13'],
  [10, 'rcMax10'],
]);

/** Names of Bq/ml, in DICOM's own terms (PS3.3 C.8.9.1) and as a unit. */
const ACTIVITY_UNITS: ReadonlySet<string> = new Set(['BQML', 'Bq/ml']);

/**
 * Measures hot spheres in a warm body: the largest voxel within each sphere and half a voxel about it over its true
 * concentration, and the noise of the background. Its first image.
 * Method: EARL; Boellaard et al. 2015, Eur J Nucl Med Mol Imaging 42:328. Spheres: NEMA NU 2.
 */
export function measurePetSpheres(images: readonly PhantomImage[], spec: PetSpheresSpec): PhantomResult {
  const [image] = images;
  if (!image) return { notFound: 'too-few-images', parts: [] };
  const found = findSpheres(image, spec);
  if ('notFound' in found) {
    const parts = found.places.map((ball, n) => spherePart(image, ball, { name: `place ${n + 1}` }));
    return { notFound: found.notFound, parts };
  }
  const { spheres, background } = found;
  const half = Math.max(...image.spacingMm) / 2;
  const regions = spheres
    .map((sphere) => ({ ...sphere, radiusMm: sphere.radiusMm + half }))
    .sort((a, b) => b.diameterMm - a.diameterMm);
  const isCut = regions.some((region) => !isInside(image, region));
  const truth = truthOf(image, spec, background.mean);
  const noise = (100 * background.deviation) / background.mean;
  const figures: Record<string, Measured> = {
    petNoisePercent: Number.isFinite(noise) ? noise : { absent: 'uncertain' },
  };
  const parts = regions.map((region) => {
    const { max } = ballValues(image, region);
    const rcMax = truth === undefined ? undefined : max / truth;
    const name = RC_NAMES.get(region.diameterMm);
    if (name) figures[name] = rcMax !== undefined && Number.isFinite(rcMax) ? rcMax : { absent: 'uncertain' };
    const values = { max, ...(rcMax === undefined ? {} : { rcMax }) };
    return spherePart(image, region, { name: `sphere ${region.diameterMm} mm`, values });
  });
  return isCut ? { notFound: 'cut-off', parts } : { figures, parts };
}

/** The spheres' true concentration in the image's unit; undefined where the image is in another. */
function truthOf({ unit }: PhantomImage, spec: PetSpheresSpec, background: number): number | undefined {
  const { sphereSuv, sphereBqPerMl, sphereToBackground } = spec;
  if (sphereSuv !== undefined) return unit === 'g/ml' && sphereSuv > 0 ? sphereSuv : undefined;
  if (sphereBqPerMl !== undefined) {
    // Activity is measured as it is stored: a unit is stated only where it is another.
    const isActivity = unit === undefined || ACTIVITY_UNITS.has(unit);
    return isActivity && sphereBqPerMl > 0 ? sphereBqPerMl : undefined;
  }
  return sphereToBackground !== undefined && sphereToBackground > 0
    ? sphereToBackground * background
    : undefined;
}

function spherePart(
  image: PhantomImage,
  { centreMm, radiusMm }: Ball,
  { name, values = {} }: { readonly name: string; readonly values?: Readonly<Record<string, number>> },
): PhantomPart {
  const [i, j, k] = [
    centreMm[0] / image.spacingMm[0],
    centreMm[1] / image.spacingMm[1],
    centreMm[2] / image.spacingMm[2],
  ];
  return {
    name,
    shape: 'circle',
    centreMm: voxelToPatient(image, [i, j, k]),
    sizeMm: [radiusMm, radiusMm],
    slice: Math.round(k),
    values,
  };
}
