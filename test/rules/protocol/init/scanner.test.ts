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

describe('a scanner', () => {
  it('is its make, model and software', () => {
    const view = viewOf({
      Manufacturer: 'GE',
      ManufacturerModelName: 'Artist',
      SoftwareVersions: ['28', 'LX'],
      DeviceSerialNumber: '1',
    });
    expect(scannerOf(view)).toEqual(GE);
    expect(scannerName(GE)).toBe('GE Artist 28 LX');
    expect(scannerKey(scannerOf(view))).toBe(scannerKey(GE));
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
