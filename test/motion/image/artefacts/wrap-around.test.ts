import { describe, expect, it } from 'vitest';
import { wrapAroundPercent } from '../../../../src/motion/image/artefacts/wrap-around.js';
import { cylinder, type Made, mapped, masksOf, noisy, paint } from './images.js';

const DIMS = [64, 64, 12] as const;
const SIZE = DIMS[0] * DIMS[1];
const IN_PLANE = { phaseAxis: 'j', is3d: false } as const;
const UNCERTAIN = { absent: 'uncertain' };

/** A cylinder with a pattern, its middle `down` mm below that of the field. */
const placed = (down: number, radius = 20): Made => {
  const depthMm = cylinder(radius, { y: down });
  return paint({ dims: DIMS, depthMm }, (depth, k) =>
    depth > 0 ? 800 + 300 * Math.cos(depth / 2) + 5 * k : 0,
  );
};

/** The field closes on itself: everything moved along j, around the border. */
function rolled({ image, masks }: Made, by: number): Made {
  const from = (n: number): number =>
    n - (n % SIZE) + ((Math.floor((n % SIZE) / 64) - by + 64) % 64) * 64 + (n % 64);
  const values = image.values.map((_, n) => image.values[from(n)] ?? 0);
  return {
    image: { ...image, values },
    masks: { ...masks, foreground: masks.foreground.map((_, n) => masks.foreground[from(n)] ?? 0) },
  };
}

const wrapOf = ({ image, masks }: Made, encoding: Parameters<typeof wrapAroundPercent>[2] = IN_PLANE) =>
  wrapAroundPercent(image, masks, encoding);

describe('wrapAroundPercent', () => {
  it('is the share of the lines that cross the border where an object is rolled over it', () => {
    // The border cuts the disc 10 mm below its middle: a chord of 2√(20² − 10²) of 40 mm.
    const share = (100 * Math.sqrt(20 ** 2 - 10 ** 2)) / 20;
    expect(Math.abs(Number(wrapOf(rolled(placed(0), 22))) - share)).toBeLessThan(4);
    expect(Math.abs(Number(wrapOf(noisy(rolled(placed(0), 22), 40))) - share)).toBeLessThan(4);
    expect(Math.abs(Number(wrapOf(rolled(placed(0), -22))) - share)).toBeLessThan(4);
  });

  it('rises as more of the object wraps around', () => {
    const found = [10, 14, 18, 24, 32].map((by) => Number(wrapOf(noisy(rolled(placed(0), by), 20))));
    expect(found[0]).toBe(0);
    expect(found).toEqual([...found].sort((a, b) => a - b));
    expect(new Set(found.slice(1)).size).toBe(found.length - 1);
  });

  it('finds what comes back apart from the object, darker and outside of its mask', () => {
    const { image, masks } = rolled(placed(0), 22);
    const foreground = masks.foreground.map((one, n) => (Math.floor((n % SIZE) / 64) < 32 ? 0 : one));
    const found = Number(wrapOf({ image, masks: { ...masks, foreground } }));
    expect(found).toBeGreaterThan(75);
  });

  it('is the same whatever the scale of the values', () => {
    const plain = wrapOf(rolled(placed(0), 22));
    expect(wrapOf(mapped(rolled(placed(0), 22), (value) => 0.01 * value, 3))).toBe(plain);
  });

  it('is 0 of an object that is only cut off at one side, or that touches none', () => {
    expect(wrapOf(noisy(placed(22), 20))).toBe(0);
    expect(wrapOf(noisy(placed(-22), 20))).toBe(0);
    expect(wrapOf(noisy(placed(0), 20))).toBe(0);
  });

  it('finds it of an object without a pattern, by the air between its ends', () => {
    const flat = mapped(rolled(placed(0), 22), (value) => (value > 0 ? 1000 : 0));
    expect(wrapOf(noisy(flat, 30))).toBeGreaterThan(75);
  });

  it('is 0 along the other axis', () => {
    expect(wrapOf(rolled(placed(0), 22), { phaseAxis: 'i', is3d: false })).toBe(0);
  });

  it('is no number of an object that reaches both sides without going on as it left', () => {
    // Wavy stripes at one side, a slope at the other.
    const made = paint({ dims: DIMS, depthMm: (x) => 20 - Math.abs(x) }, () => 0);
    const values = made.image.values.map((_, n) => {
      const [i, j] = [n % 64, Math.floor((n % SIZE) / 64)];
      return Math.abs(i - 31.5) < 20 ? (j < 32 ? 800 + 300 * Math.cos(i) : 800 + 300 * Math.sin(i)) : 0;
    });
    expect(wrapOf({ ...made, image: { ...made.image, values } })).toBe(0);
  });

  it('is 0 of an object from end to end whose sides differ in brightness, and uncertain where nothing tells', () => {
    const bar = paint({ dims: DIMS, depthMm: (x) => 20 - Math.abs(x) }, (depth) => (depth > 0 ? 1000 : 0));
    expect(wrapOf(noisy(bar, 30))).toEqual(UNCERTAIN);
    const values = bar.image.values.map((value, n) => (n % SIZE < SIZE / 2 ? value : 0.6 * value));
    expect(wrapOf(noisy({ ...bar, image: { ...bar.image, values } }, 30))).toBe(0);
  });

  it('is uncertain behind planes at the border that distortion correction left empty', () => {
    const { image, masks } = rolled(placed(0), 22);
    const keep = (n: number): boolean => {
      const row = Math.floor((n % SIZE) / 64);
      return row >= 2 && row < 63;
    };
    const values = image.values.map((value, n) => (keep(n) ? value : 0));
    const foreground = masks.foreground.map((one, n) => (keep(n) ? one : 0));
    expect(wrapOf({ image: { ...image, values }, masks: { ...masks, foreground } })).toEqual(UNCERTAIN);
  });
});

describe('wrapAroundPercent along slices', () => {
  /** A ball cut by the ends of the stack, in the middle of the stack or rolled around its end. */
  function ball(by: number): Made {
    const dims = [40, 40, 32] as const;
    const made = paint({ dims, depthMm: (x, y, z) => 14 - Math.hypot(x, y, z) }, (depth) => {
      return depth > 0 ? 800 + 300 * Math.cos(depth / 2) : 10 - (depth % 3);
    });
    const from = (n: number): number => (n + made.image.values.length - by * 1600) % made.image.values.length;
    return {
      image: { ...made.image, values: made.image.values.map((_, n) => made.image.values[from(n)] ?? 0) },
      masks: masksOf(made.masks.foreground.map((_, n) => made.masks.foreground[from(n)] ?? 0)),
    };
  }

  it('finds it in a slab that is encoded along them, and not in a stack of slices', () => {
    expect(wrapOf(ball(12), { phaseAxis: 'j', is3d: true })).toBeGreaterThan(30);
    expect(wrapOf(ball(12), IN_PLANE)).toBe(0);
    expect(wrapOf(ball(0), { phaseAxis: 'j', is3d: true })).toBe(0);
  });

  it('is 0 where a neck leaves at one end alone', () => {
    const neck = paint(
      { dims: [40, 40, 32], depthMm: (x, y, z) => (z > 8 ? -9 : 12 - Math.hypot(x, y)) },
      (depth) => {
        return depth > 0 ? 1000 : 0;
      },
    );
    expect(wrapOf(neck, { phaseAxis: 'j', is3d: true })).toBe(0);
  });

  it('is looked for along both axes where it is not known which is encoded by phase', () => {
    expect(wrapOf(ball(0), { is3d: true })).toBe(0);
    expect(wrapOf(ball(0), { is3d: false })).toBe(0);
    expect(wrapOf(ball(12), { is3d: true })).toBeGreaterThan(30);
  });

  it('is uncertain where only some of what leaves comes back', () => {
    const { image, masks } = ball(12);
    const values = image.values.map((value, n) => (n < 1600 && n % 40 > 17 ? 0 : value));
    const foreground = masks.foreground.map((one, n) => (n < 1600 && n % 40 > 17 ? 0 : one));
    expect(
      wrapOf(
        { image: { ...image, values }, masks: { ...masks, foreground } },
        { phaseAxis: 'j', is3d: true },
      ),
    ).toEqual(UNCERTAIN);
  });
});
