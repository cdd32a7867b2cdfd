import { describe, expect, it } from 'vitest';
import { constancyProbes } from '../../../../src/rules/protocol/evaluate/constancy.js';
import {
  allConstants,
  constantsOf,
  knownConstant,
  VARIES_BY_NATURE,
} from '../../../../src/rules/protocol/evaluate/constancy-lists.js';
import { quantityOf } from '../../../../src/rules/protocol/quantity/quantity-of.js';
import { type Probe, probeKey } from '../../../../src/study/probe/probe.js';

describe('the lists', () => {
  it.each(allConstants().map(({ name }) => name))('know %s as a quantity', (name) => {
    expect(quantityOf(name)).toMatchObject({ name });
  });

  it.each([...VARIES_BY_NATURE])('know %s, which varies by nature, as a quantity', (name) => {
    expect(quantityOf(name)).toMatchObject({ name });
  });

  it('do not contradict each other', () => {
    expect(allConstants().filter(({ name }) => VARIES_BY_NATURE.has(name))).toEqual([]);
  });

  it('say something of each modality, and only of the machine for others', () => {
    for (const modality of ['MR', 'CT', 'PT']) expect(constantsOf(modality).length).toBeGreaterThan(15);
    expect(constantsOf('US').map(({ name }) => name)).toEqual([
      'Modality',
      'SeriesNumber',
      'Manufacturer',
      'ManufacturerModelName',
      'DeviceSerialNumber',
      'SoftwareVersions',
    ]);
  });

  it('hold nothing twice', () => {
    for (const modality of ['MR', 'CT', 'PT', 'US']) {
      const names = constantsOf(modality).map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('know what tells volumes apart', () => {
    expect(knownConstant('EchoTime').apart).toEqual(['EchoTime', 'EchoNumbers']);
    expect(knownConstant('Whatever')).toEqual({ name: 'Whatever' });
  });

  it('name everything that has to be read, each once', () => {
    const keys = constancyProbes().map((probe: Probe) => probeKey(probe));
    expect(new Set(keys).size).toBe(keys.length);
    for (const { name } of allConstants()) expect(keys).toContain(name);
  });
});
