import type { ProtocolCheckRow, ProtocolSeriesRow } from '../../src/report/check-protocol-sections.js';
import type { Report } from '../../src/report/envelope.js';
import { report } from './sample.js';

/** A check that passed. */
export function checkRow(over: Partial<ProtocolCheckRow> = {}): ProtocolCheckRow {
  return {
    study: 1,
    seriesUID: '1.2.3.4',
    seriesNumber: 4,
    entry: 't1',
    scope: 'check',
    check: 'EchoTime',
    code: 'protocol-as-declared',
    outcome: 'pass',
    severity: 'major',
    expected: '3 ms ± 0.1 ms',
    actual: '3',
    unit: 'ms',
    difference: 0,
    source: 'manual, table 3',
    rationale: null,
    variant: null,
    note: null,
    ...over,
  };
}

/** A series that was taken for `t1`. */
export function seriesRow(over: Partial<ProtocolSeriesRow> = {}): ProtocolSeriesRow {
  return {
    study: 1,
    seriesUID: '1.2.3.4',
    seriesNumber: 4,
    modality: 'MR',
    description: 't1 mprage',
    instances: 192,
    kind: 'matched',
    entry: 't1',
    reason: 'matches t1: 2 of 2 conditions',
    score: 1,
    runnerUp: 'flair',
    margin: 0.5,
    outcome: 'pass',
    candidates: [{ entry: 't1', score: 1, conditions: [] }],
    ...over,
  };
}

/** A report of `check-protocol` with these checks on one series. */
export function protocolReport(checks: readonly ProtocolCheckRow[], over: Partial<Report> = {}): Report {
  return report({
    schema: 'corelab/report/check-protocol@1',
    command: 'check-protocol',
    config: { protocol: { id: 'P', version: '1', sha256: '0'.repeat(64) } },
    summary: { filesIn: 2 },
    findings: [],
    sections: { studies: [], series: [seriesRow()], checks, visits: [] },
    ...over,
  });
}
