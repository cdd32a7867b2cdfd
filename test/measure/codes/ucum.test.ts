import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseUcum } from '../../../src/measure/codes/ucum.js';

test.each([
  ['mm', 1, 'mm1'],
  ['cm3', 1000, 'mm3'],
  ['um2', 1e-6, 'mm2'],
  ['dm3', 1e6, 'mm3'],
  ['mL', 1000, 'mm3'],
  ['dL', 1e5, 'mm3'],
  ['10-3.mm2/s', 1e-3, 'mm2 s-1'],
  ['10*-6.mm2/s', 1e-6, 'mm2 s-1'],
  ['um2/ms', 1e-3, 'mm2 s-1'],
  ['g/ml{SUVbw}', 1e-3, 'g1 mm-3'],
  ['{SUVbw}g/ml', 1e-3, 'g1 mm-3'],
  ['kBq/mL', 1, 'Bq1 mm-3'],
  ['/min', 1 / 60, 's-1'],
  ['{counts}/s', 1, 's-1'],
  ['mm[Hg]', 133.322, 'Pa1'],
  ['mGy.cm', 0.01, 'Gy1 mm1'],
  ['ml/min/g', 1000 / 60, 'g-1 mm3 s-1'],
  ['dyn.s.cm-5', 1e-10, 'N1 mm-5 s1'],
  ['keV', 1000, 'eV1'],
  ['mA.s', 1e-3, 'A1 s1'],
  ['min', 60, 's1'],
  ['%', 0.01, ''],
  ['1', 1, ''],
  ['{ratio}', 1, ''],
  ["[hnsf'U]", 1, 'HU1'],
  ['s/s', 1, ''],
])('%s is %d %s', (text, factor, powers) => {
  const parsed = parseUcum(text);
  expect(parsed?.powers).toBe(powers);
  expect((parsed?.factor ?? 0) / factor).toBeCloseTo(1, 12);
});

test('annotations are kept, and change nothing', () => {
  expect(parseUcum('mmol/kg{WetWeight}')?.annotations).toEqual(['WetWeight']);
  expect(parseUcum('{a}/{b}')).toEqual({ factor: 1, powers: '', annotations: ['a', 'b'] });
});

test.each([
  '',
  ' ',
  'mm ',
  'MM',
  'HU',
  'cc',
  'sec',
  'mm^2',
  'mm²',
  'mm2 /s',
  'm/',
  'mm//s',
  '.mm',
  'mm..s',
  '(mm)',
  '{',
  '{a',
  'mm}',
  '0',
  'mm0',
  'mmin',
  'kdeg',
  'constructor',
  'x'.repeat(65),
])('%j is no unit', (text) => {
  expect(parseUcum(text)).toBeUndefined();
});

test('whatever the text is, the answer is undefined or a finite size', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'mcklgsLBq%/.-+1290{}[]*^\'"U') }), (text) => {
      const parsed = parseUcum(text);
      return parsed === undefined || (Number.isFinite(parsed.factor) && parsed.factor > 0);
    }),
  );
});

test('a product is as large as its parts, in any order', () => {
  const unit = fc.constantFrom('mm', 'cm2', 'ml', 's', 'kBq', 'g', '%', 'um3');
  fc.assert(
    fc.property(unit, unit, (a, b) => {
      const [ab, ba] = [parseUcum(`${a}.${b}`), parseUcum(`${b}.${a}`)];
      expect(ab?.powers).toBe(ba?.powers);
      const parts = (parseUcum(a)?.factor ?? 0) * (parseUcum(b)?.factor ?? 0);
      expect((ab?.factor ?? 0) / parts).toBeCloseTo(1, 12);
      expect(parseUcum(`${a}/${a}`)).toMatchObject({ factor: 1, powers: '' });
    }),
  );
});
