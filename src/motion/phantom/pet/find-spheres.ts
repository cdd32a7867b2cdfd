import { finiteMedian } from '../../slices/robust.js';
import { select } from '../../temporal/order-statistics.js';
import { sliceOf } from '../ct-water/circle.js';
import { type FoundDisc, findDisc } from '../find/find-disc.js';
import type { NotFoundReason, PhantomImage } from '../phantom-image.js';
import type { PetSpheresSpec } from '../phantom-spec.js';
import { hotBlobs } from './hot-blobs.js';
import { type SphereBackground, sphereBackground } from './sphere-background.js';
import { sphereOrder } from './sphere-order.js';
import { fitRing } from './sphere-ring.js';
import type { Ball } from './sphere-voxels.js';

/** The spheres of a phantom, in the order round the ring. */
interface FoundSpheres {
  readonly spheres: readonly (Ball & { readonly diameterMm: number })[];
  readonly background: SphereBackground;
}

/** Why spheres were not found, and where they were looked for. */
interface NoSpheres {
  readonly notFound: NotFoundReason;
  readonly places: readonly Ball[];
}

/** What is hotter than this share of the way from the background to the hottest voxel is looked at. */
const HOT_SHARE = 0.25;
/** The hottest voxel over the background: below, there are no hot spheres. */
const LEAST_CONTRAST = 1.5;

/** Finds hot spheres in a warm body: their ring first, and then which is which. */
export function findSpheres(image: PhantomImage, spec: PetSpheresSpec): FoundSpheres | NoSpheres {
  const refused = (notFound: NotFoundReason, places: readonly Ball[] = []): NoSpheres => ({
    notFound,
    places,
  });
  const count = spec.spheresMm.length;
  const level = levelOf(image);
  if (!(level > 0)) return refused('no-object');
  const hottest = image.values.reduce((most, value) => Math.max(most, value), 0);
  if (!(hottest >= LEAST_CONTRAST * level)) return refused('structure-not-found');
  const hot = { level: level + HOT_SHARE * (hottest - level), background: level };
  const points = hotBlobs(image, hot).map(({ centreMm }) => centreMm);
  const ring = fitRing(points, { count, radiusMm: spec.ringRadiusMm });
  if (!ring) return refused('structure-not-found');
  const { placesMm, centreMm } = ring;
  const diameterMm = Math.max(...spec.spheresMm);
  const places = placesMm.map((own): Ball => ({ centreMm: own, radiusMm: diameterMm / 2 }));
  const body = findBody(image, Math.round(centreMm[2] / image.spacingMm[2]));
  if (!body) return refused('no-object', places);
  const isInBody = placesMm.every(([x, y]) => {
    const u = (x / image.spacingMm[0] - body.centre[0]) * (image.spacingMm[0] / body.halfAxesMm[0]);
    const v = (y / image.spacingMm[1] - body.centre[1]) * (image.spacingMm[1] / body.halfAxesMm[1]);
    return u * u + v * v < 1;
  });
  if (!isInBody) return refused('other-shape', places);
  const background = sphereBackground(image, { placesMm, diameterMm, level });
  if (!background || !(background.mean > 0)) return refused('other-size', places);
  const order = sphereOrder({ image, placesMm, diametersMm: spec.spheresMm, background });
  if (!order) return refused('structure-not-found', places);
  const spheres = order.map((own, place) => ({
    diameterMm: own,
    centreMm: placesMm[place] ?? centreMm,
    radiusMm: own / 2,
  }));
  return { spheres, background };
}

/** Slices that the background's level is taken from, at most. */
const LEVEL_SLICES = 20;

/** About what the warm body has: the median of slices of what lies inside of it. */
function levelOf(image: PhantomImage): number {
  const step = Math.ceil(image.dims[2] / LEVEL_SLICES);
  const slices = Array.from({ length: Math.ceil(image.dims[2] / step) }, (_, n) => n * step);
  return finiteMedian(slices.map((k) => findBody(image, k)?.inside ?? Number.NaN));
}

/** Spheres take less of a slice than the rest, and the body more. */
const CAPPED_SHARE = 0.95;

/** The warm body in a slice: spheres ten times as hot must not be taken for it, so that they are cut off. */
function findBody(image: PhantomImage, k: number): FoundDisc | undefined {
  const slice = sliceOf(image, k);
  const { length } = slice.values;
  const cap = select(Float64Array.from(slice.values), length, Math.floor(CAPPED_SHARE * (length - 1)));
  return findDisc({ ...slice, values: slice.values.map((value) => Math.min(value, cap)) });
}
