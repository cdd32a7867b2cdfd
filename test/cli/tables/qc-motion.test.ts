import { describe, expect, it } from 'vitest';
import { qcMotionTerminalTable } from '../../../src/cli/tables/qc-motion.js';
import {
  imageRow,
  motionCheckRow,
  motionReport,
  phantomRow,
  runRow,
  volumeRow,
} from '../../report/qc-motion-sample.js';

const rowsOf = (sections: Parameters<typeof motionReport>[0]) => [
  ...qcMotionTerminalTable(motionReport(sections)).rows,
];

describe('qc-motion on a terminal', () => {
  it('shows a run with its main figures, rounded, and its outcome', () => {
    expect(rowsOf({ series: [runRow()], checks: [motionCheckRow()] })).toEqual([
      [
        ...[1, 5, 'ep2d_bold', 'functional', 2],
        'FD mean 0.12 mm, max 0.50 mm, over 12.3%, usable 6.0 min, tSNR 62',
        ...['pass', undefined],
      ],
    ]);
  });

  it('has a title for each cell', () => {
    const { columns } = qcMotionTerminalTable(motionReport({ series: [], checks: [] }));
    expect(columns).toHaveLength(rowsOf({ series: [runRow()], checks: [] })[0]?.length ?? 0);
  });

  it('leaves limits to the findings below it, and says why what was not measured', () => {
    const checks = [motionCheckRow({ outcome: 'fail', actual: '0.7 mm' })];
    const why = 'volumes 3, 7: realignment did not settle';
    const [row, other] = rowsOf({ series: [runRow({ outcome: 'fail' }), runRow({ why })], checks });
    expect(row?.slice(-2)).toEqual(['fail', undefined]);
    expect(other?.at(-1)).toBe(why);
  });

  it('says why nothing of a run was measured', () => {
    const open = {
      outcome: 'not-evaluable',
      actual: null,
      value: null,
      note: 'cannot be measured; a rationale',
    } as const;
    const checks = [
      motionCheckRow(open),
      motionCheckRow({ ...open, check: 'shareOverFd' }),
      motionCheckRow({ check: 'spikeSlices', outcome: 'fail', actual: '2', expected: '≤ 0' }),
    ];
    const why = 'all volumes: the object looks the same when turned';
    const lost = [volumeRow({ state: 'unmeasurable', transform: null })];
    const figures = { volumes: 1, meanFdPowerMm: null };
    const series = [runRow({ outcome: 'not-evaluable', why, figures, volumes: lost })];
    const [row] = rowsOf({ series, checks });
    expect(row?.slice(4, 7)).toEqual([1, undefined, 'not-evaluable']);
    expect(row?.at(-1)).toBe(why);
  });

  it('shows a series that is no time series with the reason', () => {
    const none = runRow({
      ...{
        kind: null,
        outcome: 'not-applicable',
        why: 'it has one volume',
        description: '',
        seriesNumber: null,
      },
      ...{ figures: {}, volumes: [] },
    });
    const [row] = rowsOf({ series: [none], checks: [] });
    expect(row?.slice(0, 5)).toEqual([1, undefined, '…1.2.3.4', undefined, undefined]);
    expect(row?.at(-1)).toBe('it has one volume');
  });

  it('shows images and phantoms below, with the figures that they have', () => {
    const rows = rowsOf({ series: [runRow()], images: [imageRow()], phantoms: [phantomRow()], checks: [] });
    expect(rows.map((row) => row.slice(1, 7))).toEqual([
      [5, 'ep2d_bold', 'functional', 2, expect.stringMatching(/^FD mean/), 'pass'],
      [6, 't2_tse', 'multislice', undefined, 'SNR 41, blur 1.3 mm, slices 0.04 mm', 'pass'],
      [2, 'QA', 'ct-water', undefined, 'water 0.3 HU, noise 5.0 HU', 'pass'],
    ]);
  });

  it('numbers studies in the order of the report', () => {
    const series = [runRow(), runRow({ studyUID: '9' }), runRow()];
    expect(rowsOf({ series, checks: [] }).map(([study]) => study)).toEqual([1, 2, 1]);
  });
});
