import type { Measured } from '../../image/image-volume.js';
import type { NotFoundReason, PhantomImage, PhantomPart, PhantomResult } from '../phantom-image.js';
import type { CtWaterSpec } from '../phantom-spec.js';
import { circlePart, circleValues, moments } from './circle.js';
import { findWater, type Water } from './find-water.js';
import { type Ring, ringArtefact } from './ring-artefact.js';

/** Figures of a CT cylinder of water. */
export type CtWaterFigureName = 'waterHu' | 'waterNoiseHu' | 'uniformityHu' | 'artefactHu';

/** What is found may differ from the diameter declared by this share. */
const MOST_SIZE_ERROR = 0.05;
/** Diameter of the region in the middle over that of the water. IEC 61223-3-5. */
const MIDDLE_SHARE = 0.4;
/** The same of the regions that are compared, and how far those at the edge stay from it. IEC 61223-3-5. */
const REGION_SHARE = 0.1;
const EDGE_MM = 10;
/** A slice this near to the end of the cylinder may hold what is beyond it, mm. */
const END_MM = 5;
/** Rings this near to the wall are blurred with it. */
const WALL_BLUR_MM = 4;
/** Where rings must be higher than this to be told from noise, none can be excluded, HU. */
const MOST_DETECTABLE_HU = 5;

/**
 * Measures a CT cylinder of water in HU: its first image. Slices at the ends that do not show it are left out.
 * Method: regions of IEC 61223-3-5; rings by {@link ringArtefact}.
 */
export function measureCtWater(images: readonly PhantomImage[], spec: CtWaterSpec): PhantomResult {
  const [image] = images;
  if (!image) return { notFound: 'too-few-images', parts: [] };
  // A file that states another unit has no CT numbers: PS3.3 C.11.1.1.2, Rescale Type.
  if (image.unit !== undefined && image.unit !== 'HU') return { notFound: 'other-unit', parts: [] };
  const found = waterSlices(image);
  if (typeof found === 'string') return { notFound: found, parts: [] };
  const { slices, middle } = found;
  const diameterMm = 2 * middle.radiusMm;
  if (spec.diameterMm && Math.abs(diameterMm / spec.diameterMm - 1) > MOST_SIZE_ERROR) {
    return { notFound: 'other-size', parts: [circlePart(image, middle, { name: 'water' })] };
  }
  const { deviation } = moments(circleValues(middle.image, middleRegion(middle)));
  const farthest = farthestMean(slices, middle, image.spacingMm[2]);
  const edges = slices.map(edgeDifferences);
  const rings = artefact(slices);
  const figures: Record<CtWaterFigureName, Measured> = {
    waterHu: known(farthest.mean),
    waterNoiseHu: known(deviation),
    uniformityHu: known(Math.max(...edges.flatMap((own) => own.map(({ hu }) => Math.abs(hu))))),
    artefactHu: rings.figure,
  };
  return { figures, parts: partsOf(image, { middle, farthest, edges, rings }) };
}

function known(value: number): Measured {
  return Number.isFinite(value) ? value : { absent: 'uncertain' };
}

/** The slices about the middle one in which the water is seen. */
function waterSlices(image: PhantomImage): { slices: Water[]; middle: Water } | NotFoundReason {
  const at = image.dims[2] >> 1;
  const middle = findWater(image, at);
  if (typeof middle === 'string') return middle;
  const slices = [middle];
  for (const step of [-1, 1]) {
    for (let k = at + step; k >= 0 && k < image.dims[2]; k += step) {
      const water = findWater(image, k);
      // The cylinder ends here, if it does not go on behind.
      if (typeof water === 'string') {
        if (water === 'structure-not-found' || goesOn(image, k + step, step)) return 'structure-not-found';
        break;
      }
      slices.push(water);
    }
  }
  return { slices: slices.sort((a, b) => a.slice - b.slice), middle };
}

function goesOn(image: PhantomImage, from: number, step: number): boolean {
  for (let k = from; k >= 0 && k < image.dims[2]; k += step) {
    if (typeof findWater(image, k) !== 'string') return true;
  }
  return false;
}

type Region = Pick<Water, 'centre' | 'radiusMm' | 'slice'>;

function middleRegion({ centre, radiusMm, slice }: Water): Region {
  return { centre, radiusMm: MIDDLE_SHARE * radiusMm, slice };
}

interface Mean {
  readonly water: Water;
  readonly mean: number;
}

/** Of the means of the slices that the ends of the cylinder do not touch, that which is farthest from 0 HU. */
function farthestMean(slices: readonly Water[], middle: Water, spacingMm: number): Mean {
  const trim = Math.ceil(END_MM / spacingMm);
  const inner = slices.slice(trim, slices.length - trim);
  const means = [middle, ...inner].map((water): Mean => {
    return { water, mean: moments(circleValues(water.image, middleRegion(water))).mean };
  });
  return means.reduce((far, one) => (Math.abs(one.mean) > Math.abs(far.mean) ? one : far));
}

interface Edge extends Region {
  readonly name: string;
  /** Mean less that of a region of the same size in the middle. */
  readonly hu: number;
}

/** The clock's hours at which the regions lie, as directions along rows and columns. */
const HOURS = [
  [12, 0, -1],
  [3, 1, 0],
  [6, 0, 1],
  [9, -1, 0],
] as const;

function edgeDifferences({ centre, radiusMm, slice, image }: Water): Edge[] {
  const region = REGION_SHARE * radiusMm;
  const out = radiusMm - EDGE_MM - region;
  const middle = moments(circleValues(image, { centre, radiusMm: region })).mean;
  return HOURS.map(([hour, x, y]) => {
    const [pixelMm, rowMm] = image.spacingMm;
    const own = [centre[0] + (x * out) / pixelMm, centre[1] + (y * out) / rowMm] as const;
    const { mean } = moments(circleValues(image, { centre: own, radiusMm: region }));
    return { name: `edge, ${hour} o’clock`, centre: own, radiusMm: region, slice, hu: mean - middle };
  });
}

/** The highest ring of all slices, and the figure that it makes. */
interface Artefact {
  readonly figure: Measured;
  readonly highest?: Ring & { readonly water: Water };
}

function artefact(slices: readonly Water[]): Artefact {
  let highest: Artefact['highest'];
  for (const water of slices) {
    const rings = ringArtefact(water.profile, water.radiusMm - WALL_BLUR_MM);
    if (!rings) return { figure: { absent: 'too-small' } };
    const isSeen = rings.detectableHu <= MOST_DETECTABLE_HU || rings.highest.heightHu > MOST_DETECTABLE_HU;
    if (!isSeen) return { figure: { absent: 'uncertain' } };
    if (rings.highest.heightHu >= (highest?.heightHu ?? 0)) highest = { ...rings.highest, water };
  }
  return highest ? { figure: known(highest.heightHu), highest } : { figure: { absent: 'uncertain' } };
}

interface Shown {
  readonly middle: Water;
  readonly farthest: Mean;
  readonly edges: readonly (readonly Edge[])[];
  readonly rings: Artefact;
}

function partsOf(image: PhantomImage, { middle, farthest, edges, rings }: Shown): PhantomPart[] {
  const region = middleRegion(middle);
  const { mean, deviation } = moments(circleValues(middle.image, region));
  const largest = (own: readonly Edge[]): number => Math.max(...own.map(({ hu }) => Math.abs(hu)));
  const worst = edges.reduce((most, own) => (largest(own) > largest(most) ? own : most), edges[0] ?? []);
  const parts = [
    circlePart(image, middle, { name: 'water', values: { diameterMm: 2 * middle.radiusMm } }),
    circlePart(image, region, { name: 'middle', values: { meanHu: mean, noiseHu: deviation } }),
    ...worst.map((edge) => circlePart(image, edge, { name: edge.name, values: { differenceHu: edge.hu } })),
  ];
  if (farthest.water !== middle) {
    const values = { meanHu: farthest.mean };
    parts.push(
      circlePart(image, middleRegion(farthest.water), { name: 'middle, farthest from 0 HU', values }),
    );
  }
  if (rings.highest && rings.highest.heightHu > 0) {
    const { water, radiusMm, heightHu } = rings.highest;
    const ring = { centre: water.centre, slice: water.slice, radiusMm };
    parts.push(circlePart(image, ring, { name: 'ring', values: { heightHu } }));
  }
  return parts;
}
