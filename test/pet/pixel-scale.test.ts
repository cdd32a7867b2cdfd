import { describe, expect, it } from 'vitest';
import type { PetFacts } from '../../src/pet/pet-facts.js';
import { pixelScale } from '../../src/pet/pixel-scale.js';
import { petFacts, stated } from './facts.js';

function scale(own: Partial<PetFacts>): unknown {
  const found = pixelScale(petFacts(own));
  return found.kind === 'unknown' ? found.problem.code : found;
}

describe('pixelScale', () => {
  it('takes Bq/ml for activity', () => {
    expect(scale({})).toEqual({ kind: 'activity', factor: 1, notes: [] });
  });

  it('takes the SUV factor of Philips before the activity factor', () => {
    const counts = { units: stated('CNTS'), philipsActivityFactor: stated(1.375) };
    expect(scale({ ...counts, philipsSuvFactor: stated(0.0005) })).toEqual({
      kind: 'suv',
      type: 'BW',
      factor: 0.0005,
      notes: ['philips-suv-factor'],
    });
    expect(scale({ ...counts, philipsSuvFactor: stated(0) })).toEqual({
      kind: 'activity',
      factor: 1.375,
      notes: ['philips-activity-factor'],
    });
  });

  it('does not take factors of Philips where pixels are no counts', () => {
    expect(scale({ philipsSuvFactor: stated(0.0005) })).toMatchObject({ kind: 'activity', factor: 1 });
    expect(scale({ units: stated('PROPCNTS'), philipsSuvFactor: stated(0.0005) })).toBe('units-not-suv');
  });

  it('assumes BW where the type is absent, and not where it is empty or unreadable', () => {
    const units = stated('GML');
    expect(scale({ units })).toMatchObject({ kind: 'suv', type: 'BW', notes: ['suv-type-assumed-bw'] });
    expect(scale({ units, suvType: { state: 'empty' } })).toBe('suv-type-unknown');
    expect(scale({ units, suvType: { state: 'unreadable' } })).toBe('suv-type-unknown');
  });

  it('does not take an SUV by surface in g/ml, which it cannot be', () => {
    expect(scale({ units: stated('GML'), suvType: stated('BSA') })).toBe('suv-type-unknown');
    expect(scale({ units: stated('CM2ML') })).toMatchObject({ kind: 'suv', type: 'BSA' });
  });
});
