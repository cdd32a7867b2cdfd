import { describe, expect, it } from 'vitest';
import { findRampBand } from '../../../../src/motion/phantom/acr/ramp-band.js';
import { acrSlice, discIn } from './acr-image.js';

describe('findRampBand', () => {
  it.each([-6, -2, 0, 3, 5])('finds the bar of a phantom that is turned by %d°, to 0.1°', (angleDeg) => {
    const slice = acrSlice({ number: 1, angleDeg });
    const band = findRampBand(slice, discIn(slice));
    expect(Math.abs(((band?.angleRad ?? Number.NaN) * 180) / Math.PI - angleDeg)).toBeLessThan(0.1);
    expect(Math.abs(band?.middleMm ?? Number.NaN)).toBeLessThan(0.2);
    expect(Math.abs((band?.heightMm ?? Number.NaN) - 12)).toBeLessThan(0.3);
  });

  it('finds it in images of 512 pixels', () => {
    const slice = acrSlice({ number: 1, angleDeg: 1, size: 512 });
    const band = findRampBand(slice, discIn(slice));
    expect(((band?.angleRad ?? Number.NaN) * 180) / Math.PI).toBeCloseTo(1, 1);
  });

  it('finds none in a phantom that is turned too far', () => {
    const slice = acrSlice({ number: 1, angleDeg: 12 });
    expect(findRampBand(slice, discIn(slice))).toBeUndefined();
  });

  it.each([3, 5, 7, 11])('finds none in slice %d', (number) => {
    const slice = acrSlice({ number });
    expect(findRampBand(slice, discIn(slice))).toBeUndefined();
  });
});
