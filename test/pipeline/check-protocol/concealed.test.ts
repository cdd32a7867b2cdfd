import { describe, expect, it } from 'vitest';
import { Concealer } from '../../../src/pipeline/check-protocol/concealed.js';
import type { CheckResult } from '../../../src/rules/protocol/check-result.js';
import { Redactor } from '../../../src/study/redact.js';

const redactor = new Redactor([{ words: ['Quincy^Zelda', 'MRN-4711'], phrases: ['Saint Nowhere Hospital'] }]);
const closed = new Concealer(redactor, false);
const open = new Concealer(redactor, true);

const row = (over: Partial<CheckResult>): CheckResult => ({
  study: 0,
  scope: 'check',
  check: 'SeriesDescription',
  code: 'protocol-deviation',
  outcome: 'fail',
  severity: 'major',
  ...over,
});

describe('values that checks saw', () => {
  it('lose names, record numbers and institutions of the delivery', () => {
    expect(closed.value('t1 Zelda QUINCY 4711')).toBe('t1 *** *** ***');
    expect(closed.value('Saint Nowhere Hospital')).toBe('***');
  });

  it('lose dates, with and without a time, and long digits in free text', () => {
    expect(closed.value('20240131')).toBe('***');
    expect(closed.value('20240131 20240201')).toBe('*** ***');
    expect(closed.value('20240131143000.123')).toBe('***');
    expect(closed.value('exam 123456789')).toBe('exam ***');
  });

  it('keep numbers, lists of numbers and UIDs as they are', () => {
    for (const text of [
      '0.9765625',
      '0.9765625, 0.9765625',
      '1.2.840.10008.5.1.4.1.1.4',
      '370000000',
      '1e-7',
    ])
      expect(closed.value(text)).toBe(text);
  });

  it('lose days as people write them, in numbers and in free text', () => {
    expect(closed.value('2024-01-31')).toBe('***');
    expect(closed.value('t1 31.01.2024 left')).toBe('t1 *** left');
    expect(closed.description('scan of 5-JAN-2024')).toBe('scan of ***');
  });

  it('are not shown of an attribute whose every value identifies', () => {
    for (const name of ['StudyID', 'PatientBirthDate', 'same StudyID of pet, ctac'])
      expect([name, closed.valueOf(name, '17')]).toEqual([name, '***']);
    expect(closed.valueOf('EchoTime', '17')).toBe('17');
    expect(open.valueOf('StudyID', '17')).toBe('17');
    expect(closed.shows('StudyID', ['17'])).toBe(false);
    expect(closed.shows('EchoTime', ['17'])).toBe(true);
  });

  it('are shown whole where identifying values were asked for', () => {
    expect(open.value('t1 Zelda 20240131')).toBe('t1 Zelda 20240131');
    expect(open.description('Zelda 123456')).toBe('Zelda 123456');
    expect(closed.description('Zelda 123456')).toBe('*** ***');
  });
});

describe('a concealed result', () => {
  it('keeps what the protocol expects, and hides what is there and why', () => {
    const { expected, actual, note } = closed.result(
      row({ expected: 'matches /zelda/i', actual: 'Zelda', note: 'Quincy on 2 instances' }),
    );
    expect({ expected, actual, note }).toEqual({
      expected: 'matches /zelda/i',
      actual: '***',
      note: '*** on 2 instances',
    });
  });

  it('keeps names of quantities, whoever is called like one (issue 12)', () => {
    const named = new Concealer(new Redactor([{ words: ['Modality^Echo'], phrases: [] }]), false);
    const note =
      'nearest is series number 3: 1 of 3 conditions (Modality does not fit, EchoTime cannot be told)';
    for (const scope of ['matching', 'count'] as const)
      expect(named.result(row({ scope, check: 'count', note })).note).toBe(note);
    expect(named.result(row({ scope: 'check', note: 'lacks Modality' })).note).toBe('lacks ***');
    expect(named.result(row({ scope: 'count', check: 'count', actual: 'Modality' })).actual).toBe('***');
  });

  it('hides the expected value, too, where it comes from the data', () => {
    expect(closed.result(row({ scope: 'cross-series', expected: 'Zelda' })).expected).toBe('***');
    expect(closed.result(row({ scope: 'across-visits', expected: '20240131' })).expected).toBe('***');
  });

  it('keeps serial numbers, which are of devices', () => {
    expect(closed.result(row({ scope: 'device', actual: 'SN 123456789' })).actual).toBe('SN 123456789');
    expect(closed.result(row({ check: 'DeviceSerialNumber', actual: 'A123456789' })).actual).toBe(
      'A123456789',
    );
    expect(closed.result(row({ scope: 'device', actual: 'Quincy' })).actual).toBe('***');
  });

  it('keeps software versions, whose numbers of builds look like days', () => {
    const actual = 'syngo MR 20230115';
    expect(closed.result(row({ check: 'SoftwareVersions', actual })).actual).toBe(actual);
    expect(closed.shows('SoftwareVersions', [actual])).toBe(true);
    expect(closed.result(row({ check: 'ImageComments', actual })).actual).toBe('syngo MR ***');
  });

  it('adds nothing that was not there', () => {
    expect(Object.keys(closed.result(row({})))).toEqual(Object.keys(row({})));
  });
});
