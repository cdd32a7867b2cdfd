import { describe, expect, it } from 'vitest';
import { adcSeries } from '../../../../fixtures/phantoms/adc.js';
import { isKnown, type Measured } from '../../../../src/motion/image/image-volume.js';
import { measureAdc } from '../../../../src/motion/phantom/adc/measure-adc.js';
import type { PhantomImage, PhantomMeasures } from '../../../../src/motion/phantom/phantom-image.js';
import type { AdcSpec } from '../../../../src/motion/phantom/phantom-spec.js';
import { gridOf } from '../../../helpers/motion/memory-run.js';
import { RING, type Scan, scanned, scans } from './vials.js';

const SPEC: AdcSpec = { kind: 'adc', vials: RING };

function measuredOf(images: readonly PhantomImage[], spec = SPEC): PhantomMeasures {
  const result = measureAdc(images, spec);
  if ('notFound' in result) throw new Error(result.notFound);
  return result;
}

const numberOf = (figure: Measured | undefined): number =>
  figure !== undefined && isKnown(figure) ? figure : Number.NaN;

const errorOf = (scan: Scan): number => numberOf(measuredOf(scans(scan)).figures.adcErrorPercent);

describe('vials of the fixtures', () => {
  const { series } = adcSeries();
  const grid = gridOf(series.shape);
  const images = [0, 500, 900].map(
    (bValue, volume): PhantomImage => ({ ...grid, values: Float32Array.from(series.values(volume)), bValue }),
  );
  const { figures, parts } = measuredOf(images);

  it('have their diffusion coefficients within 2 %, as the truth has them', () => {
    expect(numberOf(figures.adcErrorPercent)).toBeLessThan(2);
    for (const [i, { values }] of parts.entries()) {
      expect(Math.abs((values.adcMm2PerS ?? 0) / (RING[i]?.adcMm2PerS ?? 1) - 1)).toBeLessThan(0.02);
      expect(values.truthMm2PerS).toBe(RING[i]?.adcMm2PerS);
    }
  });

  it('are found within 1 mm of where they stand', () => {
    expect(parts.map(({ name }) => name)).toEqual(RING.map(({ name }) => `vial ${name}`));
    for (const [i, { centreMm, sizeMm }] of parts.entries()) {
      const [x, y] = RING[i]?.positionMm ?? [0, 0];
      expect(Math.hypot(centreMm[0] - x, centreMm[1] - y)).toBeLessThan(1);
      expect(sizeMm).toEqual([14, 14]);
    }
  });

  it('have the noise that theory has: of the signal at each b-value, over the spread of b', () => {
    // σ of a slope: √(Σ ((b - mean b) σ / S)²) / Σ (b - mean b)²; of the slowest vial, whose ADC is least.
    const b = [0, 500, 900];
    const mean = b.reduce((sum, one) => sum + one, 0) / 3;
    const spread = b.reduce((sum, one) => sum + (one - mean) ** 2, 0);
    const variance = b.reduce(
      (sum, one) => sum + (((one - mean) * 4) / (1800 * Math.exp(-one * 2e-4))) ** 2,
      0,
    );
    const expected = (100 * Math.sqrt(variance)) / spread / 2e-4;
    expect(numberOf(figures.adcNoisePercent) / expected).toBeGreaterThan(0.8);
    expect(numberOf(figures.adcNoisePercent) / expected).toBeLessThan(1.3);
  });
});

describe('the error of ADC', () => {
  it('grows with what is wrong with the gradients, and is as large as that', () => {
    const errors = [1, 1.03, 1.06, 1.12].map((gain) => errorOf({ gain }));
    expect(errors).toEqual([...errors].sort((a, b) => a - b));
    for (const [i, gain] of [3, 6, 12].entries())
      expect(Math.abs((errors[i + 1] ?? 0) - gain)).toBeLessThan(1.5);
    expect(errorOf({ gain: 0.9 })).toBeCloseTo(10, 0);
  });

  it('is the same whatever the brightness of the vials, their place and their turn', () => {
    expect(errorOf({ turnDeg: 11, shiftMm: [9, -6] })).toBeLessThan(2);
    expect(
      errorOf({ turnDeg: -18, shiftMm: [-7, 4], signals: [1800, 900, 1500, 700, 1000, 1300, 600] }),
    ).toBeLessThan(3);
  });

  it('takes the b-values that it was told alone', () => {
    const images = [...scans({}), scanned({ gain: 0.5 }, 2500)];
    expect(
      numberOf(measuredOf(images, { ...SPEC, bValues: [0, 500, 900] }).figures.adcErrorPercent),
    ).toBeLessThan(2);
    expect(numberOf(measuredOf(images).figures.adcErrorPercent)).not.toBeLessThan(2);
  });

  it('is that of the mean over directions', () => {
    // Of three orthogonal directions with gains of 0.9, 1 and 1.1 the geometric mean decays as with 1.
    const weighted = [0.9, 1, 1.1].flatMap((gain) => scans({ gain, seed: String(gain) }, [500, 900]));
    expect(numberOf(measuredOf([scanned({}, 0), ...weighted]).figures.adcErrorPercent)).toBeLessThan(2);
  });
});

describe('the place of a vial', () => {
  it('is in the patient, wherever the slices lie', () => {
    // Coronal slices: rows run down the body, slices to the back.
    const affine = Float64Array.of(2.5, 0, 0, 5, 0, 0, 6, 7, 0, -2.5, 0, 11, 0, 0, 0, 1);
    const { parts } = measuredOf(scans({}).map((image) => ({ ...image, affine })));
    const middle = (80 - 1) / 2;
    for (const [i, { centreMm, slice }] of parts.entries()) {
      const [x, y] = RING[i]?.positionMm ?? [0, 0];
      const expected = [5 + middle * 2.5 + x, 7 + 6 * slice, 11 - middle * 2.5 - y];
      expect(Math.hypot(...centreMm.map((mm, axis) => mm - (expected[axis] ?? 0)))).toBeLessThan(1);
    }
  });

  it('is looked for in the slices that show the phantom', () => {
    const long = scans({}).map((image) => {
      const values = new Float32Array(80 * 80 * 12);
      values.set(image.values, 80 * 80 * 7);
      return { ...image, values, dims: [80, 80, 12] as const };
    });
    const { figures, parts } = measuredOf(long);
    expect(numberOf(figures.adcErrorPercent)).toBeLessThan(2);
    expect(parts.map(({ slice }) => slice)).toEqual(RING.map(() => 9));
  });
});

describe('the noise of ADC', () => {
  it('grows with the noise of the images', () => {
    const noise = [2, 4, 8].map((sigma) => numberOf(measuredOf(scans({ sigma })).figures.adcNoisePercent));
    expect(noise[1] ?? 0).toBeGreaterThan(1.5 * (noise[0] ?? 0));
    expect(noise[2] ?? 0).toBeGreaterThan(1.5 * (noise[1] ?? 0));
  });

  it('leaves a vial without a figure whose signal is lost in it, and so the largest error', () => {
    const { figures, parts } = measuredOf(scans({}, [0, 500, 3000]));
    expect(figures).toEqual({
      adcErrorPercent: { absent: 'uncertain' },
      adcNoisePercent: { absent: 'uncertain' },
    });
    const known = parts.filter(({ values }) => values.adcMm2PerS !== undefined).map(({ name }) => name);
    expect(known).toContain('vial 7');
    expect(known).not.toContain('vial 2');
  });

  it('is seen in the vials where the air was set to 0', () => {
    const masked = scans({ sigma: 40 }, [0, 500, 1800]).map((image) => ({
      ...image,
      values: image.values.map((value) => (value < 160 ? 0 : value)),
    }));
    const { figures } = measuredOf(masked);
    expect(figures.adcErrorPercent).toEqual({ absent: 'uncertain' });
  });
});

describe('what is refused', () => {
  const refusal = (images: readonly PhantomImage[], spec = SPEC): unknown => {
    const result = measureAdc(images, spec);
    return 'notFound' in result ? result.notFound : result;
  };

  it('are too few b-values, and those that are wanted and not there', () => {
    expect(refusal([])).toBe('b-values');
    expect(refusal([scanned({}, 0)])).toBe('b-values');
    expect(refusal([scanned({}, 0), scanned({ seed: 'again' }, 0)])).toBe('b-values');
    const { bValue: _, ...unstated } = scanned({}, 500);
    expect(refusal([scanned({}, 0), unstated])).toBe('b-values');
    expect(refusal(scans({}), { ...SPEC, bValues: [0, 1000] })).toBe('b-values');
  });

  it('are images of other places or units', () => {
    const [low, high] = [scanned({}, 0), scanned({}, 900)];
    const moved = high.affine.map((value, i) => (i === 3 ? value + 1 : value));
    expect(refusal([low, { ...high, affine: moved }])).toBe('images-differ');
    expect(refusal([low, { ...high, unit: 'other' }])).toBe('images-differ');
  });

  it('are images without a phantom, and with another', () => {
    const empty = [0, 900].map((b) => ({ ...scanned({}, b), values: new Float32Array(80 * 80 * 4) }));
    expect(refusal(empty)).toBe('no-object');
    expect(refusal(scans({ vials: RING.slice(0, 6) }))).toBe('structure-not-found');
    expect(refusal(scans({ turnDeg: 30 }))).toBe('structure-not-found');
    expect(refusal(scans({ shiftMm: [45, 0] }))).toBe('structure-not-found');
  });

  it('never gives numbers that are none', () => {
    const broken = scans({}).map((image) => ({
      ...image,
      values: image.values.map((v, i) => (i % 3 ? v : Number.NaN)),
    }));
    const result = measureAdc(broken, SPEC);
    const figures = 'figures' in result ? Object.values(result.figures) : [];
    for (const figure of figures) expect(isKnown(figure) ? Number.isFinite(figure) : true).toBe(true);
  });
});
