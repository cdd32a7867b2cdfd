import { expect, test } from 'vitest';
import type { Code } from '../../../src/measure/code.js';
import { compareStored } from '../../../src/measure/compare/compare-stored.js';
import type { Quantity, RecomputedFigure } from '../../../src/measure/figures.js';
import type { MeasurementItem } from '../../../src/measure/source.js';

type Text = `${string}^${string}`;

function code(text: Text): Code {
  const [value = '', scheme = ''] = text.split('^');
  return { value, scheme, meaning: '' };
}

const LENGTH = '410668003^SCT';
const VOLUME = '118565006^SCT';
const SUVBW = '126401^DCM';
const MEAN = '373098007^SCT';

interface Stored {
  readonly concept?: Text;
  readonly text?: string;
  readonly unit?: Text;
  readonly derivation?: Text;
  readonly geometryOf?: 'item' | 'group';
}

function stored({ concept, text, unit, derivation, geometryOf = 'item' }: Stored): MeasurementItem {
  return {
    itemPath: '1.2.3',
    parents: [],
    modifiers: [],
    geometries: [],
    geometryOf,
    context: { sites: [], observer: {}, realWorldMaps: [], sourceImages: [], qualitative: [] },
    stored: { ...(text !== undefined && { text }), ...(unit && { unit: code(unit) }) },
    ...(concept && { concept: code(concept) }),
    ...(derivation && { derivation: code(derivation) }),
  };
}

const of = (kind: Quantity['kind'], unit: string): Quantity => ({ kind, unit, concept: code(SUVBW) });
const mm = (value: number): RecomputedFigure => ({ name: 'length', value, unit: 'mm' });
const EXACT = { relative: 0 };
const codesOf = ({ problems }: ReturnType<typeof compareStored>) => problems.map((problem) => problem.code);

test('a stored value is held against the recomputed one in the stored unit', () => {
  const figure = mm(17.02);
  const comparison = compareStored(
    stored({ concept: LENGTH, text: '1.7', unit: 'cm^UCUM' }),
    [figure],
    EXACT,
  );
  expect(comparison).toMatchObject({ agrees: 'yes', figure, problems: [] });
  expect(comparison.recomputedValue).toBeCloseTo(1.702, 12);
  expect(comparison.difference).toBeCloseTo(-0.002, 12);
});

test('cm that were read as mm do not agree, and it is a finding that tells no value', () => {
  const comparison = compareStored(
    stored({ concept: LENGTH, text: '1.7', unit: 'mm^UCUM' }),
    [mm(17)],
    EXACT,
  );
  expect(comparison).toMatchObject({ agrees: 'no', recomputedValue: 17 });
  expect(comparison.difference).toBeCloseTo(-15.3, 12);
  const [problem] = comparison.problems;
  expect(problem).toMatchObject({ code: 'value-disagrees', itemPath: '1.2.3' });
  expect(problem?.detail).not.toMatch(/\d/);
});

test('the tolerance is the caller’s', () => {
  const item = stored({ concept: LENGTH, text: '100.00', unit: 'mm^UCUM' });
  expect(compareStored(item, [mm(100.9)], { relative: 0.01 }).agrees).toBe('yes');
  expect(compareStored(item, [mm(100.9)], { relative: 0.001 }).agrees).toBe('no');
});

test('a recomputed zero is a number like another', () => {
  const item = (text: string) => stored({ concept: LENGTH, text, unit: 'mm^UCUM' });
  expect(compareStored(item('0.0'), [mm(0)], EXACT)).toMatchObject({ agrees: 'yes', difference: 0 });
  expect(compareStored(item('3.0'), [mm(0)], EXACT)).toMatchObject({ agrees: 'no', recomputedValue: 0 });
});

test.each(['1,7', 'about 2', 'NaN', '1e999'])('%j is no number, and agrees with nothing', (text) => {
  const comparison = compareStored(stored({ concept: LENGTH, text, unit: 'mm^UCUM' }), [mm(2)], EXACT);
  expect(comparison.agrees).toBe('not-evaluable');
  expect(codesOf(comparison)).toEqual(['value-not-numeric']);
});

test('without a unit, or with one that is not known, nothing is held against it', () => {
  const none = compareStored(stored({ concept: LENGTH, text: '17' }), [mm(17)], EXACT);
  expect(none).toMatchObject({ agrees: 'not-evaluable', why: 'no unit is stored' });
  expect(codesOf(none)).toEqual(['unit-missing']);
  const odd = compareStored(
    stored({ concept: LENGTH, text: '17', unit: 'millimetres^UCUM' }),
    [mm(17)],
    EXACT,
  );
  expect(odd.agrees).toBe('not-evaluable');
  expect(codesOf(odd)).toEqual(['unit-unknown']);
});

test('a unit that the concept cannot have is never converted', () => {
  const comparison = compareStored(
    stored({ concept: VOLUME, text: '17', unit: 'cm2^UCUM' }),
    [{ name: 'volume', value: 17000, unit: 'mm3' }],
    EXACT,
  );
  expect(comparison.agrees).toBe('not-evaluable');
  expect(codesOf(comparison)).toEqual(['unit-impossible']);
  expect(comparison.problems[0]?.detail).toBe('a unit of area where the concept is one of volume');
});

test('a length in pixels is possible, but cannot be held against one in mm', () => {
  const comparison = compareStored(
    stored({ concept: LENGTH, text: '17', unit: '{pixels}^UCUM' }),
    [mm(17)],
    EXACT,
  );
  expect(comparison).toMatchObject({ agrees: 'not-evaluable', problems: [] });
  expect(comparison.why).toContain('pixels');
});

test('mm of DCM passes as AIM writes it; cm of a private scheme is taken for it and named', () => {
  const aim = compareStored(stored({ concept: LENGTH, text: '17', unit: 'mm^DCM' }), [mm(17)], EXACT);
  expect(aim).toMatchObject({ agrees: 'yes', problems: [] });
  const own = compareStored(stored({ concept: LENGTH, text: '1.7', unit: 'cm^99_OFFIS' }), [mm(17)], EXACT);
  expect(own.agrees).toBe('yes');
  expect(codesOf(own)).toEqual(['unit-unknown']);
});

test('a concept that is not recomputed, or none, says so', () => {
  const figures = [mm(17)];
  const other = compareStored(stored({ concept: '18043-0^LN', text: '55', unit: '%^UCUM' }), figures, EXACT);
  expect(other).toMatchObject({ agrees: 'not-evaluable', problems: [] });
  expect(other.figure).toBeUndefined();
  expect(compareStored(stored({ text: '55', unit: 'mm^UCUM' }), figures, EXACT).why).toContain('concept');
});

test('nothing stored is nothing compared', () => {
  const { stored: _, ...none } = stored({ concept: LENGTH });
  for (const item of [none, stored({ concept: LENGTH, unit: 'mm^UCUM' })]) {
    expect(compareStored(item, [mm(17)], EXACT)).toEqual({
      agrees: 'not-evaluable',
      why: 'no value is stored',
      problems: [],
    });
  }
});

test('why a figure was not recomputed is passed on', () => {
  const item = stored({ concept: LENGTH, text: '17', unit: 'mm^UCUM' });
  const figure: RecomputedFigure = { name: 'length', unit: 'mm', why: 'the image has no spacing' };
  expect(compareStored(item, [figure], EXACT).why).toBe('the image has no spacing');
  expect(compareStored(item, [], EXACT).why).toBe('nothing was recomputed for it');
  const notFinite: RecomputedFigure = { name: 'length', unit: 'mm', value: Number.NaN };
  expect(compareStored(item, [notFinite], EXACT).agrees).toBe('not-evaluable');
});

test('no value is too large or too small to be answered', () => {
  const item = stored({ concept: LENGTH, text: '-1e308', unit: 'm^UCUM' });
  const comparison = compareStored(item, [{ name: 'length', value: 1.7e308, unit: 'km' }], EXACT);
  expect(comparison).toMatchObject({ agrees: 'not-evaluable' });
  expect(comparison.difference).toBeUndefined();
});

test('an SUV is held against the SUV of its kind', () => {
  const figures: RecomputedFigure[] = [
    { name: 'mean', value: 4, unit: 'g/ml', of: of('suvlbmJames128', 'g/ml') },
    { name: 'mean', value: 5, unit: 'g/ml', of: of('suvbw', 'g/ml') },
    { name: 'mean', value: 9000, unit: 'Bq/ml', of: of('modality', 'Bq/ml') },
  ];
  const item = stored({ concept: SUVBW, derivation: MEAN, text: '5.0', unit: '{SUVbw}g/ml^UCUM' });
  expect(compareStored(item, figures, EXACT)).toMatchObject({ agrees: 'yes', recomputedValue: 5 });
});

test('a size of nothing is no rounded size, a value of nothing may be one', () => {
  const none = stored({ concept: LENGTH, text: '0', unit: 'm^UCUM' });
  expect(compareStored(none, [mm(15)], EXACT).agrees).toBe('no');
  expect(compareStored(stored({ concept: LENGTH, text: '0', unit: 'mm^UCUM' }), [mm(0)], EXACT).agrees).toBe(
    'yes',
  );
  const mean: RecomputedFigure = { name: 'mean', value: 0.3, unit: '1', of: of('modality', '1') };
  expect(compareStored(stored({ concept: MEAN, text: '0', unit: '1^UCUM' }), [mean], EXACT).agrees).toBe(
    'yes',
  );
});
