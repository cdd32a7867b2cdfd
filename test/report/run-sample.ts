import type { RunDeliveryRow, RunProblemRow } from '../../src/report/run-sections.js';

/** A delivery in which nothing was found. */
export function deliveryRow(but: Partial<RunDeliveryRow> = {}): RunDeliveryRow {
  return {
    ...{ delivery: 1, input: '/data/inbox/cd-1', site: '01', state: 'done', verdict: 'pass', filesIn: 20 },
    ...{ filesOut: 11, quarantined: 4, skipped: 3, duplicates: 2, subjects: ['01-0007-K'], visits: ['V2'] },
    ...{ needsPerson: 0, why: [], steps: [] },
    ...but,
  };
}

/** Something that a check of the delivery found. */
export function problemRow(but: Partial<RunProblemRow> = {}): RunProblemRow {
  return {
    ...{ delivery: 1, command: 'check-protocol', site: '01', subject: '01-0007-K', visit: 'V2' },
    ...{ code: 'protocol-deviation', outcome: 'fail', severity: 'major', message: 'it deviates', name: 't1' },
    ...{ expected: '12', actual: '11', unit: 'mm', source: 'Manual', count: 1, item: '41.2' },
    ...but,
  };
}
