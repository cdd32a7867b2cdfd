import { describe, expect, it } from 'vitest';
import { measure, polyline, pts, scaleOf, shape } from './shapes.js';

const axisCode = (value: string, scheme: string) => ({ purpose: { value, scheme, meaning: 'anything' } });

describe('planarFigures of lines', () => {
  it('takes the spacing between columns along a row, and that between rows down a column', () => {
    const spacing = scaleOf(1.5, 2);
    expect(measure([polyline(pts(10, 10, 20, 10))], spacing)).toMatchObject({ length: 20 });
    expect(measure([polyline(pts(10, 10, 10, 20))], spacing)).toMatchObject({ length: 15 });
    const slanted = measure([polyline(pts(38, 31, 46, 37))], spacing);
    expect(slanted).toEqual({
      length: Math.hypot(16, 9),
      longAxis: Math.hypot(16, 9),
      diameter: Math.hypot(16, 9),
      problems: [],
    });
  });

  it('adds the legs of an open line up, and has the angle of three points', () => {
    const right = measure([polyline(pts(0, 0, 3, 0, 3, 4))]);
    expect(right).toEqual({ length: 7, angle: 90, problems: [] });
    const four = measure([polyline(pts(0, 0, 3, 0, 3, 4, 0, 4))]);
    expect(four).toEqual({ length: 10, problems: [] });
  });

  it('has angles from 0 to 180 at the middle point, in mm and not in pixels', () => {
    expect(measure([polyline(pts(0, 0, 5, 0, 10, 0))])).toMatchObject({ angle: 180 });
    expect(measure([polyline(pts(10, 0, 5, 0, 10, 0.0001))]).angle).toBeCloseTo(0, 2);
    const anisotropic = measure([polyline(pts(10, 0, 0, 0, 10, 10))], scaleOf(Math.sqrt(3), 1));
    expect(anisotropic.angle).toBeCloseTo(60, 12);
  });

  it('has no angle where an arm has no length', () => {
    const bent = measure([polyline(pts(5, 5, 5, 5, 9, 9))]);
    expect(bent).toMatchObject({ angle: '! an arm of the angle has no length' });
    expect(bent.length).toBeCloseTo(Math.sqrt(32), 12);
  });

  it('refuses a line whose ends are one point', () => {
    const none = measure([polyline(pts(5, 5, 5, 5))]);
    expect(none).toMatchObject({ length: '! all points of the line are one point' });
    expect(none.problems).toEqual(['coordinates-damaged']);
    expect(measure([polyline(pts(5, 5))]).problems).toEqual(['coordinates-damaged']);
  });

  it('reads two points without lines as a line, four as two axes where they cross', () => {
    expect(measure([shape('MULTIPOINT', pts(0, 0, 3, 4))])).toMatchObject({ length: 5 });
    const axes = measure([shape('MULTIPOINT', pts(0, 5, 10, 5, 5, 2, 5, 8))]);
    expect(axes).toEqual({ longAxis: 10, shortAxis: 6, angle: 90, problems: [] });
    const apart = measure([shape('MULTIPOINT', pts(0, 5, 10, 5, 15, 2, 15, 8))]);
    expect(apart).toMatchObject({ longAxis: '! four points that are not two lines that cross' });
    expect(measure([shape('MULTIPOINT', pts(0, 5, 10, 5, 15, 2))])).toEqual({ problems: [] });
    expect(measure([shape('POINT', pts(0, 5))])).toEqual({ problems: [] });
  });
});

describe('planarFigures of two lines', () => {
  const long = polyline(pts(38, 31, 46, 37));
  const short = polyline(pts(43.5, 32, 40.5, 36));

  it('has the longer as long axis, the shorter as short axis, and the smaller angle between them', () => {
    for (const pair of [
      [long, short],
      [short, long],
    ]) {
      expect(measure(pair)).toEqual({ longAxis: 10, shortAxis: 5, angle: 90, problems: [] });
    }
    const leaning = measure([long, polyline(pts(0, 0, -10, -0.0001))]);
    expect(leaning.angle).toBeCloseTo((Math.atan2(6, 8) * 180) / Math.PI, 2);
  });

  it.each([
    ['SNOMED CT', axisCode('103339001', 'SCT'), axisCode('103340004', 'SCT')],
    ['SNOMED RT', axisCode('G-A185', 'SRT'), axisCode('G-A186', 'SRT')],
  ])('goes by what the lines are called in %s, whichever is longer', (_, asLong, asShort) => {
    const swapped = [
      { ...short, ...asLong },
      { ...long, ...asShort },
    ];
    expect(measure(swapped)).toMatchObject({ longAxis: 5, shortAxis: 10 });
    expect(measure([{ ...short, ...asLong }, long])).toMatchObject({ longAxis: 5, shortAxis: 10 });
    expect(measure([{ ...long, ...asShort }])).toEqual({
      length: 10,
      shortAxis: 10,
      diameter: 10,
      problems: [],
    });
    const twice = measure([
      { ...short, ...asLong },
      { ...long, ...asLong },
    ]);
    expect(twice).toMatchObject({ longAxis: '! both lines are called the same axis', angle: 90 });
  });

  it('does not guess which of several shapes is meant; points beside them do not count', () => {
    const three = measure([long, short, long]);
    expect(three.length).toMatch(/several shapes/);
    expect(measure([long, shape('POINT', pts(1, 1))])).toMatchObject({ length: 10 });
    const outlines = [polyline(pts(0, 0, 4, 0, 4, 4, 0, 0)), shape('CIRCLE', pts(9, 9, 9, 12))];
    expect(measure(outlines).area).toMatch(/several shapes/);
  });

  it('has no axes where one of the lines is damaged', () => {
    const broken = measure([long, polyline(pts(Number.NaN, 1, 2, 2))]);
    expect(broken).toEqual({
      longAxis: '! coordinates that are no numbers',
      shortAxis: '! coordinates that are no numbers',
      angle: '! coordinates that are no numbers',
      problems: ['coordinates-damaged'],
    });
  });
});
