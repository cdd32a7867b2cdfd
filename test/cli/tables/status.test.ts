import { describe, expect, it } from 'vitest';
import { renderTable } from '../../../src/cli/render-table.js';
import { statusTerminalTable } from '../../../src/cli/tables/status.js';
import { rowsOf } from '../../report/assign-id-sample.js';
import { siteRow, taskRow, visitRow } from '../../report/status-sample.js';

const shown = (sections: Record<string, unknown>) => rowsOf(statusTerminalTable({ sections }));
const tasks = (count: number) =>
  Array.from({ length: count }, (_, i) => taskRow({ order: i + 1, item: `${i}.1` }));

describe('a status on a terminal', () => {
  it('has a line a site, with every visit in it', () => {
    const counts = { expected: 9, due: 1, overdue: 2, missed: 3, excused: 4, received: 5, passed: 6 };
    const site = siteRow({
      ...counts,
      needsPerson: 7,
      queried: 8,
      rejected: 10,
      withdrawn: 1,
      openQueries: 11,
    });
    expect(shown({ sites: [site], visits: [visitRow()], worklist: [] })).toEqual([
      {
        ...{ Site: '01', Subjects: '2 (1 withdrawn)', Visits: 55, Passed: 6, 'Need you': 7, Queries: 11 },
        ...{ Overdue: 2, Missed: 3 },
        Besides: '1 due, 9 expected, 4 excused, 5 received, 8 queried, 10 rejected',
      },
    ]);
  });

  it('tells besides what came and how long it took, where there was anything', () => {
    const site = siteRow({
      ...{ deliveries: 3, resent: 1, changed: 2, openItems: 4, quarantinedFiles: 5 },
      ...{ medianTurnaroundHours: 2.5, longestTurnaroundHours: 30 },
    });
    const [first, second] = shown({ sites: [site, siteRow({ site: '02' })] });
    expect(first?.Besides).toBe(
      '3 deliveries, 1 re-sent, 2 re-sent and changed; 4 items open, 5 files quarantined; turnaround 2.5 h, longest 30 h',
    );
    expect([second?.Subjects, second?.Besides]).toEqual(['2', '']);
  });

  it('has the first twenty things to do below, and says how many more there are', () => {
    const below = (count: number) => shown({ sites: [siteRow()], worklist: tasks(count) }).slice(1);
    expect(below(0)).toEqual([]);
    // An empty line, titles, then the rows.
    expect(below(20)).toHaveLength(22);
    const rows = below(21);
    expect(rows).toHaveLength(23);
    expect(rows[1]).toMatchObject({ Site: 'Site', 'Need you': 'Item', Besides: 'Why' });
    expect(rows[2]).toMatchObject({ Subjects: '01-0007-K', Passed: 'decide', 'Need you': '0.1' });
    expect(rows.at(-1)?.Besides).toBe('and 1 more: see --worklist');
  });

  it('has everything to do where that was asked for', () => {
    const rows = shown({ worklist: tasks(30) });
    expect(rows).toHaveLength(30);
    expect(rows[0]).toEqual({
      ...{ Site: '01', Subject: '01-0007-K', Visit: 'V2', What: 'decide', Item: '0.1', Days: '3' },
      ...{ Severity: 'major', Command: 'check-protocol', Why: 'it deviates' },
    });
  });

  it('marks what is overdue, and tells the values that were found', () => {
    const values = { overdue: true, name: 'T1', expected: '3 mm', actual: '2.5 mm', site: null };
    const [row] = shown({ worklist: [taskRow(values)] });
    expect([row?.Days, row?.Why, row?.Site]).toEqual([
      '3 !',
      'T1: it deviates, expected 3 mm, actual 2.5 mm',
      undefined,
    ]);
  });

  it('has what differs from a list', () => {
    const difference = { line: 3, kind: 'other-count', subject: 'S', visit: 'V2', modality: 'MR' };
    const reconciliation = [{ ...difference, listed: '3', received: '1' }];
    expect(shown({ sites: [siteRow()], reconciliation })).toEqual([
      { Line: 3, Kind: 'other-count', Subject: 'S', Visit: 'V2', Modality: 'MR', Listed: '3', Received: '1' },
    ]);
  });

  it('fits on a terminal of a hundred columns', () => {
    const sites = [siteRow({ expected: 100, received: 20, deliveries: 30, openItems: 9 })];
    const worklist = [taskRow({ what: 'query-overdue', why: 'it deviates '.repeat(20).trim() })];
    const lines = renderTable(statusTerminalTable({ sections: { sites, worklist } }), 100).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(lines.join(' ').replace(/\s+/g, ' ')).toContain('deviates it deviates');
  });
});
