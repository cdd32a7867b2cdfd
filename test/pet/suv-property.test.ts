import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PetFacts } from '../../src/pet/pet-facts.js';
import type { Stated } from '../../src/pet/stated.js';
import { suvReadiness } from '../../src/pet/suv.js';
import { injection, petFacts } from './facts.js';

const lack = fc.constantFrom(
  { state: 'absent' },
  { state: 'empty' },
  { state: 'unreadable' },
) as fc.Arbitrary<Stated<never>>;

function statedOf<T>(...values: readonly T[]): fc.Arbitrary<Stated<T>> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...values).map((value) => ({ state: 'value' as const, value })) },
    { weight: 1, arbitrary: lack },
  );
}

const seconds = statedOf(0, 1200, 36000, 39600, 84000, 86399.5);
const clock = fc.record({ day: statedOf(99, 100, 101), second: seconds });
const number = statedOf(-1, 0, 1e-300, 0.5, 70, 350, 5e5, 3.5e8, 1e300);

const injections = fc.array(
  fc.record({
    doseBq: statedOf(350, 3.5e8, 0),
    halfLifeS: statedOf(6586.2, 122.24, 282276, 0, 1e-300),
    startSecond: seconds,
    start: clock,
    nuclide: statedOf('C-111A1', 'C-B1038', 'x'),
  }),
  { maxLength: 2 },
);

const facts: fc.Arbitrary<PetFacts> = fc.record({
  modality: statedOf('PT', 'CT'),
  units: statedOf('BQML', 'CNTS', 'GML', 'CM2ML', 'CPS'),
  suvType: statedOf('BW', 'LBM', 'LBMJANMA', 'BSA', 'x'),
  slope: statedOf('positive' as const, 'not-positive' as const),
  corrections: statedOf<readonly string[]>(['ATTN', 'DECY'], ['ATTN'], []),
  attenuationMethod: statedOf('NONE', 'measured'),
  decayCorrection: statedOf('START', 'ADMIN', 'NONE', 'x'),
  decayReference: clock,
  decayFactor: number,
  weightKg: statedOf(70, 0, 7e4),
  sizeM: statedOf(1.75, 0, 175),
  sex: statedOf('F', 'M', 'O'),
  injections,
  seriesType: statedOf('STATIC', 'DYNAMIC'),
  seriesStart: clock,
  acquisitionStart: clock,
  frameReferenceMs: number,
  frameDurationMs: number,
  geScanStart: clock,
  philipsSuvFactor: number,
  philipsActivityFactor: number,
});

describe('suvReadiness of whatever is stated', () => {
  it('gives an answer, with a reason where it is no', () => {
    fc.assert(
      fc.property(fc.array(facts, { maxLength: 3 }), (all) => {
        const { ready, problems, factorsToBw } = suvReadiness(all);
        expect(ready).toBe(problems.length === 0);
        if (!ready) expect(factorsToBw.every((factor) => factor === undefined)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('has a positive factor for every activity that it calls ready', () => {
    // Beginning with a series that is ready, so that some of the changed ones are.
    const changes = fc.array(fc.constantFrom(...(Object.keys(petFacts()) as (keyof PetFacts)[])), {
      maxLength: 3,
    });
    let seen = 0;
    fc.assert(
      fc.property(facts, changes, (other, keys) => {
        const changed = Object.fromEntries(keys.map((key) => [key, other[key]])) as Partial<PetFacts>;
        const found = suvReadiness([petFacts(changed)]);
        if (!found.ready || found.pixels !== 'activity') return;
        seen++;
        const [factor] = found.factorsToBw;
        expect(factor).toBeGreaterThan(0);
        expect(Number.isFinite(factor)).toBe(true);
      }),
      { numRuns: 500, seed: 7 },
    );
    expect(seen).toBeGreaterThan(50);
  });

  it.each([
    'units',
    'slope',
    'corrections',
    'decayCorrection',
    'weightKg',
    'seriesStart',
    'acquisitionStart',
  ] as const)('never is ready without %s', (key) => {
    const state = { state: 'absent' } as const;
    const without = key.endsWith('Start') ? { day: state, second: state } : state;
    expect(suvReadiness([petFacts({ [key]: without })]).ready).toBe(false);
  });

  it.each(['doseBq', 'halfLifeS'] as const)('never is ready without %s of the injection', (key) => {
    const without = injection({ [key]: { state: 'absent' } });
    expect(suvReadiness([petFacts({ injections: [without] })]).ready).toBe(false);
  });
});
