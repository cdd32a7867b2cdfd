import { describe, expect, it } from 'vitest';
import {
  averages,
  constraintOf,
  description,
  echoTime,
  echoTimes,
  faultsOf,
  kernel,
  lossy,
  phoenix,
  pixelSpacing,
  software,
  testsOf,
  thickness,
} from './quantities.js';

describe('a value alone', () => {
  it('is equal to it', () => {
    expect(testsOf(thickness, '1 mm')).toEqual([{ kind: 'equals', value: 1 }]);
    expect(testsOf(averages, 2)).toEqual([{ kind: 'equals', value: 2 }]);
    expect(testsOf(averages, '2')).toEqual([{ kind: 'equals', value: 2 }]);
    expect(testsOf(lossy, false)).toEqual([{ kind: 'equals', value: false }]);
    expect(testsOf(kernel, 'B30f')).toEqual([{ kind: 'equals', value: 'B30f' }]);
  });

  it('is converted to the unit of the quantity', () => {
    expect(testsOf(echoTime, '0.1 s')).toEqual([{ kind: 'equals', value: 100 }]);
    expect(testsOf(thickness, '0.3 cm')).toEqual([{ kind: 'equals', value: 3 }]);
  });

  it('is asked of every quantity that may have one value', () => {
    expect(testsOf(echoTimes, '3 ms')).toEqual([{ kind: 'equals', value: 3 }]);
  });

  it.each([
    ['>= 3 ms', { min: 3 }],
    ['≥ 3 ms', { min: 3 }],
    ['<= 90 ms', { max: 90 }],
    ['≤90ms', { max: 90 }],
    ['> 3 s', { min: 3000, minExcluded: true }],
    ['  < 5 ms ', { max: 5, maxExcluded: true }],
  ])('is a bound: %s', (raw, bounds) => {
    expect(testsOf(echoTime, raw)).toEqual([{ kind: 'range', bounds }]);
  });

  it('is a pattern between slashes', () => {
    expect(testsOf(description, '/mprage|bravo/i')).toEqual([{ kind: 'matches', text: '/mprage|bravo/i' }]);
    expect(testsOf(description, '/MPRAGE/')).toEqual([{ kind: 'matches', text: '/MPRAGE/' }]);
    const [test] = constraintOf(description, '/mprage/i').tests;
    expect(test?.kind === 'matches' && test.pattern.test('T1 MPRAGE sag')).toBe(true);
    const [exact] = constraintOf(description, '/mprage/').tests;
    expect(exact?.kind === 'matches' && exact.pattern.test('T1 MPRAGE sag')).toBe(false);
  });

  it.each([
    ['>=XA30', '>=', 'XA30'],
    ['≥ XA30', '>=', 'XA30'],
    ['<VE11', '<', 'VE11'],
    ['<= VE11C', '<=', 'VE11C'],
    ['> DV26.0_R01', '>', 'DV26.0_R01'],
    ['=XA30', '=', 'XA30'],
  ])('compares versions of software: %s', (raw, comparison, text) => {
    expect(testsOf(software, raw)).toMatchObject([{ kind: 'version', comparison, text, version: { text } }]);
  });

  it('is a text where it compares nothing', () => {
    expect(testsOf(software, 'syngo MR XA30')).toEqual([{ kind: 'equals', value: 'syngo MR XA30' }]);
    expect(testsOf(description, '3 mm')).toEqual([{ kind: 'equals', value: '3 mm' }]);
  });

  it('is taken as it is where nothing is known of the quantity', () => {
    expect(testsOf(phoenix, 4600)).toEqual([{ kind: 'equals', value: 4600 }]);
    expect(testsOf(phoenix, '4600 us')).toEqual([{ kind: 'equals', value: 4600 }]);
    expect(testsOf(phoenix, '4600')).toEqual([{ kind: 'equals', value: 4600 }]);
    expect(testsOf(phoenix, '-4.5')).toEqual([{ kind: 'equals', value: -4.5 }]);
    expect(testsOf(phoenix, '> 5 us')).toEqual([{ kind: 'range', bounds: { min: 5, minExcluded: true } }]);
    expect(testsOf(phoenix, '0x1')).toEqual([{ kind: 'equals', value: '0x1' }]);
    expect(testsOf(phoenix, '0012')).toEqual([{ kind: 'equals', value: '0012' }]);
    expect(testsOf(phoenix, '3 furlongs')).toEqual([{ kind: 'equals', value: '3 furlongs' }]);
    expect(testsOf(phoenix, true)).toEqual([{ kind: 'equals', value: 'true' }]);
    expect(testsOf(phoenix, '/ep2d/')).toEqual([{ kind: 'matches', text: '/ep2d/' }]);
  });

  it('is shown in the unit it was written in, else in that of the quantity', () => {
    expect(constraintOf(echoTime, '0.1 s').unit).toBe('s');
    expect(constraintOf(echoTime, { present: true }).unit).toBe('ms');
    expect(constraintOf(phoenix, '4600 us').unit).toBe('us');
    expect(constraintOf(averages, 2)).not.toHaveProperty('unit');
  });
});

describe('faults of a value alone', () => {
  it('a number without a unit, where the quantity has one', () => {
    expect(faultsOf(echoTime, 3)).toEqual(["has no unit, and EchoTime is in ms (did you mean '3 ms'?)"]);
    expect(faultsOf(echoTime, '3')).toEqual(["has no unit, and EchoTime is in ms (did you mean '3 ms'?)"]);
    expect(faultsOf(echoTime, 0)).toEqual(["has no unit, and EchoTime is in ms (did you mean '0 ms'?)"]);
    expect(faultsOf(echoTime, '> 3')).toEqual([
      "has no unit, and EchoTime is in ms (did you mean '> 3 ms'?)",
    ]);
  });

  it('a unit where the quantity has none', () => {
    expect(faultsOf(averages, '2 mm')).toEqual([
      "is in mm, and NumberOfAverages has no unit (did you mean '2'?)",
    ]);
    expect(faultsOf(averages, '5%')).toEqual([
      "is in %, and NumberOfAverages has no unit (did you mean '5'?)",
    ]);
  });

  it('a unit of something else', () => {
    expect(faultsOf(echoTime, '3 mm')).toEqual(['is in mm, and EchoTime is in ms']);
  });

  it('an unknown unit, and the nearest one', () => {
    expect(faultsOf(echoTime, '3 mss')).toEqual([
      "has an unknown unit (mss); a number and a unit such as ms is wanted (did you mean '3 ms'?)",
    ]);
    expect(faultsOf(echoTime, '3 furlongs')).toEqual([
      'has an unknown unit (furlongs); a number and a unit such as ms is wanted',
    ]);
  });

  it('a decimal comma', () => {
    expect(faultsOf(echoTime, '2,5 ms')).toEqual([
      "has a comma: decimals follow a point (did you mean '2.5 ms'?)",
    ]);
  });

  it('a text for a number', () => {
    expect(faultsOf(echoTime, 'short')).toEqual(['is no amount: a number and a unit such as ms is wanted']);
    expect(faultsOf(averages, 'two')).toEqual(['is no amount: a number is wanted']);
    expect(faultsOf(averages, '')).toEqual(['is no amount: a number is wanted']);
  });

  it('a number that is none', () => {
    expect(faultsOf(averages, Number.NaN)).toEqual(['is no finite number']);
    expect(faultsOf(averages, Number.POSITIVE_INFINITY)).toEqual(['is no finite number']);
  });

  it('true or false for a number', () => {
    expect(faultsOf(averages, true)).toEqual(['is true or false, and NumberOfAverages has numbers']);
  });

  it('a number or true and false for a text: YAML takes leading zeros off', () => {
    expect(faultsOf(kernel, 30)).toEqual([
      `is a number, and ConvolutionKernel has texts: put it in quotes (did you mean '"30"'?)`,
    ]);
    expect(faultsOf(kernel, true)).toEqual([
      `is a boolean, and ConvolutionKernel has texts: put it in quotes (did you mean '"true"'?)`,
    ]);
  });

  it('an empty text', () => {
    expect(faultsOf(kernel, '')).toEqual(['is empty: write present: false']);
    expect(faultsOf(kernel, '  ')).toEqual(['is empty: write present: false']);
    expect(faultsOf(phoenix, '')).toEqual(['is empty: write present: false']);
  });

  it('anything but true and false for what is one of the two', () => {
    expect(faultsOf(lossy, 'yes')).toEqual([
      "is not true or false, and lossy is one of the two (did you mean 'true'?)",
    ]);
    expect(faultsOf(lossy, 'False')).toEqual([
      "is not true or false, and lossy is one of the two (did you mean 'false'?)",
    ]);
    expect(faultsOf(lossy, 1)).toEqual(['is not true or false, and lossy is one of the two']);
    expect(faultsOf(lossy, 'maybe')).toEqual(['is not true or false, and lossy is one of the two']);
    expect(faultsOf(lossy, '> 3')).toEqual(['is of numbers, and lossy has true or false']);
    expect(faultsOf(lossy, '/yes/')).toEqual(['is a pattern for texts, and lossy has true or false']);
  });

  it('a comparison of texts', () => {
    expect(faultsOf(description, '>= 3')).toEqual([
      'compares, and SeriesDescription has texts, which have no order',
    ]);
  });

  it('a pattern for numbers', () => {
    expect(faultsOf(echoTime, '/3/')).toEqual(['is a pattern for texts, and EchoTime has numbers']);
  });

  it('a version of which no order is known', () => {
    expect(faultsOf(software, '>=latest')).toEqual([
      'has no version of which the order is known: write it as Siemens (XA30, VE11C), GE (DV26.0_R02, MR30.0), Philips (R5.7.1) or Canon (V6.0) do',
    ]);
    expect(faultsOf(software, '>=')).toHaveLength(1);
  });

  it('a list, and what to choose from', () => {
    const text = 'is a list: say what is meant by it with ordered, set, each, any, contains or oneOf';
    expect(faultsOf(echoTimes, ['1 ms', '2 ms'])).toEqual([text]);
    expect(faultsOf(kernel, [])).toEqual([text]);
    expect(faultsOf(kernel, { value: ['B30f'] })).toEqual([`value: ${text}`]);
  });

  it('nothing at all', () => {
    const text = 'is no value: a number with its unit, a text in quotes, true or false is wanted';
    expect(faultsOf(kernel, null)).toEqual([text]);
    expect(faultsOf(echoTime, undefined)).toEqual([text]);
    expect(faultsOf(kernel, { value: null })).toEqual([`value: ${text}`]);
  });

  it('one value for what always has several', () => {
    expect(faultsOf(pixelSpacing, '1 mm')).toEqual([
      'is of one value, and PixelSpacing always has several: say each, any, ordered, set, contains or at',
    ]);
  });

  it('are told with the path to the value', () => {
    expect(() => constraintOf(echoTime, 3)).toThrow(/^'checks\.EchoTime' has no unit/);
  });
});
