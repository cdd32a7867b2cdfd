import type {
  CheckProtocolSections,
  ProtocolCheckRow,
  ProtocolSeriesRow,
  ProtocolStudyRow,
} from '../../../../../src/report/check-protocol-sections.js';
import type { PageSource } from '../../../../../src/report/page/page-source.js';

/** A study of a made-up report. */
export function studyRow(own: Partial<ProtocolStudyRow> = {}): ProtocolStudyRow {
  return {
    study: 1,
    studyUID: '2.25.11',
    subject: 'TRIAL-0007',
    visit: 'V2',
    site: null,
    outcome: 'fail',
    series: 2,
    matched: 1,
    ...own,
  };
}

/** A series of a made-up report. */
export function seriesRow(own: Partial<ProtocolSeriesRow> = {}): ProtocolSeriesRow {
  return {
    study: 1,
    seriesUID: '2.25.21',
    seriesNumber: 4,
    modality: 'MR',
    description: 'mprage sagittal',
    instances: 176,
    kind: 'matched',
    entry: 't1',
    reason: 'matches t1',
    score: 1,
    runnerUp: null,
    margin: null,
    outcome: 'fail',
    candidates: [],
    ...own,
  };
}

/** A check of a made-up report. */
export function checkRow(own: Partial<ProtocolCheckRow> = {}): ProtocolCheckRow {
  return {
    study: 1,
    seriesUID: '2.25.21',
    seriesNumber: 4,
    entry: 't1',
    scope: 'check',
    check: 'EchoTime',
    code: 'protocol-as-declared',
    outcome: 'pass',
    severity: 'major',
    expected: '3 ms',
    actual: '3',
    unit: 'ms',
    difference: 0,
    source: 'Manual, table 3',
    rationale: null,
    variant: null,
    note: null,
    ...own,
  };
}

/** A report of a command on a page, with sections made by hand. */
export function sourceOf(sections: object, command = 'check-protocol'): PageSource {
  return {
    number: 0,
    sha256: null,
    report: {
      schema: `corelab/report/${command}@1`,
      confidentiality: 'linked',
      tool: { name: 'corelab', version: '0.0.0' },
      command,
      run: { id: 'r', startedAt: '2026-01-01T00:00:00.000Z', durationMs: 1, arguments: [] },
      config: { protocol: { id: 'TRIAL-01', version: '3', sha256: '0'.repeat(64) } },
      upstream: [],
      verdict: 'fail',
      summary: { checks: 3 },
      findings: [],
      roots: [{ id: 0, path: '/in' }],
      files: [{ root: 0, path: 'one/a.dcm', kind: 'dicom', bytes: 1 }],
      ...sections,
    },
  };
}

/** A report of `check-protocol`. */
export function checkedSource(sections: CheckProtocolSections): PageSource {
  return sourceOf(sections);
}
