import type { Measured } from '../../image/image-volume.js';
import { finiteMedian, robustDeviation } from '../../slices/robust.js';
import { type Circle, circlePart, circleValues, moments, sliceOf } from '../ct-water/circle.js';
import { type FoundDisc, findDisc } from '../find/find-disc.js';
import type { NotFoundReason, PhantomImage, PhantomResult } from '../phantom-image.js';
import type { PetCylinderSpec } from '../phantom-spec.js';

/** Figures of a uniform PET cylinder, images in SUVbw. */
export type PetCylinderFigureName = 'meanSuv' | 'axialNonuniformityPercent' | 'petNoisePercent';

/** Of the radius: the wall's blur reaches no further in. */
const MIDDLE_SHARE = 0.8;
/** A slice shows the whole cylinder when its disc has this share of the median area. */
const WHOLE_AREA = 0.95;
/** What is left out at each end, where the cylinder or the detector ends. */
const END_MM = 10;
/** Fewer slices are no cylinder. */
const LEAST_SLICES = 3;
const LEAST_RADIUS_MM = 40;
/** What is found may differ from the diameter declared by this share. */
const MOST_SIZE_ERROR = 0.05;
const LEAST_SHARE = 0.8;
const MOST_ELONGATION = 0.06;
/** The outline's distance from an ellipse, in pixels. */
const MOST_ROUGHNESS_PIXELS = 0.75;

/** A slice of the cylinder, and the region that is measured in it. */
interface CylinderSlice extends Circle {
  readonly slice: number;
  readonly values: Float64Array;
  readonly disc: FoundDisc;
}

/**
 * Measures a uniform PET cylinder: its first image, over the middle of all slices that show the whole of it. Where the
 * image is not stated to be in SUVbw, its mean is no SUV; the others are ratios and stand.
 * Method: EANM procedure guideline for tumour PET 2.0 (Boellaard et al. 2015, Eur J Nucl Med Mol Imaging 42:328).
 */
export function measurePetCylinder(images: readonly PhantomImage[], spec: PetCylinderSpec): PhantomResult {
  const [image] = images;
  if (!image) return { notFound: 'too-few-images', parts: [] };
  const slices = cylinderSlices(image);
  if (typeof slices === 'string') return { notFound: slices, parts: [] };
  const parts = slices.map((own) => {
    const { mean, deviation } = moments(own.values);
    return circlePart(image, own, { name: `middle, slice ${own.slice + 1}`, values: { mean, deviation } });
  });
  const diameterMm = 2 * finiteMedian(slices.map(({ disc }) => disc.radiusMm));
  if (spec.diameterMm && Math.abs(diameterMm / spec.diameterMm - 1) > MOST_SIZE_ERROR) {
    return { notFound: 'other-size', parts };
  }
  if (!isUniform(slices)) return { notFound: 'structure-not-found', parts };
  return { figures: figuresOf(slices, image.unit === 'g/ml'), parts };
}

/** The slices that are measured: one lot without gaps, its ends left out. */
function cylinderSlices(image: PhantomImage): CylinderSlice[] | NotFoundReason {
  const discs = Array.from({ length: image.dims[2] }, (_, k) => findDisc(sliceOf(image, k)));
  const seen = Array.from(discs.keys()).filter((k) => discs[k] !== undefined);
  if (seen.length === 0) return 'no-object';
  const area = (k: number): number => (discs[k]?.radiusMm ?? 0) ** 2;
  const least = WHOLE_AREA * finiteMedian(seen.map(area));
  const whole = seen.filter((k) => area(k) >= least);
  const [first = 0, last = 0] = [whole[0], whole.at(-1)];
  // A slice between them that does not show it is missing, or the object is none.
  if (whole.length !== last - first + 1) return 'structure-not-found';
  const left = Math.ceil(END_MM / image.spacingMm[2]);
  const kept = whole.slice(left, whole.length - left);
  if (kept.length < LEAST_SLICES) return 'other-slices';
  const slices = kept.flatMap((slice): CylinderSlice[] => {
    const disc = discs[slice];
    if (!disc) return [];
    const region = { centre: disc.centre, radiusMm: MIDDLE_SHARE * disc.radiusMm };
    return [{ ...region, slice, disc, values: circleValues(sliceOf(image, slice), region) }];
  });
  return (
    slices.map(({ disc }) => shapeProblem(disc, image)).find((problem) => problem !== undefined) ?? slices
  );
}

function shapeProblem(disc: FoundDisc, { spacingMm }: PhantomImage): NotFoundReason | undefined {
  const [a, b] = disc.halfAxesMm;
  if (disc.share < LEAST_SHARE) return 'cut-off';
  if (Math.max(a, b) / Math.min(a, b) - 1 > MOST_ELONGATION) return 'other-shape';
  if (disc.roughnessMm > MOST_ROUGHNESS_PIXELS * Math.max(spacingMm[0], spacingMm[1])) return 'other-shape';
  return disc.radiusMm < LEAST_RADIUS_MM ? 'other-size' : undefined;
}

/** A structure differs from its slice by this share, and by so many of its standard deviations… */
const STRUCTURE = 0.25;
const STRUCTURE_DEVIATIONS = 5;
/** …and takes more than this share of the cylinder. */
const STRUCTURE_SHARE = 0.003;

/** Whether there is nothing in the cylinder: hot or cold inserts. Noise, if it is one, has no such tail. */
function isUniform(slices: readonly CylinderSlice[]): boolean {
  let odd = 0;
  let all = 0;
  for (const { values } of slices) {
    const centre = finiteMedian(values);
    const spread = robustDeviation(Array.from(values));
    const limit = Math.max(STRUCTURE * Math.abs(centre), STRUCTURE_DEVIATIONS * spread);
    for (const value of values) if (Math.abs(value - centre) > limit) odd++;
    all += values.length;
  }
  return odd <= STRUCTURE_SHARE * all;
}

function figuresOf(
  slices: readonly CylinderSlice[],
  isSuv: boolean,
): Record<PetCylinderFigureName, Measured> {
  const all = new Float64Array(slices.reduce((sum, { values }) => sum + values.length, 0));
  let at = 0;
  for (const { values } of slices) {
    all.set(values, at);
    at += values.length;
  }
  const { mean, deviation } = moments(all);
  if (!(mean > 0) || !Number.isFinite(deviation)) {
    const none = { absent: 'no-signal' } as const;
    return { meanSuv: none, axialNonuniformityPercent: none, petNoisePercent: none };
  }
  const largest = Math.max(...slices.map(({ values }) => Math.abs(moments(values).mean - mean)));
  return {
    meanSuv: isSuv ? mean : { absent: 'uncertain' },
    axialNonuniformityPercent: (100 * largest) / mean,
    petNoisePercent: (100 * deviation) / mean,
  };
}
