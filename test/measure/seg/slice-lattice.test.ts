import { describe, expect, it } from 'vitest';
import { sliceLattice } from '../../../src/measure/seg/slice-lattice.js';

describe('the lattice of slices', () => {
  it('has the step of regular places, whatever distance is declared', () => {
    expect(sliceLattice([0, 2.5, 5])).toEqual({ spacingMm: 2.5, from: 'positions', slices: [0, 1, 2] });
    expect(sliceLattice([0, 2.5, 5], 4)).toEqual({ spacingMm: 2.5, from: 'positions', slices: [0, 1, 2] });
    expect(sliceLattice([0, 2.5, 5], 2.5)?.from).toBe('positions');
  });

  it('counts slices that no frame shows', () => {
    expect(sliceLattice([-99.48, 103.02, 104.27, 105.52])?.slices).toEqual([0, 162, 163, 164]);
    expect(sliceLattice([0, 2, 4, 5])).toEqual({ spacingMm: 1, from: 'positions', slices: [0, 2, 4, 5] });
  });

  it('is the declared one where a step or two are multiples of it', () => {
    expect(sliceLattice([-177.75, -172.75], 2.5)).toEqual({ spacingMm: 2.5, from: 'header', slices: [0, 2] });
    expect(sliceLattice([0, 2, 5], 1)).toEqual({ spacingMm: 1, from: 'header', slices: [0, 2, 5] });
  });

  it('is not the declared one where many equal steps speak against it', () => {
    expect(sliceLattice([0, 10, 20, 30], 5)).toEqual({
      spacingMm: 10,
      from: 'positions',
      slices: [0, 1, 2, 3],
    });
    expect(sliceLattice([0, 10, 20], 5)?.spacingMm).toBe(5);
  });

  it('of a single slice is what is declared, else unknown', () => {
    expect(sliceLattice([7], 5)).toEqual({ spacingMm: 5, from: 'header', slices: [0] });
    for (const declared of [undefined, 0, -1, Number.NaN]) {
      expect(sliceLattice([7], declared)).toEqual({ spacingMm: Number.NaN, slices: [0] });
    }
  });

  it('is none of places at odd distances, or of billions of slices', () => {
    expect(sliceLattice([0, 1, 2.4])).toBeUndefined();
    expect(sliceLattice([0, 1, 2.4], 0.7)).toBeUndefined();
    expect(sliceLattice([0, 1, 1e9])).toBeUndefined();
    expect(sliceLattice([0, 1, Number.POSITIVE_INFINITY])).toBeUndefined();
  });

  it('is found of very many frames, or not, without failing', () => {
    const many = Array.from({ length: 200_000 }, (_, i) => i);
    expect(sliceLattice(many)).toBeUndefined();
    expect(sliceLattice(many.slice(0, 60_000))?.slices.at(-1)).toBe(59_999);
  });
});
