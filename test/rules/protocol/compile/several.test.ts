import { describe, expect, it } from 'vitest';
import {
  description,
  echoTime,
  echoTimes,
  faultsOf,
  imageType,
  kernel,
  phoenix,
  pixelSpacing,
  software,
  testsOf,
} from './quantities.js';

describe('several values', () => {
  it('in this order', () => {
    expect(testsOf(pixelSpacing, { ordered: ['1 mm', { max: '0.2 cm' }] })).toEqual([
      {
        kind: 'ordered',
        of: [[{ kind: 'equals', value: 1 }], [{ kind: 'range', bounds: { max: 2 } }]],
      },
    ]);
  });

  it('in any order', () => {
    expect(testsOf(echoTimes, { set: ['80 ms', '20 ms'] })).toEqual([{ kind: 'set', values: [80, 20] }]);
    expect(testsOf(imageType, { set: ['ORIGINAL', 'PRIMARY'] })).toEqual([
      { kind: 'set', values: ['ORIGINAL', 'PRIMARY'] },
    ]);
  });

  it('at some places', () => {
    expect(testsOf(imageType, { at: { '2': '/^M/', '0': { value: 'ORIGINAL' } } })).toMatchObject([
      { kind: 'at', index: 0, tests: [{ kind: 'equals', value: 'ORIGINAL' }] },
      { kind: 'at', index: 2, tests: [{ kind: 'matches', text: '/^M/' }] },
    ]);
  });

  it('every one, or at least one', () => {
    expect(testsOf(pixelSpacing, { each: '<= 0.7 mm' })).toEqual([
      { kind: 'each', tests: [{ kind: 'range', bounds: { max: 0.7 } }] },
    ]);
    expect(testsOf(echoTimes, { any: { min: '2 ms', max: '4 ms', target: { max: '3 ms' } } })).toEqual([
      {
        kind: 'any',
        tests: [
          { kind: 'range', bounds: { min: 2, max: 4 } },
          { kind: 'target', bounds: { max: 3 } },
        ],
      },
    ]);
    expect(testsOf(software, { any: '>=XA30' })).toMatchObject([
      { kind: 'any', tests: [{ kind: 'version', comparison: '>=' }] },
    ]);
  });

  it('among which something is', () => {
    expect(testsOf(imageType, { contains: ['ORIGINAL', 'M'] })).toEqual([
      { kind: 'contains', values: ['ORIGINAL', 'M'] },
    ]);
    expect(testsOf(imageType, { contains: 'ORIGINAL' })).toEqual([
      { kind: 'contains', values: ['ORIGINAL'] },
    ]);
    expect(testsOf(echoTimes, { contains: '0.02 s' })).toEqual([{ kind: 'contains', values: [20] }]);
  });

  it('there or not', () => {
    expect(testsOf(imageType, { present: true })).toEqual([{ kind: 'present' }]);
  });

  it('within a tolerance that is said of all of them, or of one', () => {
    expect(testsOf(pixelSpacing, { ordered: ['1 mm', '2 mm'], tol: '0.01 mm' })).toEqual([
      {
        kind: 'ordered',
        of: [
          [{ kind: 'equals', value: 1, tolerance: { absolute: 0.01 } }],
          [{ kind: 'equals', value: 2, tolerance: { absolute: 0.01 } }],
        ],
      },
    ]);
    expect(testsOf(pixelSpacing, { each: { value: '1 mm', tol: '1%' } })).toEqual([
      { kind: 'each', tests: [{ kind: 'equals', value: 1, tolerance: { relative: 0.01 } }] },
    ]);
    expect(
      testsOf(pixelSpacing, { at: { '0': '1 mm', '1': { value: '1 mm', tol: '1%' } }, tol: '0.01 mm' }),
    ).toEqual([
      { kind: 'at', index: 0, tests: [{ kind: 'equals', value: 1, tolerance: { absolute: 0.01 } }] },
      { kind: 'at', index: 1, tests: [{ kind: 'equals', value: 1, tolerance: { relative: 0.01 } }] },
    ]);
  });
});

describe('faults of several values', () => {
  it('a tolerance that nothing takes, although another is taken further in', () => {
    const unused = 'tol: is a tolerance without a number that it could be of: value, oneOf, noneOf or set';
    expect(faultsOf(pixelSpacing, { each: '<= 1 mm', tol: '0.01 mm' })).toEqual([unused]);
    expect(faultsOf(pixelSpacing, { each: { value: '1 mm', tol: '1%' }, tol: '0.01 mm' })).toEqual([unused]);
  });

  it('tests of several values for what has one', () => {
    for (const key of ['ordered', 'set', 'each', 'any', 'at']) {
      expect(faultsOf(echoTime, { [key]: ['3 ms'] })).toEqual([
        `${key}: is of several values, and EchoTime has one: write value, oneOf, min or max`,
      ]);
    }
    expect(faultsOf(description, { contains: 'mprage' })).toEqual([
      'contains: is of several values, and SeriesDescription has one: write value, oneOf or matches',
    ]);
  });

  it('tests of one value for what always has several', () => {
    const text = 'always has several: say each, any, ordered, set, contains or at';
    expect(faultsOf(pixelSpacing, { value: '1 mm' })).toEqual([
      `value: is of one value, and PixelSpacing ${text}`,
    ]);
    expect(faultsOf(pixelSpacing, { min: '1 mm', below: '2 mm', target: { min: '1 mm' } })).toEqual(
      ['min', 'below', 'target'].map((key) => `${key}: is of one value, and PixelSpacing ${text}`),
    );
    for (const raw of [{ oneOf: ['M'] }, { noneOf: ['M'] }, { matches: 'M' }]) {
      expect(faultsOf(imageType, raw)).toEqual([expect.stringContaining(`ImageType ${text}`)]);
    }
  });

  it('several of what is one of several', () => {
    expect(faultsOf(echoTimes, { each: { each: '1 ms' } })).toEqual([
      'each.each: is of several values, and this is one of them',
    ]);
    expect(faultsOf(echoTimes, { ordered: [{ set: ['1 ms'] }] })).toEqual([
      'ordered.0.set: is of several values, and this is one of them',
    ]);
    expect(faultsOf(echoTimes, { ordered: [['1 ms']] })).toEqual([
      'ordered.0: is a list: say what is meant by it with ordered, set, each, any, contains or oneOf',
    ]);
  });

  it('what is said of a check as a whole', () => {
    for (const [key, value] of Object.entries({
      normalise: ['case'],
      weight: 2,
      onDeviation: 'warn',
      severity: 'minor',
      source: 's',
      rationale: 'r',
      when: {},
      varies: true,
    })) {
      expect(faultsOf(kernel, { each: { value: 'B30f', [key]: value } })).toEqual([
        `each.${key}: is said of the check as a whole, not of one value`,
      ]);
    }
  });

  it('a place that is none', () => {
    for (const place of ['-1', '1.5', 'first', '01', '9999999', '']) {
      expect(faultsOf(kernel, { at: { [place]: 'B30f' } })).toHaveLength(1);
    }
    expect(faultsOf(kernel, { at: { first: 'B30f' } })).toEqual([
      'at.first: is no place in a list: 0 is the first value',
    ]);
    for (const raw of [{}, [], 'B30f', null]) {
      expect(faultsOf(kernel, { at: raw })).toEqual([
        "at: is no places with what stands there: write at: { '0': …, '1': … }",
      ]);
    }
  });

  it('what is wrong further in, with its place', () => {
    expect(faultsOf(echoTimes, { ordered: ['1 ms', 2, { min: '3 mm' }] })).toEqual([
      "ordered.1: has no unit, and echoTimes is in ms (did you mean '2 ms'?)",
      'ordered.2.min: is in mm, and echoTimes is in ms',
    ]);
    expect(faultsOf(echoTimes, { any: {} })).toEqual([
      'any: says nothing: value, min, max, oneOf, matches, present … are missing',
    ]);
    expect(faultsOf(echoTimes, { at: { '3': 'x' } })).toEqual([
      'at.3: is no amount: a number and a unit such as ms is wanted',
    ]);
    expect(faultsOf(echoTimes, { ordered: '1 ms' })).toEqual([
      'ordered: is no list: ordered takes what each value has to be',
    ]);
    expect(faultsOf(phoenix, { each: null })).toHaveLength(1);
  });
});
