import { expect, test } from 'vitest';
import { storedUnit } from '../../../src/measure/compare/stored-unit.js';
import type { MeasurementItem } from '../../../src/measure/source.js';

function item(concept: string, unit?: readonly [value: string, scheme: string]): MeasurementItem {
  return {
    itemPath: '1',
    parents: [],
    modifiers: [],
    geometries: [],
    geometryOf: 'item',
    context: { sites: [], observer: {}, realWorldMaps: [], sourceImages: [], qualitative: [] },
    concept: { value: concept, scheme: 'SCT', meaning: '' },
    stored: { text: '1', ...(unit && { unit: { value: unit[0], scheme: unit[1], meaning: '' } }) },
  };
}

const LENGTH = '410668003';
const codes = (of: MeasurementItem) => storedUnit(of).problems.map(({ code }) => code);

test('a unit that the concept can have is given, without a problem', () => {
  for (const scheme of ['UCUM', 'DCM', 'AIM', '']) {
    expect(storedUnit(item(LENGTH, ['cm', scheme]))).toMatchObject({ unit: { factor: 10 }, problems: [] });
  }
});

test('a blank code is a missing one', () => {
  for (const missing of [item(LENGTH), item(LENGTH, [' ', 'UCUM'])]) {
    expect(storedUnit(missing).unit).toBeUndefined();
    expect(codes(missing)).toEqual(['unit-missing']);
  }
});

test('a concept that is not known can have any unit', () => {
  expect(storedUnit(item('999', ['mGy.cm', 'UCUM']))).toMatchObject({ problems: [] });
});

test('a unit of another dimension gives no unit to compare in', () => {
  const impossible = item(LENGTH, ['ml', 'UCUM']);
  expect(storedUnit(impossible).unit).toBeUndefined();
  expect(codes(impossible)).toEqual(['unit-impossible']);
});

test('both are named of a private unit that the concept cannot have', () => {
  expect(codes(item(LENGTH, ['ml', '99LOCAL']))).toEqual(['unit-unknown', 'unit-impossible']);
});

test('pixels are possible for sizes, and for nothing else', () => {
  expect(codes(item(LENGTH, ['{pixels}', 'UCUM']))).toEqual([]);
  expect(storedUnit(item(LENGTH, ['{pixels}', 'UCUM'])).unit).toBeUndefined();
  expect(codes(item('1483009', ['{pixels}', 'UCUM']))).toEqual(['unit-impossible']);
});
