import { expect, test } from 'vitest';
import { converted, knownUnit } from '../../../src/measure/codes/units.js';
import { PET_FIGURES, PLANAR_FIGURES, SOLID_FIGURES } from '../../../src/measure/figures.js';

const ucum = (value: string) => knownUnit({ value, scheme: 'UCUM' });

function turned(value: number, from: string, to: string): number | undefined {
  const [a, b] = [ucum(from), ucum(to)];
  return a && b && converted(value, a, b);
}

test.each([
  ['mm', 'length', 1],
  ['cm', 'length', 10],
  ['m', 'length', 1000],
  ['um', 'length', 0.001],
  ['dm', 'length', 100],
  ['mm2', 'area', 1],
  ['cm2', 'area', 100],
  ['mm3', 'volume', 1],
  ['cm3', 'volume', 1000],
  ['ml', 'volume', 1000],
  ['mL', 'volume', 1000],
  ['l', 'volume', 1e6],
  ['deg', 'angle', 1],
  ['rad', 'angle', 180 / Math.PI],
  ["'", 'angle', 1 / 60],
  ['%', 'ratio', 0.01],
  ['1', 'ratio', 1],
  ['{ratio}', 'ratio', 1],
  ['{0:1}', 'ratio', 1],
  ['{none}', 'ratio', 1],
  ['ms', 'time', 0.001],
  ['h', 'time', 3600],
  ['kg', 'mass', 1000],
  ["[hnsf'U]", 'attenuation', 1],
  ['g/ml', 'suv', 1],
  ['{SUVbw}g/ml', 'suv', 1],
  ['g/mL{SUVlbm(Janma)}', 'suv', 1],
  ['cm2/ml', 'suvbsa', 1],
  ['{SUVbsa}cm2/ml', 'suvbsa', 1],
  ['Bq/ml', 'activity-concentration', 1],
  ['kBq/mL', 'activity-concentration', 1000],
  ['mm2/s', 'diffusivity', 1],
  ['10-6.mm2/s', 'diffusivity', 1e-6],
  ['um2/s', 'diffusivity', 1e-6],
  ['{counts}', 'count', 1],
  ['{voxels}', 'count', 1],
  ["[arb'U]", 'arbitrary', 1],
  ['{score}', 'arbitrary', 1],
  ['MBq', 'other', 1e6],
  ['mGy', 'other', 1e-3],
  ['/cm', 'other', 0.1],
  ['mm[Hg]', 'other', 133.322],
])('%s measures %s, %d of its base unit', (text, dimension, factor) => {
  const unit = ucum(text);
  expect(unit).toMatchObject({ ucum: text, dimension });
  expect((unit?.factor ?? 0) / factor).toBeCloseTo(1, 12);
});

test.each(['HU', '{hounsfield units}', '{HU}', '{mm}', '{SUVbw}', 'mm²', 'MM', 'pixels', 'cc', ''])(
  '%j is no unit that is known',
  (text) => {
    expect(ucum(text)).toBeUndefined();
  },
);

test('the unit of a value turns into another of its dimension, and no further', () => {
  expect(turned(1.7, 'cm', 'mm')).toBeCloseTo(17, 12);
  expect(turned(33.5824, 'ml', 'mm3')).toBeCloseTo(33582.4, 9);
  expect(turned(33.5824, 'ml', 'cm3')).toBe(33.5824);
  expect(turned(90, 'deg', 'rad')).toBeCloseTo(Math.PI / 2, 12);
  expect(turned(1.2, '10-3.mm2/s', 'um2/s')).toBeCloseTo(1200, 9);
  expect(turned(5, 'cm', 'cm2')).toBeUndefined();
  expect(turned(5, 'g/ml', 'cm2/ml')).toBeUndefined();
  expect(turned(5, '1', "[hnsf'U]")).toBeUndefined();
});

test('pixels do not turn into voxels, nor one other unit into another', () => {
  expect(turned(5, '{pixels}', '{pixel}')).toBe(5);
  expect(turned(5, '{pixels}', '{voxels}')).toBeUndefined();
  expect(turned(5, 'mGy', 'mSv')).toBeUndefined();
  expect(turned(5, 'mGy', 'Gy')).toBeCloseTo(0.005, 15);
  expect(turned(5, '{score}', '{grade}')).toBeUndefined();
});

test('a UCUM code under another scheme is known where it is of a dimension of measurements', () => {
  expect(knownUnit({ value: 'mm', scheme: 'DCM' })).toMatchObject({ dimension: 'length', factor: 1 });
  expect(knownUnit({ value: 'cm', scheme: '99_OFFIS_DCMTK' })).toMatchObject({ factor: 10 });
  expect(knownUnit({ value: 'ml', scheme: '' })).toMatchObject({ dimension: 'volume' });
  expect(knownUnit({ value: 'T', scheme: '99LOCAL' })).toBeUndefined();
});

test('every unit of a figure is known', () => {
  for (const { name, unit } of [...PLANAR_FIGURES, ...SOLID_FIGURES, ...PET_FIGURES]) {
    expect(ucum(unit)?.dimension, name).not.toBe('other');
    expect(ucum(unit), name).toBeDefined();
  }
});
