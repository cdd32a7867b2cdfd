import type { Vector3 } from '../../../study/vectors.js';
import type { PhantomImage } from '../phantom-image.js';
import { ballValues } from './sphere-voxels.js';

/** What the order of the spheres is told from. */
interface OrderInput {
  readonly image: PhantomImage;
  /** Places round the ring. */
  readonly placesMm: readonly Vector3[];
  /** Diameters in their order round the ring, in whichever sense, from whichever place. */
  readonly diametersMm: readonly number[];
  readonly background: { readonly mean: number; readonly deviation: number };
}

/** Blur carries activity this far out of a sphere; it is counted with it. */
const MARGIN_MM = 7;
/** Neighbouring voxels have much of their noise in common: that of a sum is larger than of independent ones. */
const CORRELATED = 3;
/** By what two spheres' contrasts differ although both are right: blur, and how voxels cut them (as logarithms). */
const MODEL_ERROR = 0.12;
/** What a sphere holds may be lost in noise: as a share of what it should hold, no less. */
const LEAST_SHARE = 0.05;
/** The order is right when the contrasts agree so well (in such errors, root mean square)… */
const MOST_MISFIT = 1.5;
/** …and no other agrees nearly as well. */
const LEAST_RATIO = 2;

/**
 * Tells which sphere lies at which place: all spheres have the same activity, so that what each holds above the
 * background is as its volume. With the right order these contrasts agree, whatever the blur; with another they do not.
 * @returns the diameter at each place; undefined where no order fits, or two fit alike
 */
export function sphereOrder(input: OrderInput): number[] | undefined {
  const { diametersMm, placesMm } = input;
  const count = diametersMm.length;
  const orders = new Map<string, number[]>();
  for (const sense of [1, -1]) {
    for (let start = 0; start < count; start++) {
      const order = placesMm.map((_, place) => {
        const at = (((sense * place + start) % count) + count) % count;
        return diametersMm[at] ?? Number.NaN;
      });
      orders.set(order.join(), order);
    }
  }
  const judged = Array.from(orders.values(), (order) => ({ order, misfit: misfitOf(order, input) }));
  const [best, next] = judged.sort((a, b) => a.misfit - b.misfit);
  if (!best || !(best.misfit <= MOST_MISFIT)) return undefined;
  // Two spheres may be declared in each other's place: where noise would hide it, no order is sure.
  const others = [
    ...(next ? [next.misfit] : []),
    ...swapped(best.order).map((order) => misfitOf(order, input)),
  ];
  const least = Math.max(MOST_MISFIT, LEAST_RATIO * best.misfit);
  return others.every((misfit) => misfit > least) ? best.order : undefined;
}

/** An order with each sphere and the next smaller one in each other's place. */
function swapped(order: readonly number[]): number[][] {
  const sizes = Array.from(new Set(order)).sort((a, b) => b - a);
  return sizes.slice(1).map((smaller, n) => {
    const larger = sizes[n] ?? smaller;
    const [from, to] = [order.indexOf(larger), order.indexOf(smaller)];
    return order.map((own, place) => (place === from ? smaller : place === to ? larger : own));
  });
}

/** How far the contrasts that an order gives differ from each other, in their errors; root of the weighted mean square. */
function misfitOf(order: readonly number[], { image, placesMm, background }: OrderInput): number {
  const voxelMm3 = image.spacingMm[0] * image.spacingMm[1] * image.spacingMm[2];
  const measured = order.map((diameterMm, place) => {
    const centreMm = placesMm[place] ?? [0, 0, 0];
    const { sum, voxels } = ballValues(image, { centreMm, radiusMm: diameterMm / 2 + MARGIN_MM });
    const own = (Math.PI * diameterMm ** 3) / 6 / voxelMm3;
    return {
      own,
      excess: sum - voxels * background.mean,
      error: CORRELATED * background.deviation * Math.sqrt(voxels),
    };
  });
  // All spheres together hold the same in whichever order: the contrast that errors are shares of.
  const total = measured.reduce((sum, { excess }) => sum + excess, 0);
  const contrast = total / measured.reduce((sum, { own }) => sum + own, 0);
  if (!(contrast > 0)) return Number.POSITIVE_INFINITY;
  const terms = measured.map(({ own, excess, error }) => {
    const expected = contrast * own;
    return {
      log: Math.log(Math.max(LEAST_SHARE, excess / expected)),
      weight: 1 / (MODEL_ERROR ** 2 + (error / expected) ** 2),
    };
  });
  const weight = terms.reduce((sum, term) => sum + term.weight, 0);
  const mean = terms.reduce((sum, term) => sum + term.weight * term.log, 0) / weight;
  const squares = terms.reduce((sum, term) => sum + term.weight * (term.log - mean) ** 2, 0);
  return Math.sqrt(squares / order.length);
}
