import { describe, expect, it } from 'vitest';
import { slicePosition } from '../../../../src/motion/phantom/acr/slice-position.js';
import { type AcrSliceOptions, acrSlice, discIn } from './acr-image.js';

function measured(of: AcrSliceOptions) {
  const slice = acrSlice(of);
  return slicePosition({ slice, disc: discIn(slice), angleRad: ((of.angleDeg ?? 0) * Math.PI) / 180 });
}

function difference(of: AcrSliceOptions): number {
  return measured(of)?.differenceMm ?? Number.NaN;
}

describe('slicePosition', () => {
  it.each([1, 11])(
    'is twice how far slice %d is from its place, positive towards the head, to 0.2 mm',
    (number) => {
      for (const tooHighMm of [-3, -1, 0, 0.5, 2, 4]) {
        expect(Math.abs(difference({ number, tooHighMm }) - 2 * tooHighMm)).toBeLessThan(0.2);
      }
    },
  );

  it('does not mind that the phantom is turned, nor noise or other pixels', () => {
    expect(Math.abs(difference({ number: 1, tooHighMm: 1, angleDeg: 5 }) - 2)).toBeLessThan(0.3);
    expect(Math.abs(difference({ number: 11, tooHighMm: 1, sigma: 80 }) - 2)).toBeLessThan(0.5);
    expect(Math.abs(difference({ number: 11, tooHighMm: 1, size: 512 }) - 2)).toBeLessThan(0.2);
  });

  it('says where the bars are: the left one at the left of the image', () => {
    const found = measured({ number: 1, tooHighMm: 2 });
    expect(found?.left.xMm).toBeCloseTo(-3, 0);
    expect(found?.right.xMm).toBeCloseTo(3, 0);
    expect(found?.right.endMm).toBeCloseTo(-68, 0);
    expect(found?.left.endMm).toBeCloseTo(-72, 0);
  });

  it('measures nothing where there are no bars', () => {
    expect(measured({ number: 7 })).toBeUndefined();
    expect(measured({ number: 5 })).toBeUndefined();
  });

  it('measures nothing where the slice is so far off that it is another one', () => {
    const slice = acrSlice({ number: 1 });
    const disc = discIn(slice);
    // The right bar is made 20 mm longer, as slice 2 shows it.
    const [column, row] = [Math.round(disc.centre[0]), Math.round(disc.centre[1])];
    const values = slice.values.slice();
    for (let j = row - 73; j < row - 51; j++) values.fill(0, j * 256 + column + 1, j * 256 + column + 7);
    expect(slicePosition({ slice: { ...slice, values }, disc, angleRad: 0 })).toBeUndefined();
  });

  it('does not mind a bubble of air beside the bars at the top', () => {
    const slice = acrSlice({ number: 1, tooHighMm: 1 });
    const disc = discIn(slice);
    const [column, row] = [Math.round(disc.centre[0]), Math.round(disc.centre[1])];
    const values = slice.values.slice();
    for (let j = row - 98; j < row - 90; j++) values.fill(5, j * 256 + column - 30, j * 256 + column - 8);
    const found = slicePosition({ slice: { ...slice, values }, disc, angleRad: 0 });
    expect(Math.abs((found?.differenceMm ?? Number.NaN) - 2)).toBeLessThan(0.2);
  });

  it('measures nothing where the bars lie far from the middle, or do not end', () => {
    const slice = acrSlice({ number: 1 });
    const disc = discIn(slice);
    const moved = { ...disc, centre: [disc.centre[0] - 14, disc.centre[1]] } as const;
    expect(slicePosition({ slice, disc: moved, angleRad: 0 })).toBeUndefined();
    const [column, row] = [Math.round(disc.centre[0]), Math.round(disc.centre[1])];
    const values = slice.values.slice();
    for (let j = row - 94; j < row - 40; j++) values.fill(5, j * 256 + column - 6, j * 256 + column + 7);
    expect(slicePosition({ slice: { ...slice, values }, disc, angleRad: 0 })).toBeUndefined();
  });
});
