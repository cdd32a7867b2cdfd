import { describe, expect, it } from 'vitest';
import { suvProblems } from '../../../src/measure/intensity/suv-notes.js';
import type { PetFacts } from '../../../src/pet/pet-facts.js';
import { suvReadiness } from '../../../src/pet/suv.js';
import { clock, injection, petFacts, stated } from '../../pet/facts.js';

const found = (...facts: readonly Partial<PetFacts>[]) => suvProblems(suvReadiness(facts.map(petFacts)));

describe('suvProblems', () => {
  it('are none of a series that takes nothing for granted', () => {
    expect(found({})).toEqual([]);
  });

  it('name the attribute and the code of each reason why there is no SUV', () => {
    const [refused, ...more] = found({ decayCorrection: stated('NONE'), weightKg: { state: 'absent' } });
    expect(more).toEqual([]);
    expect(refused?.code).toBe('suv-refused');
    expect(refused?.detail?.split('; ').sort()).toEqual([
      'DecayCorrection (decay-correction-none)',
      'PatientWeight (weight-missing)',
    ]);
  });

  it('hold no value of the series', () => {
    const [refused] = found({ units: stated('CNTS'), weightKg: stated(7777) });
    expect(refused?.detail).toContain('Units (counts-without-factor)');
    expect(refused?.detail).not.toContain('7777');
  });

  it('label activity that is corrected to the injection', () => {
    expect(found({ decayCorrection: stated('ADMIN') })).toEqual([
      { code: 'suv-admin', detail: 'DecayCorrection is ADMIN' },
    ]);
  });

  it('tell what was taken for granted', () => {
    const start = { ...clock(undefined, '10:00') };
    expect(found({ injections: [injection({ start })] })).toEqual([]);
    expect(found({ units: stated('GML') })).toEqual([{ code: 'suv-assumed', detail: 'suv-type-assumed-bw' }]);
    expect(found({ decayCorrection: stated('ADMIN'), sizeM: stated(175) }).map(({ code }) => code)).toEqual([
      'suv-admin',
      'suv-assumed',
    ]);
  });

  it('refuse pixels whose way back to SUVbw is not known, though the series is in order', () => {
    const unnamed = { units: stated('GML'), suvType: stated('LBM') };
    expect(found(unnamed)).toEqual([{ code: 'suv-refused', detail: 'SUVType (lbm-formula-unnamed)' }]);
    const nobody = { units: stated('GML'), suvType: stated('LBMJANMA'), sizeM: { state: 'absent' } as const };
    expect(found(nobody)).toEqual([{ code: 'suv-refused', detail: 'SUVType (size or sex is not known)' }]);
  });
});
