import { describe, expect, it } from 'vitest';
import { magnitude } from '../../../../fixtures/motion/noise.js';
import { random } from '../../../../fixtures/random.js';
import { imageMasks } from '../../../../src/motion/image/contrast/image-masks.js';
import type { ImageVolume } from '../../../../src/motion/image/image-volume.js';
import { body, changed, DIMS, head, imageOf, radiusAt } from './head.js';

/** How many voxels of a mask are where they should be, over those that are in either (Jaccard). */
function overlap(mask: Uint8Array, isTrue: (at: number) => boolean): number {
  let both = 0;
  let either = 0;
  mask.forEach((inside, at) => {
    const truth = isTrue(at);
    if (inside === 1 && truth) both++;
    if (inside === 1 || truth) either++;
  });
  return both / either;
}

function masksOf(image: ImageVolume) {
  const masks = imageMasks(image);
  if (!masks) throw new Error('no object');
  return masks;
}

const inHead = (at: number): boolean => radiusAt(DIMS, at) <= 1;

describe('imageMasks', () => {
  it('finds an object on Rician air to 2 % of its voxels, and counts it', () => {
    const masks = masksOf(head());
    expect(overlap(masks.foreground, inHead)).toBeGreaterThan(0.98);
    expect(masks.foregroundVoxels).toBe(masks.foreground.reduce((sum, one) => sum + one, 0));
    expect(masks.airVoxels).toBe(masks.air.reduce((sum, one) => sum + one, 0));
    expect(masks.airState).toBe('usable');
    expect(masks.threshold).toBeGreaterThan(60);
    expect(masks.threshold).toBeLessThan(300);
  });

  it('keeps air at least 6 mm from the object along each axis', () => {
    const { foreground, air } = masksOf(head());
    const [nx, ny] = DIMS;
    let near = 0;
    foreground.forEach((inside, at) => {
      if (inside === 0) return;
      for (let step = 1; step <= 3; step++) near += (air[at + step] ?? 0) + (air[at - step * nx] ?? 0);
      near += air[at + 2 * nx * ny] ?? 0;
    });
    expect(near).toBe(0);
    // But no farther than needed: the fourth voxel beside it is air.
    expect(foreground.some((inside, at) => inside === 1 && air[at + 4] === 1)).toBe(true);
  });

  it('keeps dark tissue beside bright fat', () => {
    const { foreground } = masksOf(head({ shells: [2000, 600, 560], sigma: 10 }));
    expect(overlap(foreground, inHead)).toBeGreaterThan(0.98);
  });

  it('fills holes', () => {
    const hollow = changed(head(), (value, at) => (radiusAt(DIMS, at) < 0.3 ? value / 50 : value));
    expect(overlap(masksOf(hollow).foreground, inHead)).toBeGreaterThan(0.98);
  });

  it('leaves ghosts of a tenth to the air', () => {
    const masks = masksOf(head({ ghost: 0.1 }));
    expect(overlap(masks.foreground, inHead)).toBeGreaterThan(0.96);
  });

  it('works on a single slice', () => {
    const dims = [128, 128, 1] as const;
    const masks = masksOf(head({ dims, spacingMm: [1, 1, 5] }));
    expect(overlap(masks.foreground, (at) => radiusAt(dims, at) <= 1)).toBeGreaterThan(0.97);
    expect(masks.airState).toBe('usable');
  });

  it('tells body from table and air on CT', () => {
    const masks = masksOf(body(20));
    const inBody = (at: number): boolean =>
      Math.hypot(((at % 96) - 48) / 36, ((Math.floor(at / 96) % 96) - 44) / 30) < 1;
    expect(masks.threshold).toBe(-500);
    expect(overlap(masks.foreground, inBody)).toBeGreaterThan(0.98);
    expect(masks.airState).toBe('usable');
  });

  it('takes the padding round the field of CT out of the air, and leaves noise that was cut', () => {
    const padded = changed(body(30, { least: -1024 }), (value, at) => {
      const [i, j] = [at % 96, Math.floor(at / 96) % 96];
      return Math.hypot(i - 47.5, j - 47.5) > 47 ? -2000 : value;
    });
    const { air, airState } = masksOf(padded);
    const inAir = padded.values.filter((_, at) => air[at] === 1);
    expect(airState).toBe('usable');
    expect(inAir.includes(-2000)).toBe(false);
    // A fifth of normal noise lies more than 0.8 deviations below its mean.
    expect(inAir.filter((value) => value === -1024).length / inAir.length).toBeGreaterThan(0.15);
  });

  it('says that a background set to zero is masked', () => {
    const image = head();
    const { foreground } = masksOf(image);
    const masked = masksOf(changed(image, (value, at) => (foreground[at] === 1 ? value : 0)));
    expect(masked.airState).toBe('masked-background');
    expect(masked.airVoxels).toBe(0);
    expect(overlap(masked.foreground, inHead)).toBeGreaterThan(0.98);
  });

  it('says that a background of tiny values is masked', () => {
    const source = random('tiny');
    const image = changed(head(), (value, at) => (radiusAt(DIMS, at) > 1 ? source.integer(2) : value));
    expect(masksOf(image).airState).toBe('masked-background');
  });

  it('says that a background of another value than zero is masked', () => {
    const image = changed(head(), (value, at) => (radiusAt(DIMS, at) > 1 ? 7 : value));
    expect(masksOf(image).airState).toBe('masked-background');
  });

  it('says that noise pulled to zero is masked', () => {
    const noise = magnitude(new Float64Array(head().values.length), { sigma: 20, seed: 'pulled', max: 4095 });
    const pulled = (at: number): number => Math.max(0, (noise[at] ?? 0) - 30);
    const image = changed(head(), (value, at) => (radiusAt(DIMS, at) > 1 ? pulled(at) : value));
    expect(masksOf(image).airState).toBe('masked-background');
  });

  it('takes the zeros out of a background that is masked in part', () => {
    const image = changed(head(), (value, at) => (at % 64 < 8 || at % 64 > 55 ? 0 : value));
    const { air, airState } = masksOf(image);
    expect(airState).toBe('usable');
    expect(image.values.filter((value, at) => air[at] === 1 && value === 0).length).toBe(0);
  });

  it('says that there is little air where the object fills the field', () => {
    const dims = [40, 40, 10] as const;
    const signal = Float64Array.from({ length: 16000 }, (_, at) => (at % 40 < 20 ? 400 : 900));
    const values = Float32Array.from(magnitude(signal, { sigma: 20, seed: 'full', max: 4095 }));
    expect(masksOf(imageOf(values, dims)).airState).toBe('little-air');
  });

  it('says that there is little air beside an object that leaves a thousandth of the field', () => {
    const signal = Float64Array.from({ length: 40 * 40 * 10 }, (_, at) => (at % 40 < 35 ? 900 : 0));
    const values = Float32Array.from(magnitude(signal, { sigma: 20, seed: 'rim', max: 4095 }));
    expect(masksOf(imageOf(values, [40, 40, 10])).airState).toBe('little-air');
  });

  it('finds no object in one value, in noise, in zeros or in no numbers', () => {
    const flat = new Float32Array(32 * 32 * 4);
    const dims = [32, 32, 4] as const;
    const noise = Float32Array.from(magnitude(flat, { sigma: 50, seed: 'nothing', max: 4095 }));
    expect(imageMasks(imageOf(flat, dims))).toBeUndefined();
    expect(
      imageMasks(
        imageOf(
          flat.map(() => 100),
          dims,
        ),
      ),
    ).toBeUndefined();
    expect(imageMasks(imageOf(noise, dims))).toBeUndefined();
    expect(
      imageMasks(
        imageOf(
          flat.map(() => Number.NaN),
          dims,
        ),
      ),
    ).toBeUndefined();
  });

  it('lets voxels that are no numbers be neither object nor air', () => {
    const image = changed(head(), (value, at) => (at % 997 === 0 ? Number.NaN : value));
    const { air, airState } = masksOf(image);
    expect(airState).toBe('usable');
    expect(image.values.some((value, at) => air[at] === 1 && Number.isNaN(value))).toBe(false);
  });
});
