import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareVersions,
  parseVersion,
  versionFamily,
} from '../../../../src/rules/protocol/version/parse.js';
import type { SoftwareVersion } from '../../../../src/rules/protocol/version/version.js';

function of(texts: string | readonly string[], manufacturer: string): SoftwareVersion {
  const found = parseVersion(typeof texts === 'string' ? [texts] : texts, manufacturer);
  if (!found) throw new Error(`no version in ${texts}`);
  return found;
}

function order(a: string, b: string, manufacturer: string): number | undefined {
  const compared = compareVersions(of(a, manufacturer), of(b, manufacturer));
  return compared === undefined ? undefined : Math.sign(compared);
}

describe('versionFamily', () => {
  it.each([
    ['SIEMENS', 'siemens'],
    ['Siemens HealthCare GmbH', 'siemens'],
    ['Siemens Healthineers', 'siemens'],
    ['GE MEDICAL SYSTEMS', 'ge'],
    ['GE Healthcare', 'ge'],
    ['G.E. Medical Systems', 'ge'],
    ['General Electric', 'ge'],
    ['Philips', 'philips'],
    ['Philips Medical Systems', 'philips'],
    ['TOSHIBA_MEC', 'canon'],
    ['CANON_MEC', 'canon'],
  ])('knows %s', (manufacturer, family) => {
    expect(versionFamily(manufacturer)).toBe(family);
  });

  it.each(['UIH', 'FUJIFILM Corporation', 'Agfa-Gevaert AG', 'Geneva Imaging', ''])(
    'knows no order for %j',
    (maker) => {
      expect(versionFamily(maker)).toBeUndefined();
    },
  );
});

describe('parseVersion', () => {
  // What scanners write: all distinct values of real files that hold a version with an order, and some more.
  it.each<[string, string | string[], readonly number[]]>([
    ['SIEMENS', 'syngo MR B17', [1, 17]],
    ['SIEMENS', 'syngo MR E11', [4, 11]],
    ['SIEMENS', 'syngo MR D13D', [3, 13, 4]],
    ['SIEMENS', 'syngo MR 2004V 4VB11D', [1, 11, 4]],
    ['SIEMENS', 'N4_VE11C_LATEST_20160120', [4, 11, 3]],
    ['SIEMENS', 'VB20P', [1, 20, 16]],
    ['SIEMENS', 'VE10B', [4, 10, 2]],
    ['SIEMENS', 'syngo CT VA48A', [0, 48, 1]],
    ['Siemens', 'syngo MR XA20', [5, 20]],
    ['Siemens HealthCare GmbH', 'syngo MR XA10', [5, 10]],
    ['Siemens Healthineers', 'syngo MR XA30', [5, 30]],
    ['Siemens Healthineers', 'syngo MR XA61', [5, 61]],
    ['GE MEDICAL SYSTEMS', ['27', 'LX', 'MR Software release:DV26.0_R01_1725.a'], [26, 0, 18, 1, 1725]],
    ['GE MEDICAL SYSTEMS', ['28', 'LX', 'MR Software release:DV28.1_R05_2127.a'], [28, 1, 18, 5, 2127]],
    ['GE MEDICAL SYSTEMS', ['29', 'LX', 'MR Software release:RX29.1_R02_2131.a'], [29, 1, 18, 2, 2131]],
    ['GE MEDICAL SYSTEMS', ['15', 'LX', 'MR Software release:15.0_M4_0910.a'], [15, 0, 13, 4, 910]],
    ['GE MEDICAL SYSTEMS', 'SIGNA_LX1.MR30.0_R01', [30, 0, 18, 1]],
    ['GE MEDICAL SYSTEMS', 'HD16.0_V02_1131.a', [16, 0, 22, 2, 1131]],
    ['Philips', ['5.8.1', '5.8.1.2'], [5, 8, 1, 2]],
    ['Philips Medical Systems', ['5.1.1', '5.1.1.0'], [5, 1, 1, 0]],
    ['Philips Medical Systems', ['5.3.0', '5.3.0.3'], [5, 3, 0, 3]],
    ['Philips Medical Systems', 'R5.7.1', [5, 7, 1]],
    ['Philips', '4.1', [4, 1]],
    ['TOSHIBA_MEC', 'V3.51*P25', [3, 51, 16, 25]],
    ['TOSHIBA_MEC', 'V2.31*R001', [2, 31, 18, 1]],
    ['CANON_MEC', 'V6.0', [6, 0]],
    ['CANON_MEC', 'V10.1SP0001', [10, 10, 19 * 27 - 19 + 16, 1]],
  ])('reads what %s writes: %j', (manufacturer, texts, parts) => {
    expect(of(texts, manufacturer).parts).toEqual(parts);
  });

  it.each<[string, string | string[]]>([
    ['SIEMENS', 'syngo CT 2011A'],
    ['SIEMENS', 'syngo MR A'],
    ['GE MEDICAL SYSTEMS', '36.14'],
    ['GE MEDICAL SYSTEMS', '3.40'],
    ['GE MEDICAL SYSTEMS', '05'],
    ['GE MEDICAL SYSTEMS', 'LightSpeedverrel'],
    ['GE MEDICAL SYSTEMS', 'LightSpeedApps14.13_2.8.2L_H2.1M4'],
    ['GE MEDICAL SYSTEMS', 'LightSpeedApps308I.2_H3.1M5'],
    ['GE MEDICAL SYSTEMS', 'ES17.0'],
    ['G.E. Medical Systems', 'R6.1'],
    ['Philips Medical Systems, Inc.', 'VIA5.2'],
    ['Philips Medical Systems', 'EPIQ 7C_1.7.1.24'],
    ['UIH', 'R002'],
    ['FUJIFILM Corporation', 'DR-ID 300CL APL Software V11.0'],
    ['SonoSite, Inc.', '51.80.108.010'],
    ['Acme Medical Devices', 'VE11C'],
    ['', ['2.6.3', '2.6.3.6']],
    ['', 'coreload.81'],
    ['', ''],
    ['', []],
  ])('knows no order for what %s writes: %j', (manufacturer, texts) => {
    expect(parseVersion(typeof texts === 'string' ? [texts] : texts, manufacturer)).toBeUndefined();
  });

  it('keeps the text that decided', () => {
    expect(of(['27', 'LX', ' MR Software release:DV26.0_R02_1810.b '], 'GE MEDICAL SYSTEMS').text).toBe(
      'MR Software release:DV26.0_R02_1810.b',
    );
    expect(of(['5.3.0', '5.3.0.3'], 'Philips').text).toBe('5.3.0.3');
  });

  it('takes the most exact of several values that agree, whatever their order', () => {
    expect(of(['5.3.0.3', '5.3.0'], 'Philips').parts).toEqual([5, 3, 0, 3]);
    expect(of(['syngo MR E11', 'N4_VE11C_LATEST_20160120'], 'SIEMENS').parts).toEqual([4, 11, 3]);
  });

  it('gives nothing where values contradict each other', () => {
    expect(parseVersion(['5.3.0', '5.4.0.1'], 'Philips')).toBeUndefined();
    expect(parseVersion(['syngo MR E11', 'VE12U'], 'SIEMENS')).toBeUndefined();
    expect(parseVersion(['VB17A and VE11C'], 'SIEMENS')).toBeUndefined();
    expect(parseVersion(['DV26.0_R01', 'DV26.0_M01'], 'GE MEDICAL SYSTEMS')).toBeUndefined();
  });

  it.each([
    ['XA30', 'siemens'],
    ['xa30', 'siemens'],
    ['VE11C', 'siemens'],
    ['E11', 'siemens'],
    ['DV26', 'ge'],
    ['DV26.0_R02', 'ge'],
    ['MR30.1', 'ge'],
    ['26.0_R02', 'ge'],
    ['HDx16', 'ge'],
    ['R5.7.1', 'philips'],
    ['V6.0', 'canon'],
  ])('understands %s in a protocol, where nobody says whose it is: %s', (text, family) => {
    expect(of(text, '').family).toBe(family);
  });

  it.each(['5.7.1', '26.0', '30', 'R002', 'latest', 'XA', 'XA3', 'XA300'])(
    'does not guess whose %s is',
    (text) => {
      expect(parseVersion([text], '')).toBeUndefined();
    },
  );

  it('reads nothing from texts that no attribute could hold', () => {
    expect(parseVersion([`${'x'.repeat(10_000)} XA30`], 'SIEMENS')).toBeUndefined();
  });

  it('never throws', () => {
    const maker = fc.constantFrom('SIEMENS', 'GE MEDICAL SYSTEMS', 'Philips', 'TOSHIBA', '', 'UIH');
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 80 }), { maxLength: 4 }), maker, (texts, manufacturer) => {
        parseVersion(texts, manufacturer);
      }),
    );
  });
});

describe('compareVersions', () => {
  it('orders the lines of Siemens: VA < VB < VC < VD < VE < XA < XB', () => {
    const rising = [
      'VA40',
      'VB11',
      'VB17A',
      'VB19',
      'VC10',
      'VD13D',
      'VE11B',
      'VE11C',
      'VE12',
      'XA10',
      'XA30',
      'XA61',
      'XB10',
    ];
    for (const [i, one] of rising.entries()) {
      for (const [j, other] of rising.entries()) expect(order(one, other, 'SIEMENS')).toBe(Math.sign(i - j));
    }
  });

  it('compares a version as far as the one that is asked for goes', () => {
    expect(order('XA30A', 'XA30', 'SIEMENS')).toBe(0);
    expect(order('VE11C', 'syngo MR E11', 'SIEMENS')).toBe(0);
    expect(order('DV26.0_R02_1810.b', 'DV26', 'GE')).toBe(0);
    expect(order('5.3.0.3', '5.3', 'Philips')).toBe(0);
  });

  it('cannot tell where the version is less exact than what is asked for', () => {
    expect(order('syngo MR E11', 'VE11C', 'SIEMENS')).toBeUndefined();
    expect(order('DV26', 'DV26.0_R02', 'GE')).toBeUndefined();
    expect(order('5.3', '5.3.0.3', 'Philips')).toBeUndefined();
  });

  it('can tell where a less exact version is of another number', () => {
    expect(order('syngo MR B17', 'VE11C', 'SIEMENS')).toBe(-1);
    expect(order('syngo MR XA30', 'VE11C', 'SIEMENS')).toBe(1);
  });

  it('orders the numbers, releases and builds of GE, whatever the letters before them', () => {
    expect(order('DV25.1_R03', 'DV26.0_R01', 'GE')).toBe(-1);
    expect(order('DV26.0_R02_1810.b', 'DV26.0_R01_1725.a', 'GE')).toBe(1);
    expect(order('DV26.0_R02_1810.b', 'DV26.0_R02_1811.a', 'GE')).toBe(-1);
    expect(order('RX29.1_R02', 'MR30.0_R01', 'GE')).toBe(-1);
    expect(order('HD16.0_V02', 'DV24', 'GE')).toBe(-1);
    expect(order('15.0_M4A_0910.a', '15.0_M4_0910.a', 'GE')).toBe(1);
    expect(order('15.0_M4A_0910.a', '15.0_M5_0910.a', 'GE')).toBe(-1);
  });

  it('orders numbers as numbers, not as texts', () => {
    expect(order('5.10.0', '5.9.1', 'Philips')).toBe(1);
    expect(order('R5.7.1', 'R11.1', 'Philips')).toBe(-1);
  });

  it('takes what follows the point for decimals at Canon', () => {
    expect(order('V3.5', 'V3.51*P25', 'TOSHIBA')).toBe(-1);
    expect(order('V3.6', 'V3.51*P25', 'TOSHIBA')).toBe(1);
    expect(order('V10.1', 'V6.0', 'CANON')).toBe(1);
    expect(order('V2.31*R001', 'V2.31*R002', 'TOSHIBA')).toBe(-1);
  });

  it('has no order for branches that exist side by side', () => {
    expect(order('VE11P', 'VE11C', 'SIEMENS')).toBeUndefined();
    expect(order('VE11C', 'VE11P', 'SIEMENS')).toBeUndefined();
    expect(order('HD16.0_V02', 'HD16.0_M02', 'GE')).toBeUndefined();
    expect(order('V3.51*P25', 'V3.51*R001', 'TOSHIBA')).toBeUndefined();
  });

  it('has an order for branches whose numbers differ, and for a branch and itself', () => {
    expect(order('VB20P', 'VE11C', 'SIEMENS')).toBe(-1);
    expect(order('VB20P', 'VB20P', 'SIEMENS')).toBe(0);
  });

  it('has no order between vendors', () => {
    expect(compareVersions(of('XA30', 'SIEMENS'), of('DV26', 'GE'))).toBeUndefined();
    expect(compareVersions(of('V6.0', 'CANON'), of('R5.7', 'Philips'))).toBeUndefined();
  });

  it('is the same both ways round', () => {
    const version = fc
      .tuple(
        fc.constantFrom('VA', 'VB', 'VC', 'VD', 'VE', 'XA', 'XB'),
        fc.integer({ min: 10, max: 99 }),
        fc.constantFrom('', 'A', 'C', 'P'),
      )
      .map((parts) => of(parts.join(''), 'SIEMENS'));
    fc.assert(
      fc.property(version, version, (a, b) => {
        const [there, back] = [compareVersions(a, b), compareVersions(b, a)];
        // Only where one is more exact can the order be told in one direction alone.
        if (a.parts.length === b.parts.length) expect(there === undefined).toBe(back === undefined);
        if (there !== undefined && back !== undefined) expect(there + back).toBe(0);
      }),
    );
  });
});
