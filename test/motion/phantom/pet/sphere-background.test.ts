import { describe, expect, it } from 'vitest';
import { sphereBackground } from '../../../../src/motion/phantom/pet/sphere-background.js';
import type { PhantomImage } from '../../../../src/motion/phantom/phantom-image.js';
import { imageOf } from '../ct-water/water.js';

const DIMS = [60, 60, 9] as const;
/** A disc of 100 mm radius in the middle slices, of `value` at a distance from its centre. */
function disc(value: (r: number, slice: number) => number): PhantomImage {
  const area = DIMS[0] * DIMS[1];
  const values = Float32Array.from({ length: area * DIMS[2] }, (_, at) => {
    const [x, y] = [(at % DIMS[0]) - 29.5, (Math.floor(at / DIMS[0]) % DIMS[1]) - 29.5];
    const r = 4 * Math.hypot(x, y);
    return r < 100 ? value(r, Math.floor(at / area)) : 0;
  });
  return imageOf(values, DIMS, [4, 4, 5]);
}
const OPTIONS = { placesMm: [[118, 118, 20]], diameterMm: 30, level: 2 } as const;

describe('sphereBackground', () => {
  it('takes what is 15 mm clear of the edge and of the spheres', () => {
    // A place in the middle takes 30 mm; the edge takes what is beyond 85 mm.
    const found = sphereBackground(
      disc((r) => (r < 28 ? 50 : r > 90 ? 2.5 : 2)),
      OPTIONS,
    );
    expect(found).toMatchObject({ mean: 2, deviation: 0 });
    const ringMl = (Math.PI * (85 ** 2 - 30 ** 2) * 25) / 1000;
    expect((found?.volumeMl ?? 0) / ringMl).toBeGreaterThan(0.85);
    expect((found?.volumeMl ?? 0) / ringMl).toBeLessThan(1.1);
  });

  it('takes the slices within a centimetre of the spheres', () => {
    const found = sphereBackground(
      disc((_, slice) => (Math.abs(slice - 4) <= 2 ? 2 : 9)),
      OPTIONS,
    );
    expect(found?.mean).toBe(2);
  });

  it('stays clear of what is cold', () => {
    const away = { ...OPTIONS, placesMm: [[10, 10, 20]] } as const;
    const whole = sphereBackground(
      disc(() => 2),
      away,
    );
    const found = sphereBackground(
      disc((r) => (r < 20 ? 0 : 2)),
      away,
    );
    expect(found?.mean).toBe(2);
    const lostMl = (Math.PI * 35 ** 2 * 25) / 1000;
    expect(((whole?.volumeMl ?? 0) - (found?.volumeMl ?? 0)) / lostMl).toBeGreaterThan(0.85);
  });

  it('gives nothing where too little is left', () => {
    expect(
      sphereBackground(
        disc(() => 2),
        { ...OPTIONS, diameterMm: 150 },
      ),
    ).toBeUndefined();
    expect(
      sphereBackground(
        disc(() => 0.5),
        OPTIONS,
      ),
    ).toBeUndefined();
  });
});
