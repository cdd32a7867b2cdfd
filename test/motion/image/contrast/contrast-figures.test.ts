import { describe, expect, it } from 'vitest';
import { magnitude } from '../../../../fixtures/motion/noise.js';
import {
  type ContrastFigureName,
  type ContrastFigures,
  contrastFigures,
} from '../../../../src/motion/image/contrast/contrast-figures.js';
import { imageMasks } from '../../../../src/motion/image/contrast/image-masks.js';
import type { ImageVolume } from '../../../../src/motion/image/image-volume.js';
import { body, changed, DIMS, head, radiusAt } from './head.js';

function figuresOf(image: ImageVolume, modality: 'MR' | 'CT' | 'PT' = 'MR'): ContrastFigures {
  const masks = imageMasks(image);
  if (!masks) throw new Error('no object');
  return contrastFigures(image, masks, modality);
}

function numberOf(figures: ContrastFigures, name: ContrastFigureName): number {
  const figure = figures[name];
  if (typeof figure !== 'number') throw new Error(`${name} is absent: ${JSON.stringify(figure)}`);
  return figure;
}

/** Each figure over volumes of which each has more of an artefact than the one before. */
function courses(images: readonly ImageVolume[]): (name: ContrastFigureName) => number[] {
  const all = images.map((image) => figuresOf(image));
  return (name) => all.map((figures) => numberOf(figures, name));
}

function expectRising(values: readonly number[]): void {
  expect(values).toEqual([...values].sort((a, b) => a - b));
  expect(new Set(values).size).toBe(values.length);
}

const AIR_FIGURES = ['efc', 'fber', 'snrDietrich', 'qi1', 'qi2'] as const;
const ONE_TISSUE = [800, 800, 800] as const;

describe('contrastFigures', () => {
  it.each([10, 20, 40, 80])(
    'meets the SNR of uniform tissue of 800 on Rician noise of %d to 2 %',
    (sigma) => {
      const snr = numberOf(figuresOf(head({ shells: ONE_TISSUE, sigma })), 'snrDietrich');
      expect(Math.abs(snr / (800 / sigma) - 1)).toBeLessThan(0.02);
    },
  );

  it('meets the SNR of noise as small as the step in which values are stored to 6 %', () => {
    const snr = numberOf(figuresOf(head({ shells: ONE_TISSUE, sigma: 2 })), 'snrDietrich');
    expect(Math.abs(snr / 400 - 1)).toBeLessThan(0.06);
  });

  it('does not let zeros in half of the air lower its noise', () => {
    const half = changed(head({ shells: ONE_TISSUE }), (value, at) =>
      at % 64 < 10 || at % 64 > 53 ? 0 : value,
    );
    expect(numberOf(figuresOf(half), 'snrDietrich') / 40).toBeCloseTo(1, 1);
    expect(numberOf(figuresOf(half), 'snrDietrich')).toBeLessThan(41);
  });

  it('meets SNR, CNR and CJV of three classes to 5 %', () => {
    const figures = figuresOf(head({ shells: [300, 600, 1000], sigma: 20 }));
    const airSigma = 20 * Math.sqrt(2 - Math.PI / 2);
    expect(Math.abs(numberOf(figures, 'snr') / 50 - 1)).toBeLessThan(0.05);
    expect(Math.abs(numberOf(figures, 'cjv') / 0.1 - 1)).toBeLessThan(0.05);
    expect(Math.abs((numberOf(figures, 'cnr') * Math.hypot(20, 20, airSigma)) / 400 - 1)).toBeLessThan(0.05);
  });

  it('lowers SNR and CNR and raises CJV and the entropy with noise', () => {
    const course = courses([10, 20, 40, 60].map((sigma) => head({ sigma })));
    for (const name of ['snr', 'snrDietrich', 'cnr', 'fber'] as const) expectRising(course(name).reverse());
    for (const name of ['cjv', 'efc'] as const) expectRising(course(name));
  });

  it('raises QI1 and the entropy with the strength of ghosts and lowers the SNR and the energy ratio', () => {
    const course = courses([0, 0.05, 0.1, 0.18].map((ghost) => head({ ghost, sigma: 15 })));
    const share = course('qi1');
    expect(share[0]).toBeLessThan(0.001);
    expect(share[1]).toBeGreaterThan(0.03);
    expectRising(share);
    expectRising(course('efc'));
    for (const name of ['snrDietrich', 'fber'] as const) expectRising(course(name).reverse());
  });

  it('raises QI2 where more and more single voxels of the air are brighter than noise', () => {
    const weak = magnitude(new Float64Array(head().values.length).fill(60), {
      sigma: 20,
      seed: 'weak',
      max: 4095,
    });
    const speckled = (share: number): ImageVolume =>
      changed(head(), (value, at) => {
        const [i, j] = [at % 64, Math.floor(at / 64) % 72];
        return radiusAt(DIMS, at) > 1 && (i + j) % 2 === 0 && i < 64 * share ? (weak[at] ?? 0) : value;
      });
    const distances = courses([0, 0.15, 0.3, 0.45].map(speckled))('qi2');
    expect(distances[0]).toBeLessThan(0.02);
    expectRising(distances);
  });

  it('gives no figure of air, with the reason, where the background was set to zero', () => {
    const masked = changed(head(), (value, at) => (radiusAt(DIMS, at) > 1 ? 0 : value));
    const figures = figuresOf(masked);
    for (const name of [...AIR_FIGURES, 'cnr'] as const) {
      expect(figures[name]).toEqual({ absent: 'masked-background' });
    }
    expect(numberOf(figures, 'snr')).toBeGreaterThan(40);
    expect(numberOf(figures, 'cjv')).toBeLessThan(0.12);
  });

  it('gives no figure of air where the object fills the field', () => {
    const full = changed(head(), (_, at) => 400 + 20 * ((at * 7919) % 13) + (at % 64 < 32 ? 500 : 0));
    const figures = figuresOf(full);
    for (const name of AIR_FIGURES) expect(figures[name]).toEqual({ absent: 'little-air' });
  });

  it('gives no figure of classes for one tissue, shaded or not', () => {
    const flat = head({ shells: ONE_TISSUE });
    const shaded = changed(flat, (value, at) => value * (1 + 0.3 * Math.cos((at % 64) / 12)));
    for (const image of [flat, shaded]) {
      const { snr, cnr, cjv } = figuresOf(image);
      expect([snr, cnr, cjv]).toEqual(Array(3).fill({ absent: 'no-tissue-contrast' }));
    }
  });

  it('gives no figure of classes where noise hides their contrast', () => {
    const { cnr } = figuresOf(head({ shells: [700, 800, 880], sigma: 80 }));
    expect(cnr).toEqual({ absent: 'no-tissue-contrast' });
  });

  it('has the figures of each modality and no others', () => {
    expect(Object.keys(figuresOf(head())).sort()).toEqual([...AIR_FIGURES, 'cjv', 'cnr', 'snr'].sort());
    expect(Object.keys(figuresOf(body(20), 'CT')).sort()).toEqual(['airHu', 'noiseHu']);
    expect(figuresOf(head(), 'PT')).toEqual({});
  });

  it('gives the same twice', () => {
    expect(figuresOf(head())).toEqual(figuresOf(head()));
  });

  it.each([5, 10, 30])('meets air and noise of CT, known to be −1000 HU and %d HU', (sigma) => {
    const figures = figuresOf(body(sigma), 'CT');
    expect(Math.abs(numberOf(figures, 'airHu') + 1000)).toBeLessThanOrEqual(1);
    expect(Math.abs(numberOf(figures, 'noiseHu') / sigma - 1)).toBeLessThan(0.06);
  });

  it('meets air of −1000 HU where its noise is cut at −1024', () => {
    const figures = figuresOf(body(30, { least: -1024 }), 'CT');
    expect(Math.abs(numberOf(figures, 'airHu') + 1000)).toBeLessThanOrEqual(2);
  });

  it('gives no air of CT where all of it is one value', () => {
    const cut = changed(body(20), (value) => (value < -900 ? -1000 : value));
    expect(figuresOf(cut, 'CT').airHu).toEqual({ absent: 'masked-background' });
  });
});
