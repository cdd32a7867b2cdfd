import { expect, it } from 'vitest';
import { statusTable } from '../../../src/report/tables/status.js';
import { rowsOf } from '../assign-id-sample.js';
import { siteRow, taskRow, visitRow } from '../status-sample.js';

const SECTIONS = { sites: [siteRow()], visits: [visitRow()], worklist: [taskRow()] };
const DIFFERENCE = {
  ...{ line: 3, kind: 'other-count', subject: '01-0007-K', visit: 'V2', modality: 'MR' },
  ...{ listed: '3', received: '1' },
};

it('has a row a visit', () => {
  const at = '2026-02-01T09:00:00.000Z';
  expect(rowsOf(statusTable({ sections: SECTIONS }))).toEqual([
    {
      ...{ site: '01', subject: '01-0007-K', visit: 'V2', state: 'passed', target_day: 28, actual_day: 30 },
      ...{ timing: 'in-window', studies: 1, series: 4, received_at: at, released_at: at, passed_at: at },
      ...{ turnaround_hours: 2.5, open_items: 0 },
    },
  ]);
});

it('leaves a cell empty where nothing is known, and never puts a zero there', () => {
  const none = visitRow({ targetDay: null, turnaroundHours: null, receivedAt: null });
  const [row] = rowsOf(statusTable({ sections: { visits: [none] } }));
  expect([row?.target_day, row?.turnaround_hours, row?.received_at]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

it('has the worklist where the report has that alone, in its order', () => {
  const worklist = [taskRow(), taskRow({ order: 2, item: null, overdue: true })];
  const rows = rowsOf(statusTable({ sections: { worklist } }));
  expect(rows[0]).toEqual({
    ...{ order: 1, item: '41.2', what: 'decide', site: '01', subject: '01-0007-K', visit: 'V2' },
    ...{ command: 'check-protocol', code: 'x', outcome: 'fail', severity: 'major', why: 'it deviates' },
    ...{ name: undefined, expected: undefined, actual: undefined },
    ...{ since: '2026-02-01T09:00:00.000Z', days: 3, overdue: false },
  });
  expect(rows[1]).toMatchObject({ item: undefined, overdue: true });
});

it('has the differences where it was held against a list, also when there are none', () => {
  expect(rowsOf(statusTable({ sections: { ...SECTIONS, reconciliation: [DIFFERENCE] } }))).toEqual([
    DIFFERENCE,
  ]);
  const none = statusTable({ sections: { worklist: [taskRow()], reconciliation: [] } });
  expect([none.columns[0]?.title, rowsOf(none)]).toEqual(['line', []]);
});
