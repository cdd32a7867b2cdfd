import { describe, expect, it } from 'vitest';
import { checkProtocolTable } from '../../../src/report/tables/check-protocol.js';
import { checkRow, protocolReport } from '../check-protocol-sample.js';

const records = (report: ReturnType<typeof protocolReport>) => {
  const { columns, rows } = checkProtocolTable(report);
  return [...rows].map((row) => Object.fromEntries(columns.map(({ title }, i) => [title, row[i]])));
};

describe('the CSV of check-protocol', () => {
  it('has a row for every check, those that passed among them', () => {
    const failed = checkRow({ outcome: 'fail', code: 'protocol-deviation', actual: '5', difference: 2 });
    expect(records(protocolReport([checkRow(), failed]))).toMatchObject([
      { check: 'EchoTime', outcome: 'pass', expected: '3 ms ± 0.1 ms', actual: '3', unit: 'ms' },
      { outcome: 'fail', code: 'protocol-deviation', difference: 2 },
    ]);
  });

  it('has the original outcome beside what was decided', () => {
    const disposition = {
      kind: 'waived',
      original: 'fail',
      who: 'A Physicist',
      when: '2026-01-02',
      why: 'phantom',
      number: 1,
    } as const;
    const [record] = records(protocolReport([checkRow({ outcome: 'warn', disposition })]));
    expect(record).toMatchObject({
      outcome: 'warn',
      original_outcome: 'fail',
      disposition: 'waived',
      decided_by: 'A Physicist',
      decided_on: '2026-01-02',
      decided_because: 'phantom',
    });
  });

  it('counts the instances that deviate, and leaves empty what is not known', () => {
    const outliers = { count: 3, instances: [{ file: 0, sopInstanceUID: '1.2' }] };
    const [record] = records(protocolReport([checkRow({ outliers, actual: null, unit: null })]));
    expect(record).toMatchObject({ outliers: 3, actual: undefined, unit: undefined });
  });

  it('is the table of the manual with --explain', () => {
    const row = {
      ...{ series: 't1', what: 'Echo Time', expected: '3 ms', when: null, onDeviation: 'fail' as const },
      ...{ severity: null, source: 'manual', rationale: null },
    };
    expect(records(protocolReport([], { sections: { manual: [row] } }))).toEqual([
      expect.objectContaining({ series: 't1', what: 'Echo Time', on_deviation: 'fail', source: 'manual' }),
    ]);
  });

  it('is empty, with its titles, where there are no checks', () => {
    const { columns, rows } = checkProtocolTable({ sections: {} });
    expect(columns.map(({ title }) => title)).toContain('check');
    expect([...rows]).toEqual([]);
  });
});
