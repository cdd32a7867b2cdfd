import { describe, expect, it } from 'vitest';
import { random } from '../../../../fixtures/random.js';
import type { Measured } from '../../../../src/motion/image/image-volume.js';
import type { PhantomImage, PhantomMeasures } from '../../../../src/motion/phantom/phantom-image.js';
import type { UniformSpec } from '../../../../src/motion/phantom/phantom-spec.js';
import { measureUniform } from '../../../../src/motion/phantom/uniform/measure-uniform.js';
import { drawnImage, sphereImage } from './sphere-image.js';

const SPEC: UniformSpec = { kind: 'uniform', diameterMm: 170 };
const A = sphereImage('uniform-a');
const B = sphereImage('uniform-b');

function measured(images: readonly PhantomImage[], spec = SPEC): PhantomMeasures {
  const result = measureUniform(images, spec);
  if ('notFound' in result) throw new Error(result.notFound);
  return result;
}

function figure(name: string, images: readonly PhantomImage[]): Measured | undefined {
  return measured(images).figures[name];
}

/** Adds noise to an image. */
function noisy(image: PhantomImage, sigma: number, seed: string): PhantomImage {
  const source = random(seed);
  return { ...image, values: image.values.map((value) => value + sigma * source.normal()) };
}

describe('a uniform sphere', () => {
  it('has an SNR of 100 by two images, to 3 %, when its noise is a hundredth of its signal', () => {
    const snr = figure('snrTwoImages', [A, B]) as number;
    expect(Math.abs(snr - 100)).toBeLessThan(3);
  });

  it('has the same SNR by smoothing, to 5 %', () => {
    const snr = figure('snrSmoothed', [A]) as number;
    expect(Math.abs(snr - 100)).toBeLessThan(5);
  });

  it('loses SNR by both methods as noise grows', () => {
    const worse = [0, 10, 20, 40].map((sigma) => {
      const { figures } = measured([noisy(A, sigma, 'a'), noisy(B, sigma, 'b')]);
      return [figures.snrTwoImages, figures.snrSmoothed] as [number, number];
    });
    for (const method of [0, 1]) {
      const values = worse.map((pair) => pair[method] ?? Number.NaN);
      expect(values).toEqual([...values].sort((a, b) => b - a));
      // σ 15 and 40 add to 42.7.
      expect(Math.abs((values[3] ?? 0) - 1500 / Math.hypot(15, 40))).toBeLessThan(2);
    }
  });

  it('changes by what its brightness changes', () => {
    const changes = [1, 1.02, 1.05, 1.1].map((factor) =>
      figure('changePercent', [A, { ...B, values: B.values.map((v) => factor * v) }]),
    ) as number[];
    expect(changes[0]).toBeLessThan(0.1);
    expect(changes[1]).toBeCloseTo((100 * 0.02) / 1.01, 1);
    expect(changes[2]).toBeCloseTo((100 * 0.05) / 1.025, 1);
    expect(changes[3]).toBeCloseTo((100 * 0.1) / 1.05, 1);
  });

  it('is even, and less so when it is shaded', () => {
    const even = figure('piuPercent', [A]) as number;
    const shaded = figure('piuPercent', [sphereImage('uniform-shaded')]) as number;
    expect(even).toBeGreaterThan(98);
    // 1 + 0.1 u − 0.1 u² of the radius is 1.025 at u = 0.5, and 0.863 at −0.773, where the last square centimetre lies.
    expect(Math.abs(shaded - 100 * (1 - (1.025 - 0.863) / (1.025 + 0.863)))).toBeLessThan(0.5);
  });

  it('has more ghost signal beside it where a ghost was added', () => {
    const none = figure('psgPercent', [A]) as number;
    const ghost = figure('psgPercent', [sphereImage('uniform-ghost')]) as number;
    expect(none).toBeLessThan(0.3);
    expect(Math.abs(ghost - 3)).toBeLessThan(0.5);
  });

  it('shows where it was found, and the regions', () => {
    const { parts } = measured([A, B]);
    expect(parts.slice(0, 3).map(({ name }) => name)).toEqual(['outline', 'region', 'SNR by smoothing']);
    expect(parts.map(({ name }) => name)).toContain('PIU: brightest');
    const [outline, region] = parts;
    expect(Math.hypot(...(outline?.centreMm ?? [9]))).toBeLessThan(0.3);
    expect(Math.abs((outline?.values.diameterMm ?? 0) - 170)).toBeLessThan(0.7);
    expect(Math.abs((region?.values.meanSignal ?? 0) - 1500)).toBeLessThan(2);
    expect(parts.every(({ slice }) => slice === 4)).toBe(true);
  });
});

describe('a uniform phantom of one image', () => {
  it('has no figures of two', () => {
    const { figures } = measured([A]);
    expect(figures.snrTwoImages).toEqual({ absent: 'one-image' });
    expect(figures.changePercent).toEqual({ absent: 'one-image' });
    expect(Object.keys(figures)).toHaveLength(5);
  });

  it('may be of any diameter where none is declared', () => {
    expect(measureUniform([A], { kind: 'uniform' })).toHaveProperty('figures');
  });
});

describe('a uniform phantom is refused', () => {
  const refusal = (images: readonly PhantomImage[], spec = SPEC): string => {
    const result = measureUniform(images, spec);
    return 'notFound' in result ? result.notFound : 'measured';
  };
  const disc = (mm: number) => (x: number, y: number) => (Math.hypot(x, y) < mm ? 1000 : 5);
  const drawn = (at: (x: number, y: number) => number): PhantomImage => noisy(drawnImage(at), 5, 'drawn');

  it('without an image', () => {
    expect(refusal([])).toBe('too-few-images');
  });

  it('where there is nothing but noise', () => {
    expect(refusal([drawn(() => 20)])).toBe('no-object');
  });

  it('where it is larger or smaller than declared by more than 5 %', () => {
    expect(refusal([A], { ...SPEC, diameterMm: 163 })).toBe('measured');
    expect(refusal([A], { ...SPEC, diameterMm: 160 })).toBe('other-size');
    expect(refusal([A], { ...SPEC, diameterMm: 180 })).toBe('other-size');
  });

  it('where it leaves the field', () => {
    expect(refusal([drawn((x, y) => disc(85)(x - 45, y))], SPEC)).toBe('cut-off');
    expect(refusal([drawn((x, y) => disc(85)(x, y - 60))], SPEC)).toBe('cut-off');
  });

  it('where it is not round', () => {
    const ellipse = drawn((x, y) => disc(80)(x, y / 0.8));
    const square = drawn((x, y) => (Math.max(Math.abs(x), Math.abs(y)) < 70 ? 1000 : 5));
    expect(refusal([ellipse], { kind: 'uniform' })).toBe('other-shape');
    expect(refusal([square], { kind: 'uniform' })).toBe('other-shape');
  });

  it('where the second image is the first once more: a copy has no noise', () => {
    expect(refusal([A, { ...A, values: A.values.slice() }])).toBe('images-differ');
  });

  it('where the second image lies elsewhere, has other pixels, or is much brighter', () => {
    const elsewhere = A.affine.map((value, n) => (n === 3 ? value + 2 : value));
    expect(refusal([A, { ...B, affine: elsewhere }])).toBe('images-differ');
    expect(refusal([A, { ...B, dims: [64, 256, 9] }])).toBe('images-differ');
    expect(refusal([A, { ...B, values: B.values.map((v) => 1.3 * v) }])).toBe('images-differ');
  });
});

describe('a uniform phantom that no scanner measured', () => {
  it('is refused: a second image that was made of the first has no noise of its own', () => {
    const refusedFor = (change: (value: number, n: number) => number): unknown =>
      measureUniform([A, { ...A, values: A.values.map(change) }], SPEC);
    expect(refusedFor((value) => value + 3)).toMatchObject({ notFound: 'images-differ' });
    expect(refusedFor((value) => 1.05 * value)).toMatchObject({ notFound: 'images-differ' });
    expect(refusedFor((value, n) => (n === 4 * 128 * 128 + 64 * 128 + 64 ? value + 7 : value))).toMatchObject(
      {
        notFound: 'images-differ',
      },
    );
  });

  it('has no number that is not one', () => {
    const values = A.values.slice();
    values[4 * 128 * 128 + 64 * 128 + 64] = Number.NaN;
    const result = measureUniform([{ ...A, values }, B], SPEC);
    const figures: Measured[] = 'notFound' in result ? [] : Object.values(result.figures);
    expect(figures.every((one) => typeof one === 'object' || Number.isFinite(one))).toBe(true);
  });
});
