import { describe, expect, it } from 'vitest';
import { acrSlices, sliceOf } from '../../../../src/motion/phantom/acr/acr-slices.js';
import { acrImage, withSlices } from './acr-image.js';

const { image } = acrImage('acr-t1');
const ALL = Array.from({ length: 11 }, (_, k) => k);

function refusal(of: Parameters<typeof acrSlices>[0]): string | undefined {
  const found = acrSlices(of);
  return 'notFound' in found ? found.notFound : undefined;
}

describe('acrSlices', () => {
  it('numbers the slices from the end with the ramps', () => {
    const found = acrSlices(image);
    if ('notFound' in found) throw new Error(found.notFound);
    expect(found.slices.map(({ number, index }) => [number, index])).toEqual(ALL.map((k) => [k + 1, k]));
    expect(found.angleRad).toBeCloseTo(0, 2);
    expect(found.slices[6]?.slice).toEqual(sliceOf(image, 6));
  });

  it('numbers them the same where they are stored the other way', () => {
    const found = acrSlices(withSlices(image, ALL.toReversed()));
    if ('notFound' in found) throw new Error(found.notFound);
    expect(found.slices.map(({ number, index }) => [number, index])).toEqual(ALL.map((k) => [k + 1, 10 - k]));
  });

  it('refuses another number of slices, or another step', () => {
    expect(refusal(withSlices(image, ALL.slice(0, 10)))).toBe('other-slices');
    expect(refusal(withSlices(image, [...ALL, 10]))).toBe('other-slices');
    expect(refusal({ ...image, spacingMm: [image.spacingMm[0], image.spacingMm[1], 9] })).toBe(
      'other-slices',
    );
  });

  it('refuses where it is not sure which end is slice 1', () => {
    expect(refusal(withSlices(image, ALL.with(10, 0)))).toBe('structure-not-found');
    expect(refusal(withSlices(image, ALL.with(0, 6)))).toBe('structure-not-found');
    expect(refusal(withSlices(image, ALL.with(10, 6)))).toBe('structure-not-found');
  });

  it('refuses a phantom that is upside down', () => {
    const size = image.dims[0] * image.dims[1];
    const values = image.values.map((_, at) => {
      const slice = Math.floor(at / size);
      return image.values[slice * size + size - 1 - (at % size)] ?? 0;
    });
    expect(refusal({ ...image, values })).toBe('structure-not-found');
  });

  it('refuses an outline of another size, shape or none, and shows what it found', () => {
    const scaled = (along: number, down: number) => ({
      ...image,
      spacingMm: [image.spacingMm[0] * along, image.spacingMm[1] * down, image.spacingMm[2]] as const,
    });
    expect(refusal(scaled(1.05, 1.05))).toBe('other-size');
    expect(refusal(scaled(1, 1.08))).toBe('other-shape');
    expect(refusal({ ...image, values: new Float32Array(image.values.length) })).toBe('no-object');
    const found = acrSlices(scaled(1.05, 1.05));
    expect('notFound' in found && found.discs[0]?.disc.radiusMm).toBeCloseTo(95 * 1.05, 0);
  });

  it('refuses a phantom that is cut off', () => {
    const size = image.dims[0] * image.dims[1];
    // The left 60 columns are taken away; the phantom begins at the thirty-first.
    const columns = image.dims[0] - 60;
    const values = new Float32Array(columns * image.dims[1] * 11);
    for (let at = 0; at < values.length; at++) {
      const [row, slice] = [
        Math.floor(at / columns) % image.dims[1],
        Math.floor(at / (columns * image.dims[1])),
      ];
      values[at] = image.values[slice * size + row * image.dims[0] + 60 + (at % columns)] ?? 0;
    }
    expect(refusal({ ...image, values, dims: [columns, image.dims[1], 11] })).toBe('cut-off');
  });
});
