import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inWords } from '../../../../src/rules/protocol/compile/words.js';
import { parseAmount } from '../../../../src/rules/protocol/units/unit.js';
import {
  averages,
  constraintOf,
  description,
  echoTime,
  echoTimes,
  imageType,
  kernel,
  lossy,
  phoenix,
  pixelSpacing,
  sampling,
  software,
  thickness,
} from './quantities.js';

describe('a constraint in words', () => {
  it.each([
    [thickness, '1 mm', '1 mm'],
    [thickness, { value: '1 mm', tol: '0.01 mm' }, '1 mm ± 0.01 mm'],
    [thickness, { value: '1 mm', tol: '100 µm' }, '1 mm ± 100 um'],
    [thickness, { value: '1 mm', tol: 0 }, '1 mm ± 0'],
    [thickness, '0.976562500001 mm', '0.976562500001 mm'],
    [echoTime, '0.1 s', '0.1 s'],
    [echoTime, { value: '9 ms', tol: '5%' }, '9 ms ± 5%'],
    [sampling, { value: '80%', tol: '5%' }, '80% ± 5% of it'],
    [averages, 2, '2'],
    [lossy, false, 'false'],
    [echoTime, { min: '2 ms', max: '4 ms' }, '2 … 4 ms'],
    [echoTime, { min: '2 ms', max: '1 s' }, '2 ms … 1 s'],
    [averages, { min: 1, max: 3 }, '1 … 3'],
    [sampling, { min: '80%', max: '90%' }, '80 … 90%'],
    [echoTime, '> 3000 ms', '> 3000 ms'],
    [echoTime, '<= 90 ms', '≤ 90 ms'],
    [echoTime, { above: '2 ms', max: '4 ms' }, '> 2 ms, ≤ 4 ms'],
    [echoTime, { min: '2 ms', below: '4 ms' }, '≥ 2 ms, < 4 ms'],
    [
      echoTime,
      { min: '2 ms', max: '4 ms', target: { min: '2.5 ms', max: '3.5 ms' } },
      '2 … 4 ms, target 2.5 … 3.5 ms',
    ],
    [echoTime, { target: { min: '2 ms' } }, 'target ≥ 2 ms'],
    [kernel, 'B30f', 'B30f'],
    [kernel, 'BONE PLUS', 'BONE PLUS'],
    [kernel, { oneOf: ['B30f', 'STANDARD'] }, 'one of B30f, STANDARD'],
    [kernel, { noneOf: ['B70f', 'a, b'] }, 'none of B70f, "a, b"'],
    [echoTime, { oneOf: ['2 ms', '4 ms'], tol: '0.1 ms' }, 'one of 2 ms, 4 ms ± 0.1 ms each'],
    [description, '/mprage|bravo/i', 'matches /mprage|bravo/i'],
    [description, { matches: 'mprage' }, 'matches /mprage/'],
    [echoTime, { present: true }, 'present'],
    [echoTime, { present: false }, 'absent'],
    [kernel, 'absent', '"absent"'],
    [kernel, 'one of', '"one of"'],
    [kernel, ' B30f', '" B30f"'],
    [kernel, 'B30f\n', '"B30f\\n"'],
    [kernel, '"', '"\\""'],
    [imageType, { contains: ['ORIGINAL', 'M'] }, 'contains ORIGINAL, M'],
    [echoTimes, { set: ['20 ms', '80 ms'], tol: '1 ms' }, 'in any order 20 ms, 80 ms ± 1 ms each'],
    [pixelSpacing, { each: '<= 0.7 mm' }, 'every value ≤ 0.7 mm'],
    [pixelSpacing, { any: { min: '1 mm', target: { max: '2 mm' } } }, 'some value (≥ 1 mm, target ≤ 2 mm)'],
    [pixelSpacing, { ordered: ['1 mm', '2 mm'], tol: '1%' }, 'in order 1 mm ± 1%; 2 mm ± 1%'],
    [
      pixelSpacing,
      { ordered: ['1 mm', { above: '1 mm', max: '2 mm', target: { min: '2 mm' } }] },
      'in order 1 mm; (> 1 mm, ≤ 2 mm, target ≥ 2 mm)',
    ],
    [imageType, { at: { 0: 'ORIGINAL', 2: '/^M/' } }, 'at 0: ORIGINAL, at 2: matches /^M/'],
    [imageType, { at: { 0: { matches: 'O', noneOf: ['OTHER'] } } }, 'at 0: (none of OTHER, matches /O/)'],
    [software, '>=XA30', '≥ XA30'],
    [software, { min: 'VE11', below: 'XA60' }, '≥ VE11, < XA60'],
    [phoenix, '4600 us', '4600 us'],
    [kernel, { value: 'B30f', normalise: ['case'] }, 'B30f (in any case)'],
    [kernel, { value: 'B30f', normalise: ['case', 'space'] }, 'B30f (in any case, white space aside)'],
    [kernel, { oneOf: ['A'], matches: '/B/', present: true }, 'one of A, matches /B/, present'],
  ])('%#: says all of it', (quantity, raw, text) => {
    expect(constraintOf(quantity, raw).text).toBe(text);
  });

  it('loses no digit of a number', () => {
    const value = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(value, (number) => {
        const plain = number === 0 ? 0 : number;
        expect(parseAmount(constraintOf(echoTime, `${plain} ms`).text)).toEqual({ value: plain, unit: 'ms' });
      }),
    );
  });
});

describe('inWords', () => {
  it('writes different texts differently', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(inWords(a) === inWords(b)).toBe(a === b);
      }),
    );
  });

  it('keeps control characters out of reports', () => {
    expect(inWords('a\u202eb\u009b')).toBe('"a\\u202eb\\u009b"');
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 }), (units) => {
        expect(inWords(String.fromCharCode(...units))).not.toMatch(/\p{C}/u);
      }),
    );
  });
});
