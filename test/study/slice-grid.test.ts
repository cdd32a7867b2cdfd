import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeOf, placesOf, SAME_PLACE_MM, sliceGrid } from '../../src/study/slice-grid.js';

const regular = (count: number, spacing: number): number[] =>
  Array.from({ length: count }, (_, i) => -100 + i * spacing);
const gridOf = (places: readonly number[]) => sliceGrid(placesOf(places));
function running(steps: readonly number[]): number[] {
  const places = [0];
  for (const step of steps) places.push((places.at(-1) ?? 0) + step);
  return places;
}

describe('placesOf and placeOf', () => {
  it('takes distances that differ by rounding for one place', () => {
    expect(placesOf([3.0001, 0, 3, 2.9999, 0.00004])).toEqual([0, 2.9999]);
    expect(placesOf([0, SAME_PLACE_MM * 1.01])).toHaveLength(2);
  });

  it('is as coarse as it is told to be', () => {
    expect(placesOf([0, 0.04, 3], 0.05)).toEqual([0, 3]);
    expect(placesOf([0, 0.004], 0.0005)).toEqual([0, 0.004]);
  });

  it('finds for every distance the place that it made', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -500, max: 500, noNaN: true }), { minLength: 1 }),
        (distances) => {
          const places = placesOf(distances);
          for (const distance of distances) {
            const place = places[placeOf(places, distance)] ?? Number.NaN;
            expect(place).toBeLessThanOrEqual(distance);
            // Nothing lies between a place and a distance that belongs to it but steps below the tolerance.
            const between = distances.filter((mm) => mm >= place && mm <= distance).sort((a, b) => a - b);
            for (const [i, mm] of between.entries())
              expect(mm - (between[i - 1] ?? mm)).toBeLessThanOrEqual(SAME_PLACE_MM);
          }
        },
      ),
    );
  });
});

describe('sliceGrid', () => {
  it('knows no spacing of a single slice', () => {
    expect(sliceGrid([7])).toEqual({
      places: [7],
      spacingMm: undefined,
      regular: true,
      gaps: 0,
      patterned: false,
    });
    expect(sliceGrid([]).spacingMm).toBeUndefined();
  });

  it('measures the spacing of two slices, and cannot know whether one is missing between them', () => {
    expect(gridOf([0, 6])).toMatchObject({ spacingMm: 6, regular: true, gaps: 0 });
  });

  it('averages the rounding of headers out', () => {
    const rounded = regular(100, 1 / 3).map((mm) => Math.round(mm * 1e4) / 1e4);
    expect(gridOf(rounded).spacingMm).toBeCloseTo(1 / 3, 5);
  });

  it('accepts jitter of the table below a tenth of the spacing', () => {
    const jittered = regular(30, 2.5).map((mm, i) => mm + (i % 3) * 0.05);
    expect(gridOf(jittered)).toMatchObject({ regular: true, gaps: 0 });
    expect(gridOf(jittered).spacingMm).toBeCloseTo(2.5, 1);
  });

  it('counts exactly the inner slices that were taken out', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 4, max: 200 }),
        fc.double({ min: 0.1, max: 20, noNaN: true }),
        fc.nat(),
        (count, spacing, seed) => {
          const places = regular(count, spacing);
          places.splice(1 + (seed % (count - 2)), 1);
          const grid = gridOf(places);
          expect(grid).toMatchObject({ regular: true, gaps: 1, patterned: false });
          expect(grid.spacingMm).toBeCloseTo(spacing, 4);
        },
      ),
    );
  });

  it('measures a long gap as well as a short one', () => {
    const places = [...regular(3, 1.25), ...regular(2, 1.25).map((mm) => mm + 200)];
    expect(gridOf(places)).toMatchObject({ gaps: 157, regular: true, spacingMm: 1.25 });
  });

  it('does not call a gap whole that is none', () => {
    expect(gridOf([0, 1, 2, 3, 72.5, 73.5, 74.5])).toMatchObject({ regular: false, gaps: 0, spacingMm: 1 });
  });

  it('knows nothing of missing slices where distances are irregular', () => {
    expect(gridOf(running([3, 3, 4.2, 3, 1.7]))).toMatchObject({ regular: false, gaps: 0 });
  });

  it('takes a run of equal wide steps for a plan, scattered ones for losses', () => {
    expect(gridOf(running([5, 5, 5, 5, 5, 5, 10, 10, 10]))).toMatchObject({ patterned: true, spacingMm: 5 });
    expect(gridOf(running([5, 5, 10, 5, 5, 5, 10, 5, 5, 15]))).toMatchObject({ patterned: false, gaps: 4 });
  });

  it('takes alternating steps for a plan where there are enough of them', () => {
    expect(gridOf(running([1, 2, 1, 2, 1, 2, 1])).patterned).toBe(true);
    expect(gridOf(running([1, 2, 1])).patterned).toBe(false);
  });

  it('does not depend on where the stack lies', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e4, max: 1e4, noNaN: true }), (origin) => {
        const steps = [2, 2, 4, 2, 2, 2];
        const { spacingMm, gaps } = gridOf(running(steps).map((mm) => mm + origin));
        expect({ spacingMm, gaps }).toEqual({ spacingMm: 2, gaps: 1 });
      }),
    );
  });
});
