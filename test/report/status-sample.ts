import type { StatusSiteRow, StatusVisitRow, WorklistRow } from '../../src/report/ledger-sections.js';

/** A site where nothing came. */
export function siteRow(but: Partial<StatusSiteRow> = {}): StatusSiteRow {
  return {
    ...{ site: '01', subjects: 2, withdrawn: 0, expected: 0, due: 0, overdue: 0, missed: 0, excused: 0 },
    ...{ received: 0, passed: 0, needsPerson: 0, queried: 0, rejected: 0, deliveries: 0, resent: 0 },
    ...{ changed: 0, quarantinedFiles: 0, openItems: 0, openQueries: 0 },
    ...{ medianTurnaroundHours: null, longestTurnaroundHours: null },
    ...but,
  };
}

/** A visit that passed. */
export function visitRow(but: Partial<StatusVisitRow> = {}): StatusVisitRow {
  const at = '2026-02-01T09:00:00.000Z';
  return {
    ...{ site: '01', subject: '01-0007-K', visit: 'V2', state: 'passed', targetDay: 28, actualDay: 30 },
    ...{ timing: 'in-window', studies: 1, series: 4, receivedAt: at, releasedAt: at, passedAt: at },
    ...{ turnaroundHours: 2.5, openItems: 0 },
    ...but,
  };
}

/** Something to decide. */
export function taskRow(but: Partial<WorklistRow> = {}): WorklistRow {
  return {
    ...{ order: 1, item: '41.2', what: 'decide', site: '01', subject: '01-0007-K', visit: 'V2' },
    ...{ command: 'check-protocol', code: 'x', outcome: 'fail', severity: 'major', why: 'it deviates' },
    ...{ name: null, expected: null, actual: null, since: '2026-02-01T09:00:00.000Z', days: 3 },
    overdue: false,
    ...but,
  };
}
