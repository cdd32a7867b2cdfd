import { describe, expect, it } from 'vitest';
import { contourFigures } from '../../../src/measure/rtstruct/contour-figures.js';
import { blob, contourOf, leaningGrid, onGrid, rectangle, roiOf, shoelace } from './rois.js';

const grid = leaningGrid([60, 60, 40]);
/** Area of a pixel, and the distance of planes across the lean: 0.9 mm × 1.3 mm, 3.1 mm. */
const [PIXEL_MM2, DISTANCE_MM] = [0.9 * 1.3, 3.1];
const outer = blob([30, 28], 15, { wobble: 0.1 });
const hole = blob([31, 27], 6);
const on = (planes: readonly number[], lines = [outer]) =>
  roiOf(planes.flatMap((k) => lines.map((points) => onGrid(grid, k, points))));
const codes = (roi: ReturnType<typeof roiOf>, distance?: number) =>
  contourFigures(roi, distance).problems.map(({ code }) => code);

describe('planimetric volume', () => {
  it('is areas times the distance of planes, holes taken off, on sheared oblique planes', () => {
    const areaMm2 = (shoelace(outer) - shoelace(hole)) * PIXEL_MM2;
    const found = contourFigures(on([3, 4, 5, 6, 7], [outer, hole]));
    expect(found.planimetricVolumeMm3).toBeCloseTo(5 * areaMm2 * DISTANCE_MM, 4);
    expect(found.problems).toEqual([]);
  });

  it('of a ball in thin planes is that of the ball within half a percent', () => {
    const radius = 18;
    const planes = Array.from({ length: 35 }, (_, n) => n - 17);
    const contours = planes.map((z) => {
      const points = blob([0, 0], Math.sqrt(radius ** 2 - z ** 2), { count: 360 });
      return contourOf(points.map(([x, y]) => [x, y, z]));
    });
    const { planimetricVolumeMm3 = 0 } = contourFigures(roiOf(contours));
    expect(Math.abs(planimetricVolumeMm3 / ((4 / 3) * Math.PI * radius ** 3) - 1)).toBeLessThan(0.005);
  });

  it('does not mind the order of contours, nor coordinates of two decimals', () => {
    const { contours } = on([9, 3, 5, 4, 8, 6, 7]);
    const rounded = contours.map(({ kind, pointsMm }) => ({
      kind,
      pointsMm: pointsMm.map((n) => Math.round(n * 100) / 100),
    }));
    const { planimetricVolumeMm3 = 0, problems } = contourFigures(roiOf(rounded));
    expect(problems).toEqual([]);
    expect(planimetricVolumeMm3 / (7 * shoelace(outer) * PIXEL_MM2 * DISTANCE_MM)).toBeCloseTo(1, 3);
  });

  it('is not had of a single plane, unless the distance of the image planes is known', () => {
    const roi = on([4]);
    expect(contourFigures(roi)).toMatchObject({
      whyNoVolume: 'contours lie in a single plane',
      problems: [{ code: 'slice-spacing-absent', itemPath: 'ROIContourSequence[0]' }],
    });
    expect(contourFigures(roi).planimetricVolumeMm3).toBeUndefined();
    const known = contourFigures(roi, DISTANCE_MM);
    expect(known.planimetricVolumeMm3).toBeCloseTo(shoelace(outer) * PIXEL_MM2 * DISTANCE_MM, 4);
    expect(contourFigures(roi, Number.NaN).planimetricVolumeMm3).toBeUndefined();
  });

  it('names planes without contours, and does not fill them', () => {
    const found = contourFigures(on([3, 4, 5, 8, 9]));
    expect(found.problems.map(({ code }) => code)).toEqual(['contour-planes-missing']);
    expect(found.planimetricVolumeMm3).toBeCloseTo(5 * shoelace(outer) * PIXEL_MM2 * DISTANCE_MM, 4);
  });

  it('of every third plane takes three distances, and says so where the images are known', () => {
    const roi = on([3, 6, 9, 12]);
    const expected = 4 * shoelace(outer) * PIXEL_MM2 * 3 * DISTANCE_MM;
    expect(contourFigures(roi).planimetricVolumeMm3).toBeCloseTo(expected, 3);
    expect(contourFigures(roi, DISTANCE_MM).planimetricVolumeMm3).toBeCloseTo(expected, 3);
    expect(codes(roi, DISTANCE_MM)).toEqual(['contour-planes-missing']);
  });

  it('of two planes that are no neighbours is not had: they may be two lesions', () => {
    const found = contourFigures(on([3, 12]), DISTANCE_MM);
    expect(found.planimetricVolumeMm3).toBeUndefined();
    expect(found.whyNoVolume).toBe('no two neighbouring image planes have contours');
    expect(found.problems.map(({ code }) => code)).toEqual([
      'contour-planes-missing',
      'slice-spacing-absent',
    ]);
  });

  it('is not had of irregular planes', () => {
    const found = contourFigures(on([3, 4, 5.4, 7.1]));
    expect(found).toMatchObject({ whyNoVolume: 'planes of contours are not regularly spaced' });
    expect(found.planimetricVolumeMm3).toBeUndefined();
  });

  it('is not had where a contour bends or leans, which is named', () => {
    const bent = contourOf([
      [0, 0, 0],
      [10, 0, 3],
      [10, 10, 0],
      [0, 10, 3],
    ]);
    const found = contourFigures(roiOf([...on([3, 4, 5]).contours, bent]));
    expect(found.problems[0]).toMatchObject({
      code: 'contour-not-planar',
      detail: '1 of 4 contours are not parallel to the others',
    });
    expect(found).toMatchObject({ whyNoVolume: 'contours are not parallel' });
  });

  it('is not had where contours could not be read', () => {
    const found = contourFigures({ ...on([3, 4, 5]), unreadContours: 2 });
    expect(found).toMatchObject({ whyNoVolume: 'contours could not be read' });
    expect(found.planimetricVolumeMm3).toBeUndefined();
  });

  it('is not had where contours enclose nothing, or more than doubles hold', () => {
    const flat = [0, 1, 2].map((z) =>
      contourOf([
        [0, 0, z],
        [5, 5, z],
        [9, 9, z],
      ]),
    );
    expect(contourFigures(roiOf(flat)).whyNoVolume).toBe('contours enclose nothing');
    const huge = [0, 1, 2].map((z) =>
      contourOf(rectangle([0, 0], [1e200, 1e200]).map(([x, y]) => [x, y, z])),
    );
    expect(contourFigures(roiOf(huge)).planimetricVolumeMm3).toBeUndefined();
  });

  it('leaves contours of two points aside', () => {
    const short = contourOf([
      [0, 0, 0],
      [5, 5, 0],
    ]);
    const whole = contourFigures(on([3, 4])).planimetricVolumeMm3;
    expect(contourFigures(roiOf([...on([3, 4]).contours, short])).planimetricVolumeMm3).toBe(whole);
    expect(contourFigures(roiOf([short]))).toEqual({ problems: [] });
  });
});

describe('length', () => {
  const line = contourOf(
    [
      [0, 0, 0],
      [3, 4, 0],
      [3, 4, 12],
    ],
    'OPEN_NONPLANAR',
  );

  it('of open contours is the sum of their legs, not closed', () => {
    expect(contourFigures(roiOf([line]))).toEqual({ lengthMm: 17, problems: [] });
    const planar = { ...line, kind: 'OPEN_PLANAR' };
    expect(contourFigures(roiOf([line, planar])).lengthMm).toBe(34);
  });

  it('is not had of points, of closed contours, and where contours could not be read', () => {
    expect(contourFigures(roiOf([contourOf([[1, 2, 3]], 'POINT')]))).toEqual({ problems: [] });
    expect(contourFigures(on([3, 4])).lengthMm).toBeUndefined();
    expect(contourFigures(roiOf([line], { unreadContours: 1 })).lengthMm).toBeUndefined();
    expect(contourFigures(roiOf([contourOf([[1, 2, 3]], 'OPEN_PLANAR')])).lengthMm).toBeUndefined();
  });
});
