import { describe, expect, it } from 'vitest';
import { implies } from '../../../../src/rules/protocol/lint/implies.js';
import type { RawCheck } from '../../../../src/rules/protocol/protocol.js';
import { constraint } from './constraint.js';

type Row = readonly [string, RawCheck, RawCheck];

const proven = ([name, a, b]: Row): boolean => implies(constraint(name, a), constraint(name, b));

const YES: Row[] = [
  ['EchoTime', '3 ms', '3 ms'],
  ['EchoTime', '3 ms', { min: '2 ms', max: '4 ms' }],
  ['EchoTime', '3 ms', { value: '3.1 ms', tol: '5%' }],
  ['EchoTime', { value: '3 ms', tol: '0.1 ms' }, { value: '3 ms', tol: '0.2 ms' }],
  ['EchoTime', { min: '2 ms', max: '3 ms' }, { min: '2 ms', max: '3 ms' }],
  ['EchoTime', { above: '2 ms', below: '3 ms' }, { above: '2 ms', max: '3 ms' }],
  ['EchoTime', { min: '2 ms', max: '3 ms' }, '< 4 ms'],
  ['EchoTime', '3 ms', { oneOf: ['3 ms', '4 ms'] }],
  ['EchoTime', { oneOf: ['3 ms', '4 ms'] }, { oneOf: ['5 ms', '4 ms', '3 ms'] }],
  ['EchoTime', '3 ms', { noneOf: ['4 ms'] }],
  ['EchoTime', '< 3 ms', { noneOf: ['4 ms'] }],
  ['EchoTime', '< 3 ms', { present: true }],
  ['EchoTime', { present: false }, { present: false }],
  ['EchoTime', '3 ms', { target: { min: '10 ms' } }],
  ['Manufacturer', 'SIEMENS', 'SIEMENS'],
  ['Manufacturer', 'SIEMENS', '/siem/i'],
  ['Manufacturer', { oneOf: ['GE', 'GEMS'] }, '/^GE/'],
  ['Manufacturer', 'GE', { oneOf: ['GE', 'GEMS'] }],
  ['Manufacturer', 'GE', { noneOf: ['SIEMENS'] }],
  ['Manufacturer', { noneOf: ['SIEMENS', 'GE'] }, { noneOf: ['GE'] }],
  ['Manufacturer', '/ge/i', '/ge/i'],
  ['Manufacturer', { value: 'ge', normalise: ['case'] }, { value: 'GE', normalise: ['case'] }],
  ['SoftwareVersions', '>=XA31', '>=XA30'],
  ['SoftwareVersions', '>XA30', '>=XA30'],
  ['SoftwareVersions', '>=XA30', '>=XA30'],
  ['SoftwareVersions', '=XA30', '>=XA30'],
  ['SoftwareVersions', '=XA30', '<=XA30'],
  ['SoftwareVersions', '<VE11', '<XA30'],
  ['ImageType', { set: ['ORIGINAL', 'PRIMARY'] }, { contains: 'PRIMARY' }],
  ['ImageType', { contains: ['A', 'B'] }, { contains: ['B'] }],
  ['ImageType', { any: 'PRIMARY' }, { any: { oneOf: ['PRIMARY', 'SECONDARY'] } }],
  ['ImageType', { each: 'PRIMARY' }, { any: 'PRIMARY' }],
  ['ImageType', { ordered: ['ORIGINAL', 'PRIMARY'] }, { at: { 1: 'PRIMARY' } }],
  ['ImageType', { at: { 1: 'PRIMARY' } }, { at: { 1: '/PRIM/' } }],
  ['ScanOptions', 'PFP', { each: '/PF/' }],
  ['ScanOptions', 'PFP', { any: 'PFP' }],
  ['PixelSpacing', { each: { max: '1 mm' } }, { each: { max: '2 mm' } }],
];

const NO: Row[] = [
  ['EchoTime', '3 ms', '4 ms'],
  ['EchoTime', { value: '3 ms', tol: '0.2 ms' }, { value: '3 ms', tol: '0.1 ms' }],
  ['EchoTime', { min: '2 ms' }, { min: '2 ms', max: '3 ms' }],
  ['EchoTime', { min: '2 ms', max: '3 ms' }, { above: '2 ms' }],
  ['EchoTime', { min: '2 ms', max: '3 ms' }, { below: '3 ms' }],
  ['EchoTime', { oneOf: ['3 ms', '4 ms'] }, '3 ms'],
  ['EchoTime', { noneOf: ['3 ms'] }, { noneOf: ['4 ms'] }],
  ['EchoTime', { present: true }, '3 ms'],
  ['EchoTime', { present: false }, { present: true }],
  ['EchoTime', { target: { min: '2 ms' } }, { min: '2 ms' }],
  ['Manufacturer', 'GE', '/siemens/i'],
  ['Manufacturer', '/ge/i', 'GE'],
  ['Manufacturer', '/siemens/', '/siem/'],
  ['Manufacturer', { value: 'ge', normalise: ['case'] }, 'GE'],
  ['Manufacturer', { value: 'ge', normalise: ['case'] }, '/ge/'],
  ['Manufacturer', '/ge/', { noneOf: ['GE'] }],
  ['Manufacturer', { value: 'ge', normalise: ['case'] }, { noneOf: ['GE'] }],
  ['SoftwareVersions', '>=XA30', '>XA30'],
  ['SoftwareVersions', '>=XA30', '>=XA31'],
  ['SoftwareVersions', '>=XA30', '<XA40'],
  ['SoftwareVersions', '>=XA30', '=XA30'],
  ['SoftwareVersions', '=XA30', '=XA30A'],
  ['SoftwareVersions', '>=XA30', '>=DV26.0_R02'],
  ['ImageType', { contains: ['B'] }, { contains: ['A', 'B'] }],
  // Found by chance in the run of issue 7: what is absent has no value for which each could hold.
  ['ScanOptions', { present: false }, { each: { present: false } }],
  ['ImageType', { any: 'PRIMARY' }, { each: 'PRIMARY' }],
  ['ImageType', { at: { 1: 'PRIMARY' } }, { at: { 2: 'PRIMARY' } }],
  ['ImageType', { ordered: ['ORIGINAL'] }, { at: { 1: 'PRIMARY' } }],
];

describe('a constraint implies another', () => {
  it.each(YES)('%s: %j implies %j', (...row) => {
    expect(proven(row)).toBe(true);
  });

  it.each(NO)('%s: %j does not imply %j', (...row) => {
    expect(proven(row)).toBe(false);
  });
});
