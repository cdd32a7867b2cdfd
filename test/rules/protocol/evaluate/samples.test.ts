import { describe, expect, it } from 'vitest';
import { contextOf, judgeSamples, risingOnce } from '../../../../src/rules/protocol/evaluate/samples.js';
import { constraint, equals, header, quantity, series } from './views.js';

const of = (...makers: readonly string[]) =>
  contextOf(series([{}], { headers: makers.map((manufacturer) => header({ manufacturer })) })).manufacturer;

describe('the maker of a scanner', () => {
  it('is the one that all headers name', () => {
    expect(of('SIEMENS')).toBe('SIEMENS');
    expect(of('SIEMENS', 'SIEMENS')).toBe('SIEMENS');
  });

  it('is none where they name two, or none', () => {
    expect(of('SIEMENS', 'Philips')).toBe('');
    expect(of('')).toBe('');
  });
});

describe('the values of a series', () => {
  it('are not evaluable where there is none at all', () => {
    const nothing = constraint({ ...quantity('X'), samples: () => [] }, [equals(1)]);
    expect(judgeSamples(nothing, series([{}]))).toEqual({
      outcome: 'not-evaluable',
      code: 'protocol-value-absent',
    });
  });
});

describe('numbers of instances', () => {
  it('rise, each once', () => {
    expect(risingOnce([10, 9, 10, 2])).toEqual([2, 9, 10]);
  });
});
