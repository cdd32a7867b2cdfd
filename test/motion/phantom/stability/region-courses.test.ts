import { describe, expect, it } from 'vitest';
import {
  cornerOf,
  meanCourse,
  regionCourses,
} from '../../../../src/motion/phantom/stability/region-courses.js';

const COLUMNS = 10;
/** Two volumes; a pixel is 100 · row + column, and 1000 more in the second. */
const SLICES = [0, 1000].map((more) =>
  Float32Array.from({ length: 80 }, (_, n) => more + 100 * Math.floor(n / COLUMNS) + (n % COLUMNS)),
);

describe('the courses of a region', () => {
  it('begin where the square about the centre does', () => {
    expect(cornerOf([5, 4], 3)).toEqual([4, 3]);
    expect(cornerOf([4.5, 3.5], 4)).toEqual([3, 2]);
    expect(cornerOf([4.9, 4.1], 3)).toEqual([4, 3]);
  });

  it('are pixel by pixel, each over all volumes', () => {
    const { courses, side, volumes } = regionCourses(SLICES, { centre: [5, 4], side: 3, columns: COLUMNS });
    expect([side, volumes]).toEqual([3, 2]);
    expect(Array.from(courses.subarray(0, 8))).toEqual([304, 1304, 305, 1305, 306, 1306, 404, 1404]);
    expect(courses).toHaveLength(18);
  });

  it('have the mean of the pixels in the middle', () => {
    const region = regionCourses(SLICES, { centre: [5, 4], side: 3, columns: COLUMNS });
    expect(Array.from(meanCourse(region, 1))).toEqual([405, 1405]);
    const whole = meanCourse(region, 3);
    expect(whole[0]).toBeCloseTo(405, 9);
    expect(whole[1]).toBeCloseTo(1405, 9);
  });
});
