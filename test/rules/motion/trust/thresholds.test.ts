import { describe, expect, it } from 'vitest';
import type { SeriesKind } from '../../../../src/rules/motion/series/time-series.js';
import { thresholdsOf } from '../../../../src/rules/motion/trust/thresholds.js';

const LARGEST_ERROR_MM: Record<SeriesKind, number> = {
  ...{ functional: 0.1, asl: 0.1, diffusion: 0.2 },
  ...{ perfusion: 0.2, 'dynamic-pet': 0.2, 'dynamic-ct': 0.2, 'dynamic-mr': 0.2 },
};
const kinds = Object.keys(LARGEST_ERROR_MM) as SeriesKind[];

describe('where trust ends', () => {
  it.each(kinds)('is for %s at the standard error that its limits bear', (kind) => {
    expect(thresholdsOf(kind).mostStandardErrorMm).toBe(LARGEST_ERROR_MM[kind]);
  });

  it.each(kinds)('is for %s at half of the volumes and at 60 %% of the object', (kind) => {
    expect(thresholdsOf(kind)).toMatchObject({ unmeasurableShare: 0.5, leastOverlap: 0.6 });
  });

  it.each(kinds)('is for %s above the correlation of another contrast, which is 0.72', (kind) => {
    expect(thresholdsOf(kind).leastCorrelation).toBeGreaterThan(0.75);
  });

  it('lets volumes of a diffusion run differ by nothing but their own threshold', () => {
    for (const directions of [undefined, 'apart', 'modelled'] as const) {
      expect(thresholdsOf('diffusion', directions).timesTypicalDecorrelation).toBeUndefined();
    }
    expect(thresholdsOf('diffusion').leastCorrelation).toBe(0.95);
  });

  it('asks most of volumes that are held against one of another direction', () => {
    expect(thresholdsOf('diffusion', 'apart').leastCorrelation).toBe(0.998);
    expect(thresholdsOf('diffusion', 'modelled').leastCorrelation).toBe(0.995);
    for (const directions of ['apart', 'modelled'] as const) {
      expect(thresholdsOf('diffusion', directions).mostStandardErrorMm).toBe(0.2);
    }
  });
});
