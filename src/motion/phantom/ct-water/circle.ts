import { voxelToPatient } from '../../../study/volume/grid.js';
import type { Slice2d } from '../find/find-disc.js';
import type { PhantomImage, PhantomPart } from '../phantom-image.js';

/** A circle in a slice: its centre in pixels (an index means a pixel's centre), its radius in mm. */
export interface Circle {
  readonly centre: readonly [number, number];
  readonly radiusMm: number;
}

/** A slice of an image, not copied. */
export function sliceOf({ values, dims, spacingMm }: PhantomImage, k: number): Slice2d {
  const [columns, rows] = dims;
  const area = columns * rows;
  return {
    values: values.subarray(k * area, (k + 1) * area),
    columns,
    rows,
    spacingMm: [spacingMm[0], spacingMm[1]],
  };
}

/** The values of the pixels whose centres lie in a circle. */
export function circleValues(slice: Slice2d, { centre, radiusMm }: Circle): Float64Array {
  const { columns, rows, spacingMm } = slice;
  const reach = [radiusMm / spacingMm[0], radiusMm / spacingMm[1]] as const;
  const first = [
    Math.max(0, Math.ceil(centre[0] - reach[0])),
    Math.max(0, Math.ceil(centre[1] - reach[1])),
  ] as const;
  const last = [
    Math.min(columns - 1, Math.floor(centre[0] + reach[0])),
    Math.min(rows - 1, Math.floor(centre[1] + reach[1])),
  ] as const;
  const out = new Float64Array(Math.max(0, last[0] - first[0] + 1) * Math.max(0, last[1] - first[1] + 1));
  let count = 0;
  for (let j = first[1]; j <= last[1]; j++) {
    const y = (j - centre[1]) * spacingMm[1];
    for (let i = first[0]; i <= last[0]; i++) {
      const x = (i - centre[0]) * spacingMm[0];
      if (x * x + y * y <= radiusMm * radiusMm) out[count++] = slice.values[j * columns + i] ?? 0;
    }
  }
  return out.subarray(0, count);
}

/** Mean and standard deviation (of a sample); NaN of too few values. */
export function moments(values: ArrayLike<number>): { readonly mean: number; readonly deviation: number } {
  const count = values.length;
  let sum = 0;
  for (let n = 0; n < count; n++) sum += values[n] ?? 0;
  const mean = sum / count;
  let squares = 0;
  for (let n = 0; n < count; n++) squares += ((values[n] ?? 0) - mean) ** 2;
  return { mean, deviation: Math.sqrt(squares / (count - 1)) };
}

/** A circle to be shown, and what was measured in it. */
export function circlePart(
  image: PhantomImage,
  { centre, radiusMm, slice }: Circle & { readonly slice: number },
  { name, values = {} }: { readonly name: string; readonly values?: Readonly<Record<string, number>> },
): PhantomPart {
  const centreMm = voxelToPatient(image, [centre[0], centre[1], slice]);
  return { name, shape: 'circle', centreMm, sizeMm: [radiusMm, radiusMm], slice, values };
}
