import { describe, expect, it } from 'vitest';
import type { PlanarGeometry } from '../../../src/measure/source.js';
import { measure, polyline, pts, scaleOf } from './shapes.js';

describe('planarFigures without a scale', () => {
  const bare = { rows: 512, columns: 512, problems: [] };
  const bent = polyline(pts(10, 0, 0, 0, 10, 10));

  it('has no lengths, and says why', () => {
    const why = '! nothing tells how large the pixels are';
    expect(measure([bent], bare)).toEqual({ length: why, angle: why, problems: [] });
    const damaged = { ...bare, problems: [{ code: 'spacing-damaged' as const }] };
    expect(measure([bent], damaged).length).toBe('! the spacing of the pixels is damaged');
  });

  it('has angles where the image states the shape of its pixels', () => {
    const found = measure([bent], { ...bare, aspect: [1, 1] });
    expect(found.angle).toBeCloseTo(45, 12);
    expect(found.length).toBe('! nothing tells how large the pixels are');
    expect(measure([bent], { ...bare, aspect: [Math.sqrt(3), 1] }).angle).toBeCloseTo(60, 12);
  });

  it('does not measure in units of the display', () => {
    const display = measure([polyline(pts(0.1, 0.1, 0.3, 0.1), { units: 'display' })]);
    expect(display).toMatchObject({ length: '! drawn in units of the display', problems: ['not-in-pixels'] });
  });
});

describe('planarFigures beyond the image', () => {
  const line = (own: Partial<PlanarGeometry> = {}) => polyline(pts(500, 10, 520, 10), own);

  it('measures all the same, and names it', () => {
    expect(measure([line()])).toMatchObject({ length: 20, problems: ['coordinates-outside'] });
    expect(measure([polyline(pts(-1, 0, 5, 0))]).problems).toEqual(['coordinates-outside']);
    expect(measure([polyline(pts(0, 0, 512, 512))]).problems).toEqual([]);
  });

  it('holds coordinates of a tiled image against its total matrix, and names it where there is none', () => {
    const tiled = scaleOf(0.25, 0.25, { totalMatrix: { rows: 9000, columns: 9000 } });
    expect(measure([line({ origin: 'volume' })], tiled)).toMatchObject({ length: 5, problems: [] });
    expect(measure([line({ origin: 'volume' })])).toMatchObject({
      length: 20,
      problems: ['coordinates-outside'],
    });
  });
});
