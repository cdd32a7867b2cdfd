import type { PhantomImage } from '../phantom-image.js';

/** Images of one b-value, averaged over their directions. */
export interface Shell {
  /** s/mm². */
  readonly bValue: number;
  /** Geometric mean over the images, which is that of the trace; NaN where one of them is not above 0. */
  readonly values: Float32Array;
  readonly images: readonly PhantomImage[];
}

/** Scanners round: b-values that differ by no more, s/mm² and as a share, are one. */
const SAME_B = 2;
const SAME_B_SHARE = 0.01;

/** Whether two b-values are one. */
export function isSameB(a: number, b: number): boolean {
  return Math.abs(a - b) <= Math.max(SAME_B, SAME_B_SHARE * Math.max(a, b));
}

/**
 * Averages images by their b-value; images that state none are left out.
 * @param wanted b-values to keep, s/mm²; all where undefined
 * @returns shells by rising b-value; undefined where one that is wanted is not there, or fewer than two are
 */
export function shellsOf(
  images: readonly PhantomImage[],
  wanted: readonly number[] | undefined,
): readonly Shell[] | undefined {
  const groups: { readonly bValue: number; readonly images: PhantomImage[] }[] = [];
  const sorted = images
    .flatMap((image) => (image.bValue !== undefined && image.bValue >= 0 ? [{ image, b: image.bValue }] : []))
    .sort((a, b) => a.b - b.b);
  for (const { image, b } of sorted) {
    const last = groups.at(-1);
    if (last && isSameB(last.bValue, b)) last.images.push(image);
    else groups.push({ bValue: b, images: [image] });
  }
  const kept = wanted ? groups.filter(({ bValue }) => wanted.some((b) => isSameB(b, bValue))) : groups;
  const isWhole = wanted?.every((b) => kept.some(({ bValue }) => isSameB(b, bValue))) ?? true;
  if (!isWhole || kept.length < 2) return undefined;
  return kept.map(({ bValue, images: of }) => ({ bValue, values: geometricMean(of), images: of }));
}

/** Of voxels over images: of monoexponential decays along orthogonal directions it has the mean of their coefficients. */
function geometricMean(images: readonly PhantomImage[]): Float32Array {
  const [first] = images;
  if (!first) return new Float32Array(0);
  const mean = new Float32Array(first.values.length);
  for (const { values } of images) {
    for (let v = 0; v < mean.length; v++) {
      const value = values[v] ?? 0;
      mean[v] = (mean[v] ?? 0) + (value > 0 ? Math.log(value) : Number.NaN);
    }
  }
  for (let v = 0; v < mean.length; v++) mean[v] = Math.exp((mean[v] ?? 0) / images.length);
  return mean;
}
