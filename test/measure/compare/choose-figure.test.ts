import { expect, test } from 'vitest';
import { knownUnit } from '../../../src/measure/codes/units.js';
import { chooseFigure } from '../../../src/measure/compare/choose-figure.js';
import type { FigureName, Quantity, RecomputedFigure } from '../../../src/measure/figures.js';

const CONCEPT = { value: '126401', scheme: 'DCM', meaning: 'SUVbw' };

function figure(name: FigureName, value: number, unit: string, kind?: Quantity['kind']): RecomputedFigure {
  return { name, value, unit, ...(kind && { of: { kind, unit, concept: CONCEPT } }) };
}

interface Options {
  readonly of?: Quantity['kind'];
  readonly geometryOf?: 'item' | 'group';
}

function choose(
  names: FigureName[],
  unit: string,
  figures: RecomputedFigure[],
  { of, geometryOf = 'item' }: Options = {},
) {
  const known = knownUnit({ value: unit, scheme: 'UCUM' });
  if (!known) throw new Error(`${unit} is not known`);
  return chooseFigure({ item: { geometryOf }, asked: { names, ...(of && { of }) }, unit: known, figures });
}

test('the first of the asked figures that was recomputed is it', () => {
  const figures = [figure('length', 12, 'mm'), figure('longAxis', 15, 'mm')];
  expect(choose(['longAxis', 'length'], 'mm', figures)).toMatchObject({ value: 15 });
  expect(choose(['diameter', 'length'], 'cm', figures)).toMatchObject({ value: 1.2 });
});

test('one that was not recomputed gives way to the next, and its reason stays where there is none', () => {
  const without: RecomputedFigure = { name: 'volume', unit: 'mm3', why: 'no slice distance' };
  const planimetric = figure('planimetricVolume', 500, 'mm3');
  expect(choose(['volume', 'planimetricVolume'], 'mm3', [without, planimetric])).toMatchObject({
    value: 500,
  });
  expect(choose(['volume', 'planimetricVolume'], 'mm3', [without])).toEqual({ why: 'no slice distance' });
});

test('of several quantities the unit tells which is meant', () => {
  const figures = [figure('mean', 40, "[hnsf'U]", 'modality'), figure('mean', 5, 'g/ml', 'suvbw')];
  expect(choose(['mean'], 'g/ml', figures)).toMatchObject({ value: 5 });
  expect(choose(['mean'], "[hnsf'U]", figures)).toMatchObject({ value: 40 });
  expect(choose(['mean'], 'Bq/ml', figures)).toEqual({
    why: 'the recomputed value has another kind of unit',
  });
});

test('several quantities of one unit leave it open, unless the unit is annotated or the concept names it', () => {
  const figures = [
    figure('mean', 5, 'g/ml', 'suvbw'),
    figure('mean', 4, 'g/ml', 'suvlbmJames120'),
    figure('mean', 4.1, 'g/ml', 'suvlbmJanma'),
  ];
  expect(choose(['mean'], 'g/ml', figures)).toEqual({
    why: 'several recomputed values of mean have this unit',
  });
  expect(choose(['mean'], '{SUVbw}g/ml', figures)).toMatchObject({ value: 5 });
  expect(choose(['mean'], 'g/ml{SUVlbm(Janma)}', figures)).toMatchObject({ value: 4.1 });
  expect(choose(['mean'], 'g/ml', figures, { of: 'suvlbmJames120' })).toMatchObject({ value: 4 });
});

test('a unit that is annotated as another SUV than the concept is held against nothing', () => {
  const figures = [figure('mean', 5, 'g/ml', 'suvbw'), figure('mean', 4, 'g/ml', 'suvlbmJames120')];
  expect(choose(['mean'], '{SUVlbm}g/ml', figures, { of: 'suvbw' }).figure).toBeUndefined();
  expect(choose(['mean'], '{SUVodd}g/ml', figures).figure).toBeUndefined();
});

test('quantities that give one value are no two', () => {
  const figures = [
    figure('skewness', 1.0838206, '1', 'modality'),
    figure('skewness', 1.0838206 + 1e-12, '1', 'suvbw'),
  ];
  expect(choose(['skewness'], '1', figures)).toMatchObject({ value: 1.0838206 });
  const apart = [figure('skewness', 1.08, '1', 'modality'), figure('skewness', 1.09, '1', 'suvbw')];
  expect(choose(['skewness'], '1', apart).figure).toBeUndefined();
});

test('the one line of a group is not taken for its short axis, that of an item is', () => {
  const line = [figure('length', 12, 'mm')];
  expect(choose(['shortAxis', 'length'], 'mm', line, { geometryOf: 'group' }).figure).toBeUndefined();
  expect(choose(['shortAxis', 'length'], 'mm', line)).toMatchObject({ value: 12 });
  expect(choose(['longAxis', 'length'], 'mm', line, { geometryOf: 'group' })).toMatchObject({ value: 12 });
});

test('values that are not finite were not recomputed', () => {
  const figures = [figure('length', Number.POSITIVE_INFINITY, 'mm')];
  expect(choose(['length'], 'mm', figures)).toEqual({ why: 'the recomputed value is no number' });
});

test('the longer axis does not stand for a diameter that a circle has not', () => {
  const without: RecomputedFigure = { name: 'diameter', unit: 'mm', why: 'the pixels are not square' };
  expect(choose(['diameter', 'longAxis'], 'mm', [without, figure('longAxis', 12, 'mm')])).toEqual({
    why: 'the pixels are not square',
  });
});
