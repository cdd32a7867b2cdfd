import { describe, expect, it } from 'vitest';
import {
  compareValues,
  gatherValues,
  tidy,
  type ValueSet,
  valuesText,
} from '../../../../src/rules/protocol/cross/value-set.js';
import type { Known } from '../../../../src/rules/protocol/series-view.js';
import { quantity, series, value } from './scene.js';

const TR = quantity('RepetitionTime');
const gathered = (...values: readonly Known[]) =>
  gatherValues(TR, [series({ values: { RepetitionTime: values } })]);
const numbers = (...all: readonly number[]): ValueSet => ({
  state: 'value',
  texts: all.map(String),
  numbers: all,
});
const texts = (...all: readonly string[]): ValueSet => ({ state: 'value', texts: all });

describe('gatherValues', () => {
  it('takes each distinct value once, over all series', () => {
    const views = [value(2000), value(2000), value(2100)].map((one) =>
      series({ values: { RepetitionTime: one } }),
    );
    expect(gatherValues(TR, views)).toEqual({
      state: 'value',
      texts: ['2000', '2100'],
      numbers: [2000, 2100],
    });
  });

  it('joins the parts of a value of several parts by a backslash and keeps their numbers', () => {
    expect(gathered(value(0.5, 0.5), value(1, 1))).toEqual({
      state: 'value',
      texts: ['0.5\\0.5', '1\\1'],
      numbers: [0.5, 0.5, 1, 1],
    });
  });

  it('leaves numbers out where the values have different numbers of parts, or are no numbers', () => {
    expect(gathered(value(1), value(1, 2))).toEqual({ state: 'value', texts: ['1', '1\\2'] });
    expect(gathered(value('A'))).toEqual({ state: 'value', texts: ['A'] });
  });

  it('says absent where no image has a value, be it absent, empty or blank', () => {
    expect(gathered({ state: 'absent' }).state).toBe('absent');
    expect(gathered({ state: 'empty' }).state).toBe('absent');
    expect(gathered(value('')).state).toBe('absent');
    expect(gathered({ state: 'absent' }).why).toBe('RepetitionTime has no value');
  });

  it('says unknown where only some images have a value', () => {
    expect(gathered(value(2000), { state: 'absent' })).toEqual({
      state: 'unknown',
      why: 'RepetitionTime has no value in some images',
    });
  });

  it('says unknown, with the reason, where a value cannot be told or read', () => {
    expect(gathered(value(1), { state: 'unknown', why: 'the volumes cannot be told apart' })).toEqual({
      state: 'unknown',
      why: 'the volumes cannot be told apart',
    });
    expect(gathered(value(1), { state: 'unreadable' }).why).toBe('RepetitionTime cannot be read');
  });
});

describe('compareValues', () => {
  it('finds equal numbers equal however they were written, and tells the difference', () => {
    const written = { state: 'value', texts: ['2.0'], numbers: [2] } as const;
    expect(compareValues(numbers(2), written)).toEqual({ same: true, difference: 0 });
    expect(compareValues(numbers(0.3), numbers(0.1 + 0.2)).same).toBe(true);
  });

  it('finds numbers within an absolute tolerance the same, and not beyond it', () => {
    expect(compareValues(numbers(10), numbers(10.5), { absolute: 0.5 })).toEqual({
      same: true,
      difference: 0.5,
    });
    expect(compareValues(numbers(10), numbers(9.4), { absolute: 0.5 })).toEqual({
      same: false,
      difference: -0.6,
    });
  });

  it('takes a relative tolerance as a share of the first', () => {
    expect(compareValues(numbers(100), numbers(101), { relative: 0.01 }).same).toBe(true);
    expect(compareValues(numbers(100), numbers(101.1), { relative: 0.01 }).same).toBe(false);
  });

  it('allows no difference without a tolerance', () => {
    expect(compareValues(numbers(10), numbers(10.001)).same).toBe(false);
  });

  it('compares values of several parts part by part', () => {
    const pair = (a: number, b: number): ValueSet => ({
      state: 'value',
      texts: [`${a}\\${b}`],
      numbers: [a, b],
    });
    expect(compareValues(pair(1, 2), pair(1, 2.05), { absolute: 0.1 })).toEqual({ same: true });
    expect(compareValues(pair(1, 2), pair(2, 1), { absolute: 0.1 })).toEqual({ same: false });
  });

  it('finds sets the same in any order, and different when either has a value more', () => {
    expect(compareValues(numbers(1, 2), numbers(2, 1)).same).toBe(true);
    expect(compareValues(numbers(1, 2), numbers(1)).same).toBe(false);
    expect(compareValues(numbers(1), numbers(1, 2)).same).toBe(false);
    expect(compareValues(texts('A'), texts('A', 'B')).same).toBe(false);
  });

  it('compares texts exactly, case included', () => {
    expect(compareValues(texts('Head'), texts('Head'))).toEqual({ same: true });
    expect(compareValues(texts('Head'), texts('HEAD'))).toEqual({ same: false });
  });

  it('finds numbers beside texts, or other numbers of parts, the same only when their texts are', () => {
    expect(compareValues(numbers(1), texts('1')).same).toBe(true);
    expect(compareValues(numbers(1), texts('one')).same).toBe(false);
    expect(compareValues(numbers(1), { state: 'value', texts: ['1\\1'], numbers: [1, 1] }).same).toBe(false);
  });

  it('shows several values with an or between them', () => {
    expect(valuesText(numbers(1, 2))).toBe('1 or 2');
    expect(valuesText({ state: 'absent' })).toBe('');
    expect(tidy(10.5 - 10.2)).toBe(0.3);
  });
});
