import { describe, expect, it } from 'vitest';
import { qcMotionTable } from '../../../src/report/tables/qc-motion.js';
import { motionCheckRow, motionReport, runRow } from '../qc-motion-sample.js';

const records = (report: ReturnType<typeof motionReport>) => {
  const { columns, rows } = qcMotionTable(report);
  return [...rows].map((row) => Object.fromEntries(columns.map(({ title }, i) => [title, row[i]])));
};

describe('the CSV of qc-motion', () => {
  it('has a row for every limit, those that were kept among them, with figure, limit, unit and definition', () => {
    const failed = motionCheckRow({ check: 'shareOverFd', outcome: 'fail', value: 30, unit: '%' });
    expect(records(motionReport({ series: [runRow()], checks: [motionCheckRow(), failed] }))).toMatchObject([
      {
        ...{ check: 'meanFdPowerMm', outcome: 'pass', value: 0.1234, expected: '≤ 0.5 mm', unit: 'mm' },
        ...{ definition: 'mean framewise displacement', source: 'Power et al. 2012', series_number: 5 },
      },
      { check: 'shareOverFd', outcome: 'fail', value: 30, unit: '%' },
    ]);
  });

  it('leaves the value empty where there is none, and says why: an empty cell is never a zero', () => {
    const unknown = motionCheckRow({
      outcome: 'not-evaluable',
      value: null,
      actual: null,
      note: 'no slice times',
    });
    expect(records(motionReport({ series: [], checks: [unknown] }))).toMatchObject([
      { outcome: 'not-evaluable', value: undefined, note: 'no slice times' },
    ]);
    const zero = motionCheckRow({ value: 0 });
    expect(records(motionReport({ series: [], checks: [zero] }))).toMatchObject([{ value: 0 }]);
  });

  it('names the reference of each group', () => {
    const of = (references: number[]) =>
      records(motionReport({ series: [], checks: [motionCheckRow({ references })] }));
    expect(of([0, 14])).toMatchObject([{ reference_volumes: '0 14' }]);
    expect(of([])).toMatchObject([{ reference_volumes: undefined }]);
  });

  it('is empty, with its titles, where there are no limits', () => {
    const { columns, rows } = qcMotionTable({ sections: {} });
    expect(columns.map(({ title }) => title)).toContain('check');
    expect([...rows]).toEqual([]);
  });
});
