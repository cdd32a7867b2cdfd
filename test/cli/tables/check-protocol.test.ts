import { describe, expect, it } from 'vitest';
import { checkProtocolTerminalTable } from '../../../src/cli/tables/check-protocol.js';
import { checkRow, protocolReport, seriesRow } from '../../report/check-protocol-sample.js';

const rowsOf = (report: ReturnType<typeof protocolReport>) => [...checkProtocolTerminalTable(report).rows];

describe('check-protocol on a terminal', () => {
  it('shows a series, what it was taken for, how many of its checks pass, and which do not', () => {
    const checks = [
      checkRow(),
      checkRow({ check: 'FlipAngle', outcome: 'fail' }),
      checkRow({ check: 'InversionTime', outcome: 'not-evaluable' }),
      checkRow({ check: 'fat saturation', outcome: 'not-applicable' }),
      checkRow({ seriesUID: '9.9', check: 'of another series', outcome: 'fail' }),
    ];
    const series = [seriesRow({ outcome: 'fail' })];
    expect(rowsOf(protocolReport(checks, { sections: { series, checks } }))).toEqual([
      [1, 4, 'MR', 't1 mprage', 't1', 'fail', '1/3', 'FlipAngle, InversionTime'],
    ]);
  });

  it('says of a series that is none of the protocol what became of it', () => {
    const series = [seriesRow({ kind: 'unexpected', entry: null, outcome: 'warn', description: '' })];
    expect(rowsOf(protocolReport([], { sections: { series, checks: [] } }))).toEqual([
      [1, 4, 'MR', '…1.2.3.4', '(unexpected)', 'warn', undefined, ''],
    ]);
  });

  it('keeps series of one UID in two studies apart', () => {
    const checks = [checkRow({ outcome: 'fail' }), checkRow({ study: 2 })];
    const series = [seriesRow(), seriesRow({ study: 2 })];
    const cells = rowsOf(protocolReport(checks, { sections: { series, checks } }));
    expect(cells.map((row) => row[6])).toEqual(['0/1', '1/1']);
  });

  it('names the source of the whole protocol once, and gives the reason where there is no source', () => {
    const row = (what: string, source: string | null, rationale: string | null = null) => ({
      ...{ series: 't1', what, expected: 'x', when: null, onDeviation: null, severity: null },
      ...{ source, rationale },
    });
    const manual = [
      row('protocol', 'Manual'),
      row('count', 'Manual'),
      row('TE', 'p. 3', 'y'),
      row('no', null, 'z'),
    ];
    const cells = rowsOf(protocolReport([], { sections: { manual } }));
    expect(cells.map((one) => one.at(-1))).toEqual(['Manual', undefined, 'p. 3', 'z']);
  });

  it('names a series once in the table of the manual', () => {
    const row = (what: string, series = 't1') => ({
      ...{ series, what, expected: 'x', when: null, onDeviation: null },
      ...{ severity: null, source: null, rationale: null },
    });
    const manual = [row('a'), row('b'), row('c', 't2')];
    const cells = rowsOf(protocolReport([], { sections: { manual } }));
    expect(cells.map(([series, what]) => [series, what])).toEqual([
      ['t1', 'a'],
      [undefined, 'b'],
      ['t2', 'c'],
    ]);
  });
});
