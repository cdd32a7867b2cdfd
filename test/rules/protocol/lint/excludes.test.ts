import { describe, expect, it } from 'vitest';
import { contradictsItself, excludes } from '../../../../src/rules/protocol/lint/excludes.js';
import type { RawCheck } from '../../../../src/rules/protocol/protocol.js';
import { constraint } from './constraint.js';

type Row = readonly [string, RawCheck, RawCheck];

const APART: Row[] = [
  ['EchoTime', '3 ms', '4 ms'],
  ['EchoTime', { value: '3 ms', tol: '0.4 ms' }, { value: '4 ms', tol: '0.4 ms' }],
  ['EchoTime', { max: '3 ms' }, { above: '3 ms' }],
  ['EchoTime', { below: '3 ms' }, { min: '3 ms' }],
  ['EchoTime', { max: '3 ms' }, { min: '4 ms' }],
  ['EchoTime', '5 ms', { max: '4 ms' }],
  ['EchoTime', { oneOf: ['3 ms', '4 ms'] }, { oneOf: ['5 ms', '6 ms'] }],
  ['EchoTime', '3 ms', { noneOf: ['3 ms', '4 ms'] }],
  ['EchoTime', { present: false }, '3 ms'],
  ['EchoTime', { present: false }, { present: true }],
  ['Manufacturer', 'GE', 'SIEMENS'],
  ['Manufacturer', 'GE', { oneOf: ['SIEMENS', 'Philips'] }],
  ['Manufacturer', 'GE', '/siemens|philips/i'],
  ['Manufacturer', 'GE', { noneOf: ['GE'] }],
  ['Manufacturer', { value: 'GE', normalise: ['case'] }, 'siemens'],
  ['SoftwareVersions', '<XA30', '>=XA30'],
  ['SoftwareVersions', '<=XA30', '>XA30'],
  ['SoftwareVersions', '<VE11', '>=XA30'],
  ['SoftwareVersions', '=XA30', '=XA31'],
  ['SoftwareVersions', '>=XA30', '>=DV26.0_R02'],
  ['ImageType', { set: ['A', 'B'] }, { set: ['A', 'B', 'C'] }],
  ['ImageType', { set: ['A', 'B'] }, { ordered: ['A'] }],
  ['ImageType', { ordered: ['A', 'B'] }, { ordered: ['A', 'C'] }],
  ['ImageType', { ordered: ['A', 'B'] }, { ordered: ['A'] }],
  ['ImageType', { at: { 1: 'A' } }, { at: { 1: 'B' } }],
  ['ImageType', { at: { 1: 'A' } }, { ordered: ['A', 'B'] }],
  ['ImageType', { at: { 2: 'A' } }, { ordered: ['A', 'B'] }],
  ['ImageType', { each: 'A' }, { any: 'B' }],
  ['ImageType', { each: 'A' }, { each: 'B' }],
  ['ScanOptions', { each: 'A' }, 'B'],
  ['ImageType', { each: 'A' }, { at: { 1: 'B' } }],
  ['ImageType', { each: 'A' }, { ordered: ['A', 'B'] }],
  ['ImageType', { each: 'A' }, { contains: 'B' }],
  ['ImageType', { each: 'A' }, { set: ['A', 'B'] }],
  ['PixelSpacing', { each: { max: '1 mm' } }, { any: { min: '2 mm' } }],
];

const TOGETHER: Row[] = [
  ['EchoTime', '3 ms', '3 ms'],
  ['EchoTime', { value: '3 ms', tol: '0.5 ms' }, { value: '4 ms', tol: '0.5 ms' }],
  ['EchoTime', { max: '3 ms' }, { min: '3 ms' }],
  ['EchoTime', { oneOf: ['3 ms', '4 ms'] }, { oneOf: ['4 ms', '5 ms'] }],
  ['EchoTime', { oneOf: ['3 ms', '4 ms'] }, { noneOf: ['3 ms'] }],
  ['EchoTime', { noneOf: ['3 ms'] }, { noneOf: ['4 ms'] }],
  ['EchoTime', { target: { max: '3 ms' } }, { min: '4 ms' }],
  ['EchoTime', { present: true }, '3 ms'],
  ['EchoTime', { present: false }, { present: false }],
  ['Manufacturer', '/ge/', '/siemens/'],
  ['Manufacturer', { value: 'ge', normalise: ['case'] }, 'GE'],
  ['Manufacturer', { value: 'ge', normalise: ['case'] }, '/GE/'],
  ['Manufacturer', { value: 'ge', normalise: ['case'] }, { noneOf: ['ge'] }],
  ['SoftwareVersions', '<XA30A', '>=XA30'],
  ['SoftwareVersions', '<=XA30', '>=XA30'],
  ['SoftwareVersions', '>=XA30', '/XA/'],
  ['ImageType', { set: ['A', 'B'] }, { set: ['A', 'C'] }],
  ['ImageType', { any: 'A' }, { any: 'B' }],
  ['ImageType', { at: { 1: 'A' } }, { at: { 2: 'B' } }],
  ['ImageType', { each: { oneOf: ['A', 'B'] } }, { ordered: ['A', 'B'] }],
  ['ImageType', { contains: 'A' }, { contains: 'B' }],
];

describe('two constraints exclude each other', () => {
  it.each(APART)('%s: nothing passes %j and %j', (name, a, b) => {
    expect(excludes(constraint(name, a), constraint(name, b))).toBe(true);
    expect(excludes(constraint(name, b), constraint(name, a))).toBe(true);
  });

  it.each(TOGETHER)('%s: something may pass %j and %j', (name, a, b) => {
    expect(excludes(constraint(name, a), constraint(name, b))).toBe(false);
    expect(excludes(constraint(name, b), constraint(name, a))).toBe(false);
  });
});

describe('a constraint contradicts itself', () => {
  it.each([
    ['EchoTime', { oneOf: ['1 ms', '2 ms'], noneOf: ['1 ms', '2 ms'] }, true],
    ['EchoTime', { oneOf: ['1 ms', '2 ms'], noneOf: ['1 ms'] }, false],
    ['Manufacturer', { oneOf: ['GE'], matches: 'siemens' }, true],
    ['Manufacturer', { oneOf: ['GE'], matches: 'GE' }, false],
    ['ImageType', { each: 'A', contains: 'B' }, true],
  ] as const)('%s %j: %s', (name, check, expected) => {
    expect(contradictsItself(constraint(name, check))).toBe(expected);
  });
});
