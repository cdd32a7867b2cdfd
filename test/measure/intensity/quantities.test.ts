import { describe, expect, it } from 'vitest';
import {
  mappedQuantity,
  modalityQuantity,
  suvQuantities,
} from '../../../src/measure/intensity/quantities.js';
import { suvReadiness } from '../../../src/pet/suv.js';
import { petFacts, stated } from '../../pet/facts.js';

const ucum = (value: string) => ({ value, scheme: 'UCUM', meaning: 'whatever' });

describe('suvQuantities', () => {
  const MAN = { weightKg: stated(88), sizeM: stated(1.81), sex: stated('M') };

  it('names every kind, with its code and unit', () => {
    const found = suvQuantities(suvReadiness([petFacts(MAN)])).map(({ quantity }) => quantity);
    expect(found.map(({ kind, concept: { value, scheme }, unit }) => [kind, value, scheme, unit])).toEqual([
      ['suvbw', '126401', 'DCM', 'g/ml{SUVbw}'],
      ['suvlbmJames128', '126406', 'DCM', 'g/ml{SUVlbm(James128)}'],
      ['suvlbmJames120', 'suvlbm-james120', '99CORELAB', 'g/ml{SUVlbm(James120)}'],
      ['suvlbmJanma', '126405', 'DCM', 'g/ml{SUVlbm(Janma)}'],
      ['suvbsa', '126403', 'DCM', 'cm2/ml{SUVbsa}'],
      ['suvibw', '126404', 'DCM', 'g/ml{SUVibw}'],
    ]);
  });

  it('has the factors of the published formulas', () => {
    const factors = suvQuantities(suvReadiness([petFacts(MAN)])).map(({ factor }) => factor);
    const slender = (88 / 181) ** 2;
    const expected = [
      1,
      (1.1 * 88 - 128 * slender) / 88,
      (1.1 * 88 - 120 * slender) / 88,
      9270 / (6680 + (216 * 88) / 1.81 ** 2),
      // Du Bois in cm², over grams.
      (71.84 * 88 ** 0.425 * 181 ** 0.725) / 88000,
      (48 + 1.06 * (181 - 152)) / 88,
    ];
    expect(factors).toHaveLength(6);
    for (const [n, factor] of factors.entries()) expect(factor).toBeCloseTo(expected[n] ?? 0, 12);
  });

  it('has SUVbw alone without a size that is a person’s', () => {
    const kinds = (size: number) =>
      suvQuantities(suvReadiness([petFacts({ ...MAN, sizeM: stated(size) })])).map(
        (one) => one.quantity.kind,
      );
    expect(kinds(181)).toEqual(['suvbw']);
    expect(kinds(1.81)).toHaveLength(6);
  });

  it('has none where no SUV can be had, or not of all of the series', () => {
    expect(suvQuantities(suvReadiness([]))).toEqual([]);
    expect(suvQuantities(suvReadiness([petFacts({ decayCorrection: stated('NONE') })]))).toEqual([]);
    const ready = suvReadiness([petFacts()]);
    expect(ready.ready).toBe(true);
    expect(suvQuantities({ ...ready, factorsToBw: [...ready.factorsToBw, undefined] })).toEqual([]);
    const unnamed = suvReadiness([petFacts({ units: stated('GML'), suvType: stated('LBM') })]);
    expect(unnamed.ready).toBe(true);
    expect(suvQuantities(unnamed)).toEqual([]);
  });
});

describe('modalityQuantity', () => {
  it.each([
    ['CT', 'HU', '112031', "[hnsf'U]"],
    ['CT', 'MGML', 'pixel-value', 'mg/ml'],
    ['MR', undefined, '110852', "[arb'U]"],
    ['MR', 'US', '110852', "[arb'U]"],
    ['MR', 'normalized', '110852', "[arb'U]"],
    ['PT', 'BQML', '110821', 'Bq/ml'],
    ['PT', 'GML', '126400', 'g/ml'],
    ['PT', 'CM2ML', '126403', 'cm2/ml{SUVbsa}'],
    ['PT', 'CNTS', 'pixel-value', '{counts}'],
    ['RTDOSE', 'GY', '128513', 'Gy'],
  ])('has for %s in %s the concept %s and the unit %s', (modality, unit, concept, ucumUnit) => {
    const found = modalityQuantity(modality, unit);
    expect([found.kind, found.concept.value, found.unit]).toEqual(['modality', concept, ucumUnit]);
  });

  it.each([
    ['CT', undefined],
    ['CT', 'HU_MOD'],
    ['CT', 'BQML'],
    ['CR', undefined],
    ['MR', 'something'],
    ['PT', 'HU'],
    ['PT', undefined],
    ['RTDOSE', 'RELATIVE'],
  ])('has for %s in %s no unit, rather than one that is taken for granted', (modality, unit) => {
    expect(modalityQuantity(modality, unit)).toMatchObject({ unit: '1', concept: { scheme: '99CORELAB' } });
  });
});

describe('mappedQuantity', () => {
  it.each([
    ['g/ml{SUVbw}', '126401', 'g/ml{SUVbw}'],
    ['{SUVbw}g/ml', '126401', 'g/ml{SUVbw}'],
    ['{SUVlbm}g/ml', '126402', 'g/ml{SUVlbm}'],
    ['g/ml{SUVlbm(James128)}', '126406', 'g/ml{SUVlbm(James128)}'],
    ['cm2/ml{SUVbsa}', '126403', 'cm2/ml{SUVbsa}'],
    ['{SUVbsa}cm2/ml', '126403', 'cm2/ml{SUVbsa}'],
    ["[hnsf'U]", '112031', "[hnsf'U]"],
    ['Bq/ml', '110821', 'Bq/ml'],
    ['um2/s', '113041', 'um2/s'],
    ['mm2/s', '113041', 'mm2/s'],
  ])('has for %s the concept %s', (unit, concept, ucumUnit) => {
    const found = mappedQuantity(ucum(unit));
    expect([found.kind, found.concept.value, found.concept.scheme, found.unit]).toEqual([
      'mapped',
      concept,
      'DCM',
      ucumUnit,
    ]);
  });

  it('keeps a unit that names no quantity', () => {
    expect(mappedQuantity(ucum('ms'))).toMatchObject({ unit: 'ms', concept: { value: 'pixel-value' } });
    expect(mappedQuantity(ucum('1'))).toMatchObject({ unit: '1' });
    expect(mappedQuantity(ucum(''))).toMatchObject({ unit: '1' });
  });

  it('goes by code and scheme, never by meaning', () => {
    const found = mappedQuantity({ value: 'HU', scheme: '99X', meaning: 'Hounsfield Unit' });
    expect(found).toMatchObject({ unit: '1', concept: { value: 'pixel-value' } });
  });
});
