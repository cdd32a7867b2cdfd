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
  sampling,
  software,
  testsOf,
  thickness,
} from './quantities.js';

describe('value and tolerance', () => {
  it('a value within an amount of it', () => {
    expect(testsOf(thickness, { value: '1 mm', tol: '0.01 mm' })).toEqual([
      { kind: 'equals', value: 1, tolerance: { absolute: 0.01 } },
    ]);
    expect(testsOf(thickness, { value: '1 cm', tol: '100 um' })).toEqual([
      { kind: 'equals', value: 10, tolerance: { absolute: 0.1 } },
    ]);
    expect(testsOf(averages, { value: 4, tol: 1 })).toEqual([
      { kind: 'equals', value: 4, tolerance: { absolute: 1 } },
    ]);
  });

  it('a value within a share of it, also where the quantity is a percentage', () => {
    expect(testsOf(echoTime, { value: '100 ms', tol: '5%' })).toEqual([
      { kind: 'equals', value: 100, tolerance: { relative: 0.05 } },
    ]);
    expect(testsOf(sampling, { value: '80%', tol: '5%' })).toEqual([
      { kind: 'equals', value: 80, tolerance: { relative: 0.05 } },
    ]);
  });

  it('a tolerance of 0, with and without a unit', () => {
    const exact = [{ kind: 'equals', value: 1, tolerance: { absolute: 0 } }];
    expect(testsOf(thickness, { value: '1 mm', tol: 0 })).toEqual(exact);
    expect(testsOf(thickness, { value: '1 mm', tol: '0' })).toEqual(exact);
    expect(testsOf(thickness, { value: '1 mm', tol: '0 mm' })).toEqual(exact);
    expect(testsOf(thickness, { value: '1 mm', tol: '0%' })).toEqual([
      { kind: 'equals', value: 1, tolerance: { relative: 0 } },
    ]);
  });

  it('a tolerance of numbers in a list', () => {
    expect(testsOf(echoTime, { oneOf: ['2 ms', '4 ms'], tol: '0.1 ms' })).toEqual([
      { kind: 'oneOf', values: [2, 4], tolerance: { absolute: 0.1 } },
    ]);
    expect(testsOf(echoTimes, { set: ['2 ms', '4 ms'], tol: '5%' })).toEqual([
      { kind: 'set', values: [2, 4], tolerance: { relative: 0.05 } },
    ]);
    expect(testsOf(phoenix, { noneOf: ['a', 5], tol: 1 })).toEqual([
      { kind: 'noneOf', values: ['a', 5], tolerance: { absolute: 1 } },
    ]);
  });

  it('has faults: no value, no number, below 0, of something else, without a unit', () => {
    expect(faultsOf(thickness, { tol: '1 mm' })).toEqual(['tol: is a tolerance without a value']);
    const unused = 'tol: is a tolerance without a number that it could be of: value, oneOf, noneOf or set';
    expect(faultsOf(thickness, { min: '1 mm', tol: '1 mm' })).toEqual([unused]);
    expect(faultsOf(thickness, { present: true, tol: '1 mm' })).toEqual([unused]);
    expect(faultsOf(phoenix, { value: 'ep2d', tol: 1 })).toEqual([unused]);
    expect(faultsOf(phoenix, { contains: [1, 2], tol: 1 })).toEqual([unused]);
    expect(faultsOf(thickness, { value: '1 mm', tol: '-0.1 mm' })).toEqual([
      "tol: is below 0 (did you mean '0.1 mm'?)",
    ]);
    expect(faultsOf(thickness, { value: '1 mm', tol: '-5%' })).toEqual([
      "tol: is below 0 (did you mean '5%'?)",
    ]);
    expect(faultsOf(thickness, { value: '1 mm', tol: '1 ms' })).toEqual([
      'tol: is in ms, and SliceThickness is in mm',
    ]);
    expect(faultsOf(thickness, { value: '1 mm', tol: 0.1 })).toEqual([
      "tol: has no unit, and SliceThickness is in mm (did you mean '0.1 mm'?)",
    ]);
    expect(faultsOf(description, { value: 'T1', tol: '5%' })).toEqual([
      'tol: is a tolerance, and SeriesDescription has texts',
    ]);
    expect(faultsOf(lossy, { value: true, tol: 0 })).toEqual([
      'tol: is a tolerance, and lossy has true or false',
    ]);
    expect(faultsOf(thickness, { value: '1 mm', tol: [1] })).toHaveLength(1);
  });
});

describe('bounds and target', () => {
  it('bounds that pass, and bounds that no longer do', () => {
    expect(testsOf(echoTime, { min: '2 ms', max: '4 ms' })).toEqual([
      { kind: 'range', bounds: { min: 2, max: 4 } },
    ]);
    expect(testsOf(echoTime, { above: '2 ms', below: '4 ms' })).toEqual([
      { kind: 'range', bounds: { min: 2, max: 4, minExcluded: true, maxExcluded: true } },
    ]);
    expect(testsOf(echoTime, { min: '1 s' })).toEqual([{ kind: 'range', bounds: { min: 1000 } }]);
    expect(testsOf(averages, { below: 3 })).toEqual([
      { kind: 'range', bounds: { max: 3, maxExcluded: true } },
    ]);
    expect(testsOf(averages, { min: 3, max: 3 })).toEqual([{ kind: 'range', bounds: { min: 3, max: 3 } }]);
  });

  it('a target within the bounds', () => {
    expect(testsOf(echoTime, { min: '2 ms', max: '4 ms', target: { min: '2.5 ms', max: '3.5 ms' } })).toEqual(
      [
        { kind: 'range', bounds: { min: 2, max: 4 } },
        { kind: 'target', bounds: { min: 2.5, max: 3.5 } },
      ],
    );
    expect(testsOf(echoTime, { min: '55 ms', target: { max: '60 ms' } })).toHaveLength(2);
    expect(testsOf(echoTime, { above: '2 ms', target: { min: '2 ms' } })).toHaveLength(2);
  });

  it('a target alone, outside of which there is only a warning', () => {
    expect(testsOf(echoTime, { target: { min: '2 ms' } })).toEqual([{ kind: 'target', bounds: { min: 2 } }]);
  });

  it('a target within the tolerance of a value, whatever binary fractions make of its edge', () => {
    expect(
      testsOf(thickness, { value: '0.8 mm', tol: '0.1 mm', target: { min: '0.7 mm', max: '0.9 mm' } }),
    ).toEqual([
      { kind: 'equals', value: 0.8, tolerance: { absolute: 0.1 } },
      { kind: 'target', bounds: { min: 0.7, max: 0.9 } },
    ]);
    expect(
      testsOf(thickness, { value: '2 mm', tol: '10%', target: { min: '1.8 mm', max: '2.2 mm' } }),
    ).toHaveLength(2);
  });

  it('has faults: nothing between, a target outside, two of a kind', () => {
    const nothing = 'has bounds between which there is nothing';
    expect(faultsOf(echoTime, { min: '4 ms', max: '2 ms' })).toEqual([nothing]);
    expect(faultsOf(echoTime, { min: '1 s', max: '999 ms' })).toEqual([nothing]);
    expect(faultsOf(averages, { above: 3, max: 3 })).toEqual([nothing]);
    expect(faultsOf(averages, { min: 3, below: 3 })).toEqual([nothing]);
    const outside = 'target: lies outside of what passes';
    expect(faultsOf(averages, { min: 2, max: 4, target: { min: 1, max: 3 } })).toEqual([outside]);
    expect(faultsOf(averages, { min: 2, max: 4, target: { max: 5 } })).toEqual([outside]);
    expect(faultsOf(averages, { max: 4, target: { min: 5 } })).toEqual([outside]);
    expect(faultsOf(averages, { min: 4, target: { max: 3 } })).toEqual([outside]);
    expect(faultsOf(averages, { value: 4, target: { min: 3 } })).toEqual([outside]);
    expect(faultsOf(averages, { value: 4, tol: 1, target: { min: 2, max: 5 } })).toEqual([outside]);
    expect(faultsOf(averages, { target: { min: 5, max: 4 } })).toEqual([`target: ${nothing}`]);
    expect(faultsOf(averages, { min: 1, target: {} })).toEqual(['target: is a target without min and max']);
    expect(faultsOf(averages, { min: 1, target: 3 })).toEqual([
      'target: is no target: write { min: …, max: … }',
    ]);
    expect(faultsOf(averages, { min: 1, above: 2 })).toEqual(['has min and above: choose one']);
    expect(faultsOf(averages, { max: 1, below: 2 })).toEqual(['has max and below: choose one']);
  });

  it('has faults in the bounds themselves, each with its place', () => {
    expect(faultsOf(echoTime, { min: 2, max: '4 mm', target: { min: '3 mss' } })).toEqual([
      "min: has no unit, and EchoTime is in ms (did you mean '2 ms'?)",
      'max: is in mm, and EchoTime is in ms',
      expect.stringMatching(/^target\.min: has an unknown unit \(mss\)/),
    ]);
    expect(faultsOf(echoTime, { min: '> 2 ms' })).toEqual([
      'min: is no amount: a number and a unit such as ms is wanted; write min, max, above or below',
    ]);
  });

  it('has a fault for texts, and for true and false', () => {
    expect(faultsOf(description, { min: 'A' })).toEqual([
      'min: is of numbers, and SeriesDescription has texts',
    ]);
    expect(faultsOf(lossy, { max: 1 })).toEqual(['max: is of numbers, and lossy has true or false']);
  });

  it('of versions are comparisons of them', () => {
    expect(testsOf(software, { min: 'VE11', below: 'XA60' })).toMatchObject([
      { kind: 'version', comparison: '>=', text: 'VE11' },
      { kind: 'version', comparison: '<', text: 'XA60' },
    ]);
    expect(testsOf(software, { above: 'VE11C', max: 'XA60' })).toMatchObject([
      { kind: 'version', comparison: '>', text: 'VE11C' },
      { kind: 'version', comparison: '<=', text: 'XA60' },
    ]);
    expect(faultsOf(software, { min: 30 })).toEqual([
      'min: is no version: a text such as XA30, DV26.0, R5.7 or V6.0 is wanted',
    ]);
    expect(faultsOf(software, { min: 'XA30', target: { min: 'XA31' } })).toEqual([
      'target: is a target, and versions have none',
    ]);
  });
});

describe('numbers of what nothing is known of', () => {
  it('are compared as they stand, in one unit', () => {
    expect(testsOf(phoenix, { min: '2 us', max: '4 us' })).toEqual([
      { kind: 'range', bounds: { min: 2, max: 4 } },
    ]);
    expect(testsOf(phoenix, { min: '2 us', max: 4 })).toHaveLength(1);
    expect(faultsOf(phoenix, { min: '2 us', max: '4 ms' })).toEqual([
      'max: is in ms, other numbers here in us: the unit of phoenix.alTE[0] is not known',
    ]);
  });
});

describe('lists, patterns and presence', () => {
  it('one of several, and none of several', () => {
    expect(testsOf(kernel, { oneOf: ['B30f', 'STANDARD'] })).toEqual([
      { kind: 'oneOf', values: ['B30f', 'STANDARD'] },
    ]);
    expect(testsOf(echoTime, { noneOf: ['1 ms', '1 s'] })).toEqual([{ kind: 'noneOf', values: [1, 1000] }]);
    expect(testsOf(lossy, { oneOf: [true] })).toEqual([{ kind: 'oneOf', values: [true] }]);
  });

  it('a list that is empty, or none, is a fault: it would pass nothing or all', () => {
    for (const key of ['oneOf', 'noneOf', 'set', 'contains', 'ordered']) {
      expect(faultsOf(kernel, { [key]: [] })).toEqual([`${key}: is an empty list`]);
    }
    expect(faultsOf(kernel, { oneOf: 'B30f' })).toEqual(['oneOf: is no list']);
  });

  it('every member of a list is looked at', () => {
    expect(faultsOf(echoTime, { oneOf: ['1 ms', 2, '3 mm'] })).toEqual([
      "oneOf.1: has no unit, and EchoTime is in ms (did you mean '2 ms'?)",
      'oneOf.2: is in mm, and EchoTime is in ms',
    ]);
  });

  it('patterns and comparisons in a list are a fault: as texts they would never be met, and noneOf always pass', () => {
    const pattern = 'is a pattern, and a list holds values: patterns stand under matches';
    const comparison = 'is a comparison, and a list holds values';
    for (const key of ['oneOf', 'noneOf', 'set', 'contains']) {
      expect(faultsOf(kernel, { [key]: ['B30f', '/B/i'] })).toEqual([`${key}.1: ${pattern}`]);
      expect(faultsOf(software, { [key]: ['>=XA30'] })).toEqual([`${key}.0: ${comparison}`]);
      expect(faultsOf(phoenix, { [key]: ['< 3'] })).toEqual([`${key}.0: ${comparison}`]);
    }
    expect(faultsOf(averages, { noneOf: ['< 3'] })).toHaveLength(1);
  });

  it('a pattern with and without slashes', () => {
    expect(testsOf(description, { matches: 'mprage|bravo' })).toEqual([
      { kind: 'matches', text: '/mprage|bravo/' },
    ]);
    expect(testsOf(description, { matches: '/mprage/i' })).toEqual([{ kind: 'matches', text: '/mprage/i' }]);
  });

  it('there, and not there', () => {
    expect(testsOf(echoTime, { present: true })).toEqual([{ kind: 'present' }]);
    expect(testsOf(echoTime, { present: false })).toEqual([{ kind: 'absent' }]);
    expect(testsOf(kernel, { present: true, matches: 'B' })).toHaveLength(2);
    expect(faultsOf(echoTime, { present: 'yes' })).toEqual(['present: is not true or false']);
  });

  it('several tests, all of which have to hold', () => {
    expect(testsOf(kernel, { matches: '/^B/', noneOf: ['B70f'] })).toEqual([
      { kind: 'noneOf', values: ['B70f'] },
      { kind: 'matches', text: '/^B/' },
    ]);
  });

  it('a value that is a pattern is a fault, a comparison of versions is none', () => {
    expect(faultsOf(kernel, { value: '/B30/' })).toEqual(['value: is a pattern: write it under matches']);
    expect(testsOf(software, { value: '>=XA30' })).toMatchObject([{ kind: 'version', comparison: '>=' }]);
    expect(testsOf(kernel, { value: '>= 3' })).toEqual([{ kind: 'equals', value: '>= 3' }]);
    expect(faultsOf(echoTime, { value: '>= 3 ms' })).toEqual([
      'value: is no amount: a number and a unit such as ms is wanted; write min, max, above or below',
    ]);
  });
});

describe('what goes together', () => {
  it('something has to be said', () => {
    const text = 'says nothing: value, min, max, oneOf, matches, present … are missing';
    expect(faultsOf(echoTime, {})).toEqual([text]);
    expect(faultsOf(kernel, { normalise: ['case'], source: 'x' })).toEqual([text]);
    expect(faultsOf(kernel, { value: undefined })).toEqual([text]);
  });

  it('a value, a list and bounds exclude each other', () => {
    expect(faultsOf(averages, { value: 2, min: 1 })).toEqual(['has value and min: choose one']);
    expect(faultsOf(averages, { value: 2, below: 1 })).toEqual(['has value and below: choose one']);
    expect(faultsOf(averages, { value: 2, oneOf: [2] })).toEqual(['has value and oneOf: choose one']);
    expect(faultsOf(averages, { oneOf: [2], max: 3 })).toEqual(['has oneOf and max: choose one']);
  });

  it('what is to be absent has no value', () => {
    expect(faultsOf(averages, { present: false, value: 2 })).toEqual([
      'is to be absent (present: false), and value asks for a value: choose one',
    ]);
    expect(faultsOf(averages, { present: false, min: 2, max: 3 })).toHaveLength(1);
  });

  it('what others handle is not looked at', () => {
    const raw = {
      value: '3 ms',
      weight: 2,
      onDeviation: 'warn',
      severity: 'minor',
      source: 's',
      varies: true,
    };
    expect(testsOf(echoTime, { ...raw, rationale: 'r', when: { Modality: 'MR' } })).toEqual([
      { kind: 'equals', value: 3 },
    ]);
  });

  it('texts are made equal only where it is said', () => {
    expect(constraintOf(kernel, 'B30f').normalise).toEqual({ case: false, space: false });
    expect(constraintOf(kernel, { value: 'B30f', normalise: [] }).normalise).toEqual({
      case: false,
      space: false,
    });
    expect(constraintOf(kernel, { value: 'B30f', normalise: ['case'] }).normalise).toEqual({
      case: true,
      space: false,
    });
    expect(constraintOf(phoenix, { value: 'a', normalise: ['space', 'case'] }).normalise).toEqual({
      case: true,
      space: true,
    });
    expect(faultsOf(echoTime, { value: '3 ms', normalise: ['case'] })).toEqual([
      'normalise: is of texts, and EchoTime has none',
    ]);
    expect(faultsOf(lossy, { value: true, normalise: ['space'] })).toHaveLength(1);
  });
});
