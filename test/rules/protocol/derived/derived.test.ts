import { describe, expect, it } from 'vitest';
import { numbers } from '../../../../src/rules/protocol/derived/derive.js';
import { DERIVED } from '../../../../src/rules/protocol/derived/derived.js';
import {
  attribute,
  lacking,
  numberOf,
  samplesOf,
  textOf,
  together,
} from '../../../../src/rules/protocol/derived/readings.js';
import { image } from '../../../study/build.js';
import { reading, viewOf } from './view.js';

describe('the derived values', () => {
  it('stand under their own names, in lower camel case', () => {
    for (const [name, quantity] of DERIVED) {
      expect(quantity.name).toBe(name);
      expect(name).toMatch(/^[a-z][A-Za-z]+$/);
    }
  });

  it.for([...DERIVED.values()].map((quantity) => [quantity.name, quantity] as const))(
    '%s says in words what it is, and where from',
    ([, { text, source, type, unit, multi }]) => {
      expect(text).toMatch(/^[a-z+].*[^.]$/);
      expect(source).not.toBe('');
      // A unit only stands with numbers; several texts are no measure.
      if (unit !== undefined) expect(type).toBe('number');
      if (multi === 'always') expect(type).toBe('number');
    },
  );

  it.for([...DERIVED.values()].map((quantity) => [quantity.name, quantity] as const))(
    '%s has a sample for a series of which nothing is known',
    ([, quantity]) => {
      const view = viewOf([{ ...image(), Rows: undefined, Columns: undefined }]);
      const bare = { ...view, readings: () => [], separator: () => [], volumes: () => [] };
      expect(quantity.samples(bare).length).toBeGreaterThan(0);
    },
  );
});

describe('readings of several probes', () => {
  const probes = [attribute('EchoTime'), attribute('FlipAngle')];

  it('go together by instance, most frequent first', () => {
    const view = viewOf([
      image({ EchoTime: 10, FlipAngle: 9 }),
      image({ EchoTime: 20, FlipAngle: 9 }),
      image({ EchoTime: 20, FlipAngle: 9 }),
    ]);
    expect(together(view, probes)).toEqual([
      { readings: [reading(20), reading(9)], instances: [1, 2] },
      { readings: [reading(10), reading(9)], instances: [0] },
    ]);
  });

  it('go together in every way where the frames of an instance differ', () => {
    const view = viewOf([image(), image({ EchoTime: 10, FlipAngle: 9 })], {
      held: (instance): Record<string, ReturnType<typeof reading>[]> =>
        instance === 0 ? { EchoTime: [reading(10), reading(20)], FlipAngle: [reading(9), reading(15)] } : {},
    });
    const found = together(view, probes).map(({ readings, instances }) => [
      ...readings.map(numberOf),
      instances,
    ]);
    expect(found).toEqual([
      [10, 9, [0, 1]],
      [10, 15, [0]],
      [20, 9, [0]],
      [20, 15, [0]],
    ]);
  });

  it('are absent where nothing was read of an instance', () => {
    const view = viewOf([image({ EchoTime: 10 }), image({ EchoTime: 12 })]);
    const partly = {
      ...view,
      readings: () => [
        { reading: reading(10), instances: [0] },
        { reading: reading(11), instances: [] },
      ],
    };
    expect(together(partly, [attribute('EchoTime')])).toEqual([
      { readings: [reading(10)], instances: [0] },
      { readings: [{ state: 'absent' }], instances: [1] },
    ]);
  });
});

describe('samples', () => {
  it('of one value are one', () => {
    const view = viewOf([image({ EchoTime: 10 }), image({ EchoTime: 20 }), image({ EchoTime: 30 })]);
    const found = samplesOf(view, [attribute('EchoTime')], ([value]) =>
      numbers((numberOf(value) ?? 0) > 15 ? 2 : 1),
    );
    expect(found).toEqual([
      { value: numbers(2), instances: [1, 2] },
      { value: numbers(1), instances: [0] },
    ]);
  });
});

describe('one reading', () => {
  it('is a number where it says one', () => {
    expect(numberOf(reading(3, 4))).toBe(3);
    expect(numberOf({ state: 'value', texts: ['2.5'] })).toBe(2.5);
    expect(numberOf({ state: 'value', texts: ['two'] })).toBeUndefined();
    expect(numberOf({ state: 'value', texts: [] })).toBeUndefined();
    expect(numberOf({ state: 'empty' })).toBeUndefined();
    expect(numberOf(undefined)).toBeUndefined();
  });

  it('is a text where it says something', () => {
    expect(textOf({ state: 'value', texts: [' ROW '] })).toBe('ROW');
    expect(textOf({ state: 'value', texts: ['  '] })).toBeUndefined();
    expect(textOf({ state: 'absent' })).toBeUndefined();
  });

  it('lacks a value for the worst of the reasons', () => {
    expect(lacking({ state: 'absent' }, { state: 'empty' }, { state: 'unreadable' })).toEqual({
      state: 'unreadable',
    });
    expect(lacking({ state: 'absent' }, { state: 'empty' })).toEqual({ state: 'empty' });
    expect(lacking({ state: 'empty' }, { state: 'unknown', why: 'so' })).toEqual({
      state: 'unknown',
      why: 'so',
    });
    expect(lacking(undefined, reading(1))).toEqual({ state: 'absent' });
  });
});
