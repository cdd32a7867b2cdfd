import { describe, expect, it } from 'vitest';
import { judgeDevices } from '../../../../src/rules/protocol/devices/judge-devices.js';
import type { QualifiedDevice } from '../../../../src/rules/protocol/devices/qualified-device.js';
import type { StudyView } from '../../../../src/rules/protocol/study-view.js';
import type { SeriesHeader } from '../../../../src/study/series-header.js';
import { type Made, protocol, scene } from '../cross/scene.js';

const PRISMA: Partial<SeriesHeader> = {
  manufacturer: 'SIEMENS',
  model: 'Prisma',
  serial: '12345',
  softwareVersions: ['syngo MR XA30'],
};
const made = (more: Partial<SeriesHeader> = {}): Made => ({ headers: [{ ...PRISMA, ...more }] });
const listed = (more: Partial<QualifiedDevice> = {}): QualifiedDevice => ({
  serial: '12345',
  line: 2,
  ...more,
});

function judge(
  list: readonly QualifiedDevice[],
  pairs: readonly (readonly [string, Made])[] = [['t1', made()]],
  { onDeviation = 'fail', ...more }: Partial<StudyView> & { readonly onDeviation?: 'fail' | 'warn' } = {},
) {
  const { study, matches } = scene(pairs, [], more);
  const devices = { onDeviation, severity: 'critical', list, file: 'devices.csv' } as const;
  return judgeDevices(protocol(['t1'], { devices }), study, matches);
}

describe('judgeDevices', () => {
  it('passes a scanner that is in the list, whatever else the list leaves open', () => {
    expect(judge([listed()])).toEqual([
      {
        ...{ scope: 'device', check: 'qualified device', study: 0, severity: 'critical' },
        ...{ outcome: 'pass', code: 'protocol-as-declared', expected: 'in the list of qualified devices' },
        ...{ actual: 'SIEMENS Prisma 12345, syngo MR XA30', note: 'line 2 of the list' },
      },
    ]);
  });

  it('fails a scanner that is not in the list, or warns of it', () => {
    const unknown = { code: 'protocol-device-unqualified', note: 'its serial number is not in the list' };
    expect(judge([listed({ serial: '99999' })])[0]).toMatchObject({ outcome: 'fail', ...unknown });
    expect(judge([], [['t1', made()]], { onDeviation: 'warn' })[0]).toMatchObject({
      outcome: 'warn',
      ...unknown,
    });
  });

  it('takes serial numbers as they are, zeros in front included', () => {
    expect(judge([listed({ serial: '012345' })])[0]?.outcome).toBe('fail');
  });

  it('cannot tell a scanner without a serial number', () => {
    expect(judge([listed({ serial: '' })], [['t1', made({ serial: '' })]])[0]).toMatchObject({
      ...{ outcome: 'not-evaluable', code: 'protocol-device-unsettled' },
      ...{
        note: 'Device Serial Number has no value',
        actual: 'SIEMENS Prisma without a serial number, syngo MR XA30',
      },
    });
  });

  it('gives a row a scanner of the matched series, not of others', () => {
    const rows = judge(
      [listed()],
      [
        ['t1', made()],
        ['flair', made()],
        ['dwi', made({ serial: '7' })],
        ['', made({ serial: '8' })],
      ],
    );
    expect(rows.map(({ outcome, actual }) => [outcome, actual?.split(',')[0]])).toEqual([
      ['pass', 'SIEMENS Prisma 12345'],
      ['fail', 'SIEMENS Prisma 7'],
    ]);
  });

  it('wants every software version of the scanner to be qualified', () => {
    const upgraded: Made = { headers: [PRISMA, { ...PRISMA, softwareVersions: ['syngo MR E11'] }] };
    expect(judge([listed({ software: 'syngo MR XA30' })], [['t1', upgraded]])[0]).toMatchObject({
      ...{ outcome: 'fail', actual: 'SIEMENS Prisma 12345, syngo MR XA30 or syngo MR E11' },
    });
    const both = [listed({ software: 'syngo MR XA30' }), listed({ software: 'syngo MR E11', line: 3 })];
    expect(judge(both, [['t1', upgraded]])[0]?.outcome).toBe('pass');
  });

  it('passes by the row that qualifies, and else cannot tell before it fails', () => {
    const other = listed({ software: 'syngo MR E11', line: 3 });
    expect(judge([other, listed({ line: 4 })])[0]).toMatchObject({
      outcome: 'pass',
      note: 'line 4 of the list',
    });
    expect(judge([other, listed({ site: '07', line: 4 })])[0]).toMatchObject({ outcome: 'not-evaluable' });
    expect(judge([other])[0]).toMatchObject({
      ...{ outcome: 'fail', note: 'it is qualified with software syngo MR E11 (line 3 of the list)' },
    });
  });

  it('takes a test with a phantom for a qualification, and a failed one back', () => {
    const software = 'syngo MR XA30';
    const passed = listed({
      software,
      from: '2026-01-01',
      phantom: 'acr-large',
      limits: 'a 1',
      verdict: 'pass',
    });
    const failed = listed({ ...passed, from: '2026-02-01', verdict: 'fail', line: 3 });
    const on = { studyDate: '20260301' };
    const [only] = judge([passed], [['t1', made()]], on);
    expect(only).toMatchObject({ outcome: 'pass', note: 'line 2 of the list' });
    expect(judge([failed, passed], [['t1', made()]], on)[0]).toMatchObject({
      ...{ outcome: 'fail', code: 'protocol-device-unqualified' },
      note: 'its test of 2026-02-01 with acr-large came out as fail (line 3 of the list)',
    });
    const upgraded = made({ softwareVersions: ['syngo MR XA31'] });
    expect(judge([passed], [['t1', upgraded]], on)[0]).toMatchObject({
      outcome: 'fail',
      note: `it is qualified with software ${software}: an upgrade asks for requalification (line 2 of the list)`,
    });
    expect(judge([passed], [['t1', made()]], { ...on, datesModified: true })[0]).toMatchObject({
      ...{ outcome: 'not-evaluable', code: 'protocol-device-unsettled' },
    });
  });

  it('lets people qualify what no test does, but not what failed one', () => {
    const byHand = listed({ line: 9 });
    const test = listed({ software: 'syngo MR XA30', from: '2026-01-01', verdict: 'fail', line: 3 });
    const outcome = (list: readonly QualifiedDevice[], more: Partial<StudyView> = {}) =>
      judge(list, [['t1', made()]], { studyDate: '20260301', ...more })[0]?.outcome;
    expect(outcome([byHand, test])).toBe('fail');
    expect(outcome([byHand, test], { datesModified: true })).toBe('fail');
    expect(outcome([byHand, { ...test, from: '2026-04-01' }])).toBe('pass');
    expect(outcome([byHand, { ...test, software: 'syngo MR E11' }])).toBe('pass');
    expect(outcome([listed({ software: 'syngo MR E11', line: 9 }), { ...test, verdict: 'warn' }])).toBe(
      'pass',
    );
    const passed = { ...test, verdict: 'pass', line: 4 } as const;
    expect(outcome([byHand, passed], { datesModified: true })).toBe('pass');
    expect(outcome([byHand, passed, test], { datesModified: true })).toBe('not-evaluable');
  });

  it('says nothing where the protocol has no list, or nothing matched', () => {
    const { study, matches } = scene([['t1', made()]]);
    expect(judgeDevices(protocol(['t1']), study, matches)).toEqual([]);
    expect(judge([listed()], [['', made()]])).toEqual([]);
  });
});
