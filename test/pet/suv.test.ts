import { describe, expect, it } from 'vitest';
import { PET_RECIPES } from '../../fixtures/pet/recipes.js';
import { scaleOf } from '../../fixtures/pet/scale.js';
import { bodyMeasures, doseAtReferenceBq, uptakeSeconds } from '../../fixtures/pet/suv.js';
import type { PetFacts } from '../../src/pet/pet-facts.js';
import { ABSENT, NO_CLOCK } from '../../src/pet/stated.js';
import { suvFactor, suvReadiness } from '../../src/pet/suv.js';
import { clock, injection, petFacts, stated } from './facts.js';
import { fixtureFacts } from './fixture-facts.js';

/** The one problem's code of a series of such instances. */
function codes(...facts: readonly Partial<PetFacts>[]): string[] {
  return suvReadiness(facts.map(petFacts)).problems.map(({ code }) => code);
}

const EMPTY = { state: 'empty' } as const;

describe('the twelve headers of the fixtures', () => {
  it.each(PET_RECIPES.map((recipe) => [recipe.key, recipe] as const))(
    'gives %s the uptake time, the dose and the SUV of its truth',
    (_, recipe) => {
      const facts = fixtureFacts(recipe);
      const found = suvReadiness(facts);
      expect(found.problems).toEqual([]);
      expect(found.ready).toBe(true);
      expect(found.uptakeS).toBeCloseTo(uptakeSeconds(recipe), 5);
      expect(found.doseBq).toBe(recipe.doseBq);
      expect(found.weightKg).toBe(recipe.patient.weightKg);
      expect(found.halfLifeS).toBe(recipe.halfLifeSeconds);
      const { background } = scaleOf(recipe);
      for (const factor of found.factorsToBw) expect((factor ?? 0) * background).toBeCloseTo(1, 5);
      if (found.pixels === 'activity') {
        expect((found.doseAtReferenceBq ?? 0) / doseAtReferenceBq(recipe)).toBeCloseTo(1, 7);
      }
      const { weightKg } = recipe.patient;
      const body = bodyMeasures(recipe.patient);
      expect(found.body?.lbmJames128).toBeCloseTo(body.lbmJames128Kg / weightKg, 10);
      expect(found.body?.lbmJames120).toBeCloseTo(body.lbmJames120Kg / weightKg, 10);
      expect(found.body?.lbmJanma).toBeCloseTo(body.lbmJanmahasatianKg / weightKg, 10);
      expect(found.body?.bsa).toBeCloseTo((body.bsaM2 * 10) / weightKg, 10);
    },
  );

  it('tells what was taken for granted', () => {
    const notes = Object.fromEntries(
      PET_RECIPES.map((recipe) => [recipe.key, suvReadiness(fixtureFacts(recipe)).notes]),
    );
    expect(notes).toEqual({
      nema: [],
      'nema-psf': [],
      cylinder: [],
      'ge-late': ['reference-from-ge-scan-start'],
      'siemens-late': ['reference-from-frame-times'],
      'philips-suv': ['philips-suv-factor'],
      'philips-activity': ['philips-activity-factor'],
      gml: ['suv-type-assumed-bw'],
      'gml-lbm': [],
      midnight: [],
      'midnight-time-only': ['injection-date-assumed'],
      admin: ['decay-corrected-to-administration'],
    });
  });

  it('gives slices that differ in their rescale slope only the same facts', () => {
    const [first, second] = fixtureFacts(PET_RECIPES[0] as (typeof PET_RECIPES)[number]);
    expect(second).toEqual(first);
  });
});

describe('a series that is ready', () => {
  it('has SUVbw as activity times weight over the decayed dose', () => {
    const found = suvReadiness([petFacts()]);
    expect(found).toMatchObject({ ready: true, pixels: 'activity', type: 'BW', uptakeS: 3600, decayS: 3600 });
    expect(found.doseAtReferenceBq).toBeCloseTo(368080000 * 2 ** (-3600 / 6586.2), 3);
    expect(found.factorsToBw[0]).toBeCloseTo(70000 / (368080000 * 2 ** (-3600 / 6586.2)), 12);
  });

  it('reckons with no decay where activity is corrected to the injection', () => {
    const found = suvReadiness([petFacts({ decayCorrection: stated('ADMIN') })]);
    expect(found).toMatchObject({ ready: true, decayS: 0, doseAtReferenceBq: 368080000 });
    expect(found.notes).toEqual(['decay-corrected-to-administration']);
  });

  it('needs no time where activity is corrected to the injection', () => {
    const found = suvReadiness([
      petFacts({
        decayCorrection: stated('ADMIN'),
        acquisitionStart: NO_CLOCK,
        injections: [injection({ start: NO_CLOCK, startSecond: ABSENT })],
      }),
    ]);
    expect(found.ready).toBe(true);
    expect(found.uptakeS).toBeUndefined();
  });

  it('needs neither weight nor dose where pixels are SUV', () => {
    const found = suvReadiness([petFacts({ units: stated('GML'), weightKg: ABSENT, injections: [] })]);
    expect(found).toMatchObject({ ready: true, pixels: 'suv', type: 'BW', factorsToBw: [1] });
  });

  it('turns SUVlbm, SUVibw and SUVbsa into SUVbw', () => {
    const body = suvReadiness([petFacts()]).body;
    const factorOf = (units: string, type: string) =>
      suvReadiness([petFacts({ units: stated(units), suvType: stated(type) })]).factorsToBw[0];
    expect(factorOf('GML', 'LBMJANMA')).toBeCloseTo(1 / (body?.lbmJanma ?? 0), 12);
    expect(factorOf('GML', 'LBMJAMES128')).toBeCloseTo(1 / (body?.lbmJames128 ?? 0), 12);
    expect(factorOf('GML', 'IBW')).toBeCloseTo(1 / (body?.ibw ?? 0), 12);
    expect(factorOf('CM2ML', 'BSA')).toBeCloseTo(1 / (body?.bsa ?? 0), 12);
    expect(factorOf('GML', 'BW')).toBe(1);
  });

  it('has no factor to SUVbw from an SUVlbm whose formula is not named', () => {
    const found = suvReadiness([petFacts({ units: stated('GML'), suvType: stated('LBM') })]);
    expect(found).toMatchObject({ ready: true, type: 'LBM', factorsToBw: [undefined] });
    expect(found.notes).toEqual(['lbm-formula-unnamed']);
  });

  it('has a factor of its own for each of the facts', () => {
    const counts = (factor: number) => petFacts({ units: stated('CNTS'), philipsSuvFactor: stated(factor) });
    expect(suvReadiness([counts(0.5), counts(0.25)]).factorsToBw).toEqual([0.5, 0.25]);
  });

  it('has no other kinds of SUV without a sex, or with a size in centimetres', () => {
    expect(suvReadiness([petFacts({ sex: stated('O') })]).body).toBeUndefined();
    const tall = suvReadiness([petFacts({ sizeM: stated(175) })]);
    expect(tall).toMatchObject({ ready: true, notes: ['size-implausible'] });
    expect(tall.body).toBeUndefined();
    expect(suvFactor('LBMJANMA', undefined)).toBeUndefined();
  });

  it('takes the earliest of several bed positions for the start of the scan', () => {
    const found = suvReadiness([
      petFacts({ acquisitionStart: clock(100, '11:03') }),
      petFacts(),
      petFacts({ acquisitionStart: clock(100, '11:06') }),
    ]);
    expect(found).toMatchObject({ ready: true, uptakeS: 3600 });
  });
});

describe('each fault by its own code', () => {
  const faults: readonly (readonly [code: string, what: string, own: Partial<PetFacts>])[] = [
    ['not-pet', 'another modality', { modality: stated('CT') }],
    ['units-missing', 'empty units', { units: EMPTY }],
    ['units-not-suv', 'counts per second', { units: stated('CPS') }],
    ['suv-type-unknown', 'an SUV type that is no term', { units: stated('GML'), suvType: stated('BMI') }],
    ['counts-without-factor', 'counts alone', { units: stated('CNTS') }],
    [
      'counts-without-factor',
      'counts with factors of 0',
      { units: stated('CNTS'), philipsSuvFactor: stated(0), philipsActivityFactor: stated(0) },
    ],
    ['rescale-missing', 'no rescale slope', { slope: ABSENT }],
    ['rescale-implausible', 'a slope of 0', { slope: stated('not-positive' as const) }],
    ['corrections-missing', 'no corrections', { corrections: ABSENT }],
    ['not-attenuation-corrected', 'no ATTN', { corrections: stated(['DECY']) }],
    ['not-attenuation-corrected', 'a method NONE', { attenuationMethod: stated('None') }],
    ['not-decay-corrected', 'no DECY', { corrections: stated(['ATTN']) }],
    ['decay-correction-none', 'activity as measured', { decayCorrection: stated('NONE') }],
    ['weight-missing', 'no weight', { weightKg: ABSENT }],
    ['weight-implausible', 'a weight of 0', { weightKg: stated(0) }],
    ['weight-implausible', 'a weight in grams', { weightKg: stated(70000) }],
    ['injection-missing', 'no radiopharmaceutical', { injections: [] }],
    ['several-injections', 'two radiopharmaceuticals', { injections: [injection(), injection()] }],
    ['dose-missing', 'an empty dose', { injections: [injection({ doseBq: EMPTY })] }],
    ['dose-in-mbq', 'a dose in MBq', { injections: [injection({ doseBq: stated(368.08) })] }],
    ['dose-in-mbq', 'a dose in mCi', { injections: [injection({ doseBq: stated(10) })] }],
    ['dose-implausible', 'a dose in kBq', { injections: [injection({ doseBq: stated(368080) })] }],
    ['dose-implausible', 'a dose of 0', { injections: [injection({ doseBq: stated(0) })] }],
    ['dose-implausible', 'a dose of 1 TBq', { injections: [injection({ doseBq: stated(1e12) })] }],
    ['half-life-missing', 'no half-life', { injections: [injection({ halfLifeS: ABSENT })] }],
    [
      'half-life-implausible',
      'a half-life of 0',
      { injections: [injection({ halfLifeS: stated(0), nuclide: ABSENT })] },
    ],
    [
      'half-life-contradicts-nuclide',
      'the half-life of Ga-68 for F-18',
      { injections: [injection({ halfLifeS: stated(4062.6) })] },
    ],
    [
      'injection-time-missing',
      'no time of injection',
      { injections: [injection({ start: NO_CLOCK, startSecond: ABSENT })] },
    ],
    [
      'injection-date-missing',
      'a time alone for Zr-89',
      {
        injections: [injection({ start: NO_CLOCK, halfLifeS: stated(282276), nuclide: stated('C-168A4') })],
      },
    ],
    [
      'injection-times-contradict',
      'two times of injection',
      { injections: [injection({ startSecond: stated(39600) })] },
    ],
    [
      'injection-after-scan',
      'an injection after the scan',
      { injections: [injection({ start: clock(100, '11:30'), startSecond: ABSENT })] },
    ],
    [
      'uptake-implausible',
      'an injection days before',
      { injections: [injection({ start: clock(97, '10:00') })] },
    ],
    ['acquisition-time-missing', 'no acquisition time', { acquisitionStart: NO_CLOCK }],
    ['series-time-missing', 'no series time', { seriesStart: NO_CLOCK }],
    ['series-time-after-acquisition', 'a series made afterwards', { seriesStart: clock(100, '11:30') }],
    [
      'reference-time-uncertain',
      'frame times that contradict the decay factor',
      {
        seriesStart: clock(100, '11:30'),
        frameReferenceMs: stated(90000),
        decayFactor: stated(1.2),
      },
    ],
    [
      'reference-before-injection',
      'a series time before the injection',
      { seriesStart: clock(100, '09:30') },
    ],
  ];

  it.each(faults)('%s: %s', (code, _, own) => {
    const found = suvReadiness([petFacts(own)]);
    expect(found.problems.map((one) => one.code)).toEqual([code]);
    expect(found.ready).toBe(false);
    expect(found.factorsToBw).toEqual([undefined]);
  });

  it('decay-correction-missing and -unknown: no term, or another', () => {
    expect(codes({ decayCorrection: ABSENT })).toContain('decay-correction-missing');
    expect(codes({ decayCorrection: stated('SOON') })).toContain('decay-correction-unknown');
  });

  it('nothing-read: no instance', () => {
    expect(suvReadiness([]).problems.map(({ code }) => code)).toEqual(['nothing-read']);
  });
});

describe('facts of one series', () => {
  it('are not asked for more where an instance is no PET', () => {
    expect(codes({}, { modality: stated('CT'), weightKg: ABSENT })).toEqual(['not-pet']);
  });

  it.each([
    ['Units', { units: stated('GML') }],
    ['PatientWeight', { weightKg: stated(71) }],
    ['PatientSize', { sizeM: stated(1.8) }],
    ['PatientSex', { sex: stated('M') }],
    ['DecayCorrection', { decayCorrection: stated('ADMIN') }],
    ['CorrectedImage', { corrections: stated(['ATTN', 'DECY']) }],
    ['SeriesTime', { seriesStart: clock(100, '10:59') }],
    ['RadionuclideTotalDose', { injections: [injection({ doseBq: stated(370000000) })] }],
    ['RadionuclideHalfLife', { injections: [injection({ halfLifeS: stated(6588) })] }],
    [
      'RadiopharmaceuticalStartTime',
      { injections: [injection({ start: clock(100, '10:01'), startSecond: ABSENT })] },
    ],
  ] as const)('must agree in %s', (attribute, own) => {
    const { ready, problems } = suvReadiness([petFacts(), petFacts(own)]);
    expect(ready).toBe(false);
    expect(problems.filter(({ code }) => code === 'facts-contradict').map((one) => one.attribute)).toContain(
      attribute,
    );
  });

  it('may list the corrections in another order', () => {
    const one = petFacts({ corrections: stated(['ATTN', 'DECY']) });
    const other = petFacts({ corrections: stated(['DECY', 'ATTN']) });
    expect(suvReadiness([one, other]).ready).toBe(true);
  });

  it('must all be activity, or all SUV', () => {
    const suv = petFacts({ units: stated('CNTS'), philipsSuvFactor: stated(1) });
    const activity = petFacts({ units: stated('CNTS'), philipsActivityFactor: stated(1) });
    const { ready, problems, pixels } = suvReadiness([suv, activity]);
    expect(ready).toBe(false);
    expect(pixels).toBeUndefined();
    expect(problems).toMatchObject([{ code: 'facts-contradict', attribute: 'Units' }]);
  });

  it('come to the same in any order', () => {
    const facts = [
      petFacts({ acquisitionStart: clock(100, '11:03') }),
      petFacts({ weightKg: stated(71) }),
      petFacts({ acquisitionStart: clock(100, '11:06') }),
    ];
    const sets = [facts, [...facts].reverse()].map(
      (order) => new Set(suvReadiness(order).problems.map(({ code, attribute }) => `${code} ${attribute}`)),
    );
    expect(sets[1]).toEqual(sets[0]);
  });

  it('are told where they cannot be right even if the SUV is in the pixels', () => {
    const found = codes({ units: stated('GML'), injections: [injection({ doseBq: stated(368) })] });
    expect(found).toEqual(['dose-in-mbq']);
  });

  it('name a fault of many instances once', () => {
    expect(codes({ weightKg: ABSENT }, { weightKg: ABSENT, acquisitionStart: clock(100, '11:03') })).toEqual([
      'weight-missing',
    ]);
  });
});
