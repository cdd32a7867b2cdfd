import { describe, expect, it } from 'vitest';
import { stabilitySeries } from '../../../../fixtures/phantoms/stability.js';
import { random } from '../../../../fixtures/random.js';
import type { Measured } from '../../../../src/motion/image/image-volume.js';
import type { PhantomImage } from '../../../../src/motion/phantom/phantom-image.js';
import type { StabilitySpec } from '../../../../src/motion/phantom/phantom-spec.js';
import { measureStability } from '../../../../src/motion/phantom/stability/measure-stability.js';
import { gridOf } from '../../../helpers/motion/memory-run.js';

const SPEC: StabilitySpec = { kind: 'stability', diameterMm: 170, roiPixels: 21, skipVolumes: 2 };
const { series, truth } = stabilitySeries();
const IMAGES: readonly PhantomImage[] = Array.from({ length: series.volumes }, (_, volume) => ({
  ...gridOf(series.shape),
  values: Float32Array.from(series.values(volume)),
}));

function figures(images: readonly PhantomImage[], spec = SPEC): Record<string, Measured> {
  const result = measureStability(images, spec);
  if ('notFound' in result) throw new Error(result.notFound);
  return { ...result.figures };
}

function scaled(factor: (volume: number) => number): PhantomImage[] {
  return IMAGES.map((image, volume) => ({ ...image, values: image.values.map((v) => factor(volume) * v) }));
}

function refusal(images: readonly PhantomImage[], spec = SPEC): string {
  const result = measureStability(images, spec);
  return 'notFound' in result ? result.notFound : 'measured';
}

describe('the sphere over 60 volumes', () => {
  const found = figures(IMAGES) as Record<string, number>;
  const of = (name: string): number => found[name] ?? Number.NaN;

  it('counts the volumes that are not skipped', () => {
    expect(found.volumes).toBe(58);
  });

  it('has the SFNR it was made with, to 3 %', () => {
    expect(Math.abs(of('sfnr') / (truth.signalToFluctuationNoise as number) - 1)).toBeLessThan(0.03);
  });

  it('has a static SNR of signal over noise, to 7 %: twice the sampling error of 441 pixels', () => {
    expect(Math.abs(of('staticSnr') / (1500 / 7.5) - 1)).toBeLessThan(0.07);
  });

  it('fluctuates by what all pixels share and a 21st of their noise, to 10 %', () => {
    const expected = 100 * Math.hypot(0.001, 7.5 / 1500 / 21);
    expect(Math.abs(of('fluctuationPercent') / expected - 1)).toBeLessThan(0.1);
  });

  it('drifts by what it was made with, to 0.12 %: the fit is of 58 volumes of 60', () => {
    expect(Math.abs(of('driftPercent') - ((truth.driftPercent as number) * 57) / 59)).toBeLessThan(0.12);
  });

  it('has a radius of decorrelation of 5 pixels, to 20 %: twice the sampling error of 58 volumes', () => {
    const expected = truth.radiusOfDecorrelationPixels as number;
    expect(Math.abs(of('decorrelationRadiusPixels') / expected - 1)).toBeLessThan(0.2);
  });

  it('shows its outline and the region', () => {
    const result = measureStability(IMAGES, SPEC);
    expect(result.parts.map(({ name, slice }) => [name, slice])).toEqual([
      ['outline', 3],
      ['region', 3],
    ]);
    const [, region] = result.parts;
    expect(region?.sizeMm).toEqual([52.5, 52.5]);
    expect(Math.hypot(region?.centreMm[0] ?? 99, region?.centreMm[1] ?? 99)).toBeLessThan(4);
  });
});

describe('instability', () => {
  it('raises the fluctuation and lowers SFNR and the radius, the more the larger', () => {
    const source = random('unstable');
    const course = IMAGES.map(() => source.normal());
    const worse = [0, 0.002, 0.005, 0.02].map((share) =>
      figures(scaled((volume) => 1 + share * (course[volume] ?? 0))),
    );
    const along = (name: string): number[] => worse.map((one) => one[name] as number);
    const rising = (values: number[]): number[] => [...values].sort((a, b) => a - b);
    expect(along('fluctuationPercent')).toEqual(rising(along('fluctuationPercent')));
    expect(along('sfnr')).toEqual(rising(along('sfnr')).reverse());
    expect(along('decorrelationRadiusPixels')).toEqual(rising(along('decorrelationRadiusPixels')).reverse());
    expect(Math.abs((along('fluctuationPercent')[3] ?? 0) - 2)).toBeLessThan(0.5);
  });

  it('by a step of brightness raises the fluctuation with the step', () => {
    const values = [0, 0.005, 0.01, 0.03].map(
      (step) => figures(scaled((volume) => (volume < 20 ? 1 : 1 + step))).fluctuationPercent as number,
    );
    expect(values).toEqual([...values].sort((a, b) => a - b));
    expect(values[3]).toBeGreaterThan(5 * (values[0] ?? 0));
  });

  it('by a slow rise is drift and no fluctuation', () => {
    const drifting = figures(scaled((volume) => 1 + 0.001 * volume)) as Record<string, number>;
    const still = figures(IMAGES) as Record<string, number>;
    expect((drifting.driftPercent ?? 0) - (still.driftPercent ?? 0)).toBeCloseTo(5.7 / 1.03, 0);
    expect(drifting.fluctuationPercent).toBeCloseTo(still.fluctuationPercent ?? 0, 2);
  });
});

describe('a run is refused', () => {
  it('with fewer than 30 volumes after those skipped', () => {
    expect(refusal([])).toBe('too-few-images');
    expect(refusal(IMAGES.slice(0, 31))).toBe('too-few-images');
    expect(refusal(IMAGES.slice(0, 32))).toBe('measured');
  });

  it('where the region does not fit the phantom, or the phantom is another', () => {
    expect(refusal(IMAGES, { ...SPEC, roiPixels: 25 })).toBe('other-size');
    expect(refusal(IMAGES, { ...SPEC, diameterMm: 200 })).toBe('other-size');
  });

  it('where a volume lies elsewhere', () => {
    const images = IMAGES.map((image, n) =>
      n === 40 ? { ...image, affine: image.affine.map((v, at) => (at === 7 ? v + 1 : v)) } : image,
    );
    expect(refusal(images)).toBe('images-differ');
  });
});

describe('volumes that no scanner measured', () => {
  it('are refused: one of them came twice', () => {
    const images = IMAGES.map((image, n) => (n === 20 ? (IMAGES[19] as PhantomImage) : image));
    expect(refusal(images)).toBe('images-differ');
  });

  it('have no figures: a pixel of the region is clipped', () => {
    const clipped = IMAGES.map((image) => ({ ...image, values: image.values.map((v) => Math.min(v, 1450)) }));
    const { volumes, ...others } = figures(clipped);
    expect(volumes).toBe(58);
    expect(Object.values(others)).toEqual(Array(5).fill({ absent: 'uncertain' }));
  });

  it('have no number that is not one', () => {
    const images = IMAGES.map((image, n) => {
      if (n !== 30) return image;
      const values = image.values.slice();
      values[3 * 48 * 48 + 24 * 48 + 24] = Number.NaN;
      return { ...image, values };
    });
    const known = Object.values(figures(images)).filter((one) => typeof one === 'number');
    expect(known).toEqual([58]);
  });
});
