import { describe, expect, it } from 'vitest';
import type { ImageScale } from '../../../src/measure/planar/image-scale.js';
import type { UltrasoundRegion } from '../../../src/measure/planar/ultrasound-regions.js';
import { measure, polyline, pts, shape } from './shapes.js';

const tissue: UltrasoundRegion = {
  columns: [0, 99],
  rows: [0, 99],
  unitX: 3,
  unitY: 3,
  deltaX: 0.02,
  deltaY: 0.03,
  spatialFormat: 1,
  isLowPriority: false,
};
const doppler: UltrasoundRegion = {
  ...tissue,
  columns: [100, 199],
  unitX: 4,
  unitY: 7,
  deltaX: 0.005,
  deltaY: -1.2,
  spatialFormat: 3,
};
const scale = (...regions: readonly UltrasoundRegion[]): ImageScale => ({
  rows: 200,
  columns: 200,
  regions,
  problems: [],
});
const line = polyline(pts(10, 10, 40, 50));

describe('the size of pixels of ultrasound', () => {
  it('is that of the region that holds all points, cm and either sign', () => {
    expect(measure([line], scale(tissue, doppler))).toMatchObject({
      length: expect.closeTo(Math.hypot(30 * 0.2, 40 * 0.3), 12),
      problems: [],
    });
    const upward = scale({ ...tissue, deltaY: -0.03 });
    expect(measure([line], upward).length).toBeCloseTo(Math.hypot(6, 12), 12);
  });

  it('holds the last pixel of the region up to its outer edge', () => {
    expect(measure([polyline(pts(0, 0, 100, 0))], scale(tissue)).length).toBeCloseTo(20, 12);
    expect(measure([polyline(pts(0, 0, 100.5, 0))], scale(tissue)).length).toMatch(/do not lie in one/);
  });

  it.each([
    ['points of different regions', pts(10, 10, 150, 10), [tissue, doppler], /do not lie in one/],
    ['points beyond all regions', pts(150, 150, 160, 160), [tissue], /lie in no ultrasound region/],
    ['no region with a place', pts(10, 10, 20, 20), [], /lie in no ultrasound region/],
    ['seconds and velocities', pts(110, 10, 150, 20), [tissue, doppler], /not both in centimetres/],
    [
      'M-mode, whose depth is in cm',
      pts(10, 10, 10, 20),
      [{ ...tissue, unitX: 4, spatialFormat: 2 }],
      /not both in centimetres/,
    ],
  ])('is not known for %s', (_, points, regions, why) => {
    const found = measure([polyline(points)], scale(...regions));
    expect(found.length).toMatch(why);
    expect(found.problems).toContain('spacing-absent');
  });

  it.each([
    ['zero', 0],
    ['no number', Number.NaN],
  ])('is damaged where the scale is %s', (_, deltaX) => {
    const found = measure([line], scale({ ...tissue, deltaX }));
    expect(found.length).toMatch(/zero or no number/);
    expect(found.problems).toEqual(['spacing-damaged']);
  });

  it('is that of regions that overlap where they agree, else that of the one of high priority', () => {
    const colour = { ...tissue, columns: [5, 60] as const, isLowPriority: true };
    expect(measure([line], scale(tissue, colour))).toMatchObject({ problems: [] });
    const zoomed = { ...colour, deltaX: 0.01, deltaY: 0.01 };
    expect(measure([line], scale(zoomed, tissue)).length).toBeCloseTo(Math.hypot(6, 12), 12);
    const tied = measure([line], scale({ ...zoomed, isLowPriority: false }, tissue));
    expect(tied.length).toMatch(/different scales/);
  });

  it('holds all points of all shapes', () => {
    const second = polyline(pts(150, 10, 160, 10));
    expect(measure([line, second], scale(tissue, doppler)).longAxis).toMatch(/do not lie in one/);
    expect(measure([shape('CIRCLE', pts(50, 50, 60, 50))], scale(tissue)).area).toBeCloseTo(6 * Math.PI, 9);
  });
});
