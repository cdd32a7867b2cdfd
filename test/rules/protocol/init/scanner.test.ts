import { describe, expect, it } from 'vitest';
import {
  type Scanner,
  scannerCondition,
  scannerKey,
  scannerName,
  scannerOf,
} from '../../../../src/rules/protocol/init/scanner.js';
import { viewOf } from './views.js';

const AERA: Scanner = {
  Manufacturer: ['SIEMENS'],
  ManufacturerModelName: ['Aera'],
  SoftwareVersions: ['syngo MR E11'],
};
const SKYRA: Scanner = { ...AERA, ManufacturerModelName: ['Skyra'] };
const NEWER: Scanner = { ...AERA, SoftwareVersions: ['syngo MR XA30'] };
const GE: Scanner = {
  Manufacturer: ['GE'],
  ManufacturerModelName: ['Artist'],
  SoftwareVersions: ['28', 'LX'],
};

const asItIs = (text: string): string => text;

describe('a scanner', () => {
  it('is its make, model and software', () => {
    const view = viewOf({
      Manufacturer: 'GE',
      ManufacturerModelName: 'Artist',
      SoftwareVersions: ['28', 'LX'],
      DeviceSerialNumber: '1',
    });
    expect(scannerOf(view, asItIs)).toEqual(GE);
    expect(scannerName(GE)).toBe('GE Artist 28 LX');
    expect(scannerKey(scannerOf(view, asItIs))).toBe(scannerKey(GE));
  });

  it('has no model or version that names somebody; numbers of builds name nobody', () => {
    const view = viewOf({
      Manufacturer: 'Quincy',
      ManufacturerModelName: 'Artist of Quincy',
      SoftwareVersions: 'R 20190131',
    });
    const clean = (text: string): string => text.replace(/quincy|\d{6,}/gi, '***');
    const found = scannerOf(view, clean);
    expect(found).toEqual({
      Manufacturer: ['Quincy'],
      ManufacturerModelName: undefined,
      SoftwareVersions: ['R 20190131'],
    });
    expect(scannerName(found)).toBe('Quincy R 20190131');
    expect(scannerCondition(found, [{ ...found, SoftwareVersions: ['R2'] }])).toEqual({
      Manufacturer: { oneOf: ['Quincy'] },
      SoftwareVersions: { oneOf: ['R 20190131'] },
    });
  });

  it('is told from others by no more than that takes', () => {
    expect(scannerCondition(AERA, [GE])).toEqual({ Manufacturer: { oneOf: ['SIEMENS'] } });
    expect(scannerCondition(AERA, [GE, SKYRA])).toEqual({
      Manufacturer: { oneOf: ['SIEMENS'] },
      ManufacturerModelName: { oneOf: ['Aera'] },
    });
    expect(scannerCondition(AERA, [NEWER])).toEqual({
      Manufacturer: { oneOf: ['SIEMENS'] },
      SoftwareVersions: { oneOf: ['syngo MR E11'] },
    });
  });

  it('of several software versions is known by all of them; of none by their absence', () => {
    const other = { ...GE, SoftwareVersions: ['29', 'LX'] };
    const none = { ...GE, SoftwareVersions: [] };
    expect(scannerCondition(GE, [other]).SoftwareVersions).toEqual({ set: ['28', 'LX'] });
    expect(scannerCondition(none, [other]).SoftwareVersions).toEqual({ present: false });
  });
});
