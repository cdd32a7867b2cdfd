import { describe, expect, it } from 'vitest';
import type { PhantomKind } from '../../../../src/motion/phantom/phantom-image.js';
import { contrastKey, fieldReason, phantomSets } from '../../../../src/rules/motion/phantom/phantom-sets.js';
import { timeSeriesOf } from '../../../../src/rules/motion/series/time-series.js';
import { type Given, slices, volumes } from '../../../study/build.js';
import { epi, viewOf } from '../series/scene.js';

const LAYOUT = { count: 6, step: 5 };
const MR: Given = {
  ...{ Modality: 'MR', ImageType: ['ORIGINAL', 'PRIMARY', 'M', 'ND'], MRAcquisitionType: '2D' },
  ...{ EchoTime: 20, RepetitionTime: 500, MagneticFieldStrength: 1.5, InPlanePhaseEncodingDirection: 'COL' },
};

function sets(files: readonly Given[], kind: PhantomKind) {
  const view = viewOf(files);
  return phantomSets(view, kind, timeSeriesOf(view));
}

function counts(files: readonly Given[], kind: PhantomKind): unknown {
  const found = sets(files, kind);
  return 'reason' in found ? found.reason : found.sets.map(({ volumes: own }) => own.length);
}

describe('the sets of a phantom', () => {
  it('are each volume by itself', () => {
    const echoes = volumes(
      2,
      (volume) => ({ ...MR, EchoTime: 20 + 60 * volume, EchoNumbers: volume + 1 }),
      6,
    );
    expect(counts(slices(LAYOUT, MR), 'acr-large')).toEqual([1]);
    expect(counts(echoes, 'acr-large')).toEqual([1, 1]);
  });

  it('bear the axis of phase encoding', () => {
    const found = sets(slices(LAYOUT, MR), 'acr-large');
    expect('sets' in found && found.sets[0]?.phaseAxis).toBe('j');
  });

  it('are a whole run over time', () => {
    expect(counts(epi(40), 'stability')).toEqual([40]);
    expect(counts(slices(LAYOUT, MR), 'stability')).toEqual([1]);
  });

  it('are all b-values together, averages over directions among them', () => {
    const files = volumes(
      3,
      (volume) => ({
        ...MR,
        ImageType: ['DERIVED', 'PRIMARY', 'DIFFUSION', 'TRACEW', 'ND'],
        DiffusionBValue: volume * 500,
      }),
      6,
    );
    const found = sets(files, 'adc');
    expect('sets' in found && found.sets[0]?.volumes.map(({ bValue }) => bValue)).toEqual([0, 500, 1000]);
  });

  it('leave out maps of the coefficient itself', () => {
    const files = slices(LAYOUT, { ...MR, ImageType: ['DERIVED', 'PRIMARY', 'DIFFUSION', 'ADC', 'ND'] });
    expect(counts(files, 'adc')).toBe('no-volumes');
  });

  it('are two images of a uniform phantom at most', () => {
    expect(counts(epi(4), 'uniform')).toEqual([2]);
  });

  it.each<[PhantomKind, string]>([
    ['ct-water', 'CT'],
    ['pet-cylinder', 'PT'],
    ['pet-spheres', 'PT'],
  ])('of %s are of %s alone', (kind, modality) => {
    expect(counts(slices(LAYOUT, MR), kind)).toBe('modality');
    expect(counts(slices(LAYOUT, { ...MR, Modality: modality }), kind)).toEqual([1]);
    expect(counts(slices(LAYOUT, { ...MR, Modality: modality }), 'acr-large')).toBe('modality');
  });

  it('are none where a slice is missing: figures by slice numbers would be of others', () => {
    expect(
      counts(
        slices(LAYOUT, MR).filter((_, slice) => slice !== 2),
        'acr-large',
      ),
    ).toBe('geometry');
  });

  it('are none of phase images', () => {
    expect(counts(slices(LAYOUT, { ...MR, ImageType: ['ORIGINAL', 'PRIMARY', 'P'] }), 'acr-large')).toBe(
      'no-volumes',
    );
  });
});

describe('limits of a field strength', () => {
  const reason = (tesla: unknown, wanted: { min?: number; max?: number }) =>
    fieldReason(viewOf(slices(LAYOUT, { ...MR, MagneticFieldStrength: tesla as number })), wanted);

  it('are for the series of that strength, both bounds among them', () => {
    expect(reason(1.5, { max: 2.5 })).toBeUndefined();
    expect(reason(2.5, { max: 2.5 })).toBeUndefined();
    expect(reason(3, { max: 2.5 })).toBe('field-strength');
    expect(reason(1.5, { min: 2.5 })).toBe('field-strength');
    expect(fieldReason(viewOf(slices(LAYOUT, MR)), undefined)).toBeUndefined();
  });

  it('are for no series that does not say its own', () => {
    expect(reason(undefined, { max: 2.5 })).toBe('no-field-strength');
    expect(reason(0, { max: 2.5 })).toBe('no-field-strength');
    // In gauss, or in mT: no magnet is so strong.
    expect(reason(30000, { min: 2.5 })).toBe('no-field-strength');
    expect(reason(3000, { min: 2.5 })).toBe('no-field-strength');
  });
});

describe('two series of a phantom', () => {
  it('go together where contrast and field strength are the same', () => {
    const key = (own: Given) => contrastKey(viewOf(slices(LAYOUT, { ...MR, ...own })));
    expect(key({})).toBe(key({ SeriesNumber: 9 }));
    for (const own of [{ EchoTime: 30 }, { RepetitionTime: 600 }, { MagneticFieldStrength: 3 }]) {
      expect(key(own)).not.toBe(key({}));
    }
  });
});
