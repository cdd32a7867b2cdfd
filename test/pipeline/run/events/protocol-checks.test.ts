import { describe, expect, it } from 'vitest';
import { type Finding, finding } from '../../../../src/findings/finding.js';
import { protocolChecks } from '../../../../src/pipeline/run/events/protocol-checks.js';
import { checkEvents } from '../../../../src/pipeline/run/events/step-events.js';
import type { ProtocolCheckRow } from '../../../../src/report/check-protocol-sections.js';
import type { Report } from '../../../../src/report/envelope.js';
import { filesOf, problemsIn, released, reportOf, stepOf } from './hand-made.js';

const NULLS = { unit: null, difference: null, source: null, rationale: null, variant: null, note: null };

function check(but: Partial<ProtocolCheckRow> = {}): ProtocolCheckRow {
  return {
    ...{ study: 1, seriesUID: 's1', seriesNumber: 1, entry: 't1', scope: 'check', check: 'RepetitionTime' },
    ...{
      code: 'protocol-deviation',
      outcome: 'fail',
      severity: 'major',
      expected: '500 ms',
      actual: '600 ms',
    },
    ...{ ...NULLS, ...but },
  };
}

/** What the command says of a check. */
function said({ study, seriesUID, ...row }: ProtocolCheckRow, but: { outcome?: 'warn' } = {}): Finding {
  return finding('protocol-deviation', {
    subject: { studyUID: study === 1 ? 'rA' : 'rB', ...(seriesUID !== null && { seriesUID }) },
    ...{ outcome: but.outcome ?? row.outcome, severity: row.severity },
    params: { check: row.check, series: row.entry ?? 'series' },
    ...(row.expected !== null && { expected: row.expected }),
    ...(row.actual !== null && { actual: row.actual }),
  });
}

function reportWith(checks: readonly ProtocolCheckRow[], findings: readonly Finding[]): Report {
  const studies = ['rA', 'rB'].map((studyUID, i) => ({ study: i + 1, studyUID, outcome: 'pass' }));
  const files = filesOf('rA/s1', 'rA/s2', 'rB/s3');
  return reportOf('check-protocol', { findings, files, sections: { studies, checks: checks.values() } });
}

describe('Checks of a protocol', () => {
  it('give their findings the name of the series and of the check', () => {
    const checks = [
      check({ outcome: 'pass' }),
      check(),
      check({ outcome: 'not-applicable' }),
      check({ entry: null, seriesUID: null, check: 'laterality', expected: null, actual: null }),
      check({ study: 2, seriesUID: 's3' }),
    ];
    const findings = [
      finding('uid-absent', { params: { attribute: 'SOPInstanceUID' } }),
      ...checks.filter(({ outcome }) => outcome === 'fail').map((row) => said(row)),
    ];
    const { nameOf, untold } = protocolChecks(reportWith(checks, findings));
    expect(untold).toEqual([]);
    expect(findings.map(nameOf)).toEqual([
      undefined,
      't1: RepetitionTime',
      'laterality',
      't1: RepetitionTime',
    ]);
  });

  it('are each told once, with the others of their study that are alike', () => {
    const checks = [check(), check({ seriesUID: 's2' }), check({ study: 2, seriesUID: 's3' })];
    const report = reportWith(
      checks,
      checks.map((row) => said(row)),
    );
    const [a, b, reported] = checkEvents(stepOf(report), released('A', 'B')).map(problemsIn);
    expect(a).toMatchObject([{ name: 't1: RepetitionTime', expected: '500 ms', actual: '600 ms', count: 2 }]);
    expect(b).toMatchObject([{ name: 't1: RepetitionTime', code: 'protocol-deviation' }]);
    expect(reported).toEqual([]);
  });

  it('count with what they come to after a person has waived them', () => {
    const waived = check({ outcome: 'warn' });
    const report = reportWith([waived], [said(waived)]);
    const [a] = checkEvents(stepOf(report), released('A'));
    expect(a?.details).toMatchObject({ outcome: 'warn', problems: [{ outcome: 'warn' }] });
  });

  it.each([
    ['code', check({ code: 'protocol-value-absent' })],
    ['outcome', check({ outcome: 'warn' })],
    ['severity', check({ severity: 'critical' })],
    ['study', check({ study: 2 })],
    ['series', check({ seriesUID: 's2' })],
    ['expected', check({ expected: '501 ms' })],
    ['actual', check({ actual: null })],
  ])('that no finding of their %s tells of are not lost, and nor is the finding', (_, row) => {
    const { nameOf, untold } = protocolChecks(reportWith([row], [said(check())]));
    expect(nameOf(said(check()))).toBeUndefined();
    expect(untold.map(({ problem }) => problem.code)).toEqual([row.code]);
    const events = checkEvents(stepOf(reportWith([row], [said(check())])), released('A', 'B'));
    expect(events.flatMap(problemsIn)).toHaveLength(2);
  });

  it('tell all that they know where no finding does', () => {
    const row = check({ outcome: 'not-evaluable', note: 'two series fit', unit: 'ms', source: 'p. 4' });
    const [a] = checkEvents(stepOf(reportWith([row], [])), released('A'));
    expect(a).toMatchObject({
      studyUID: 'A',
      details: {
        outcome: 'not-evaluable',
        problems: [
          {
            ...{ code: 'protocol-deviation', outcome: 'not-evaluable', severity: 'major', unit: 'ms' },
            ...{ message: 'RepetitionTime (two series fit)', name: 't1: RepetitionTime', source: 'p. 4' },
          },
        ],
      },
    });
    const bare = check({ study: 9, entry: null, expected: null, actual: null });
    expect(checkEvents(stepOf(reportWith([bare], [])), released('A')).at(-1)?.details).toMatchObject({
      problems: [{ message: 'RepetitionTime', name: 'RepetitionTime' }],
    });
  });
});
