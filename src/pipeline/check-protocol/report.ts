import type { Outcome } from '../../findings/outcome.js';
import type { CheckProtocolSections, CheckProtocolSummary } from '../../report/check-protocol-sections.js';
import { type Report, verdictOf } from '../../report/envelope.js';
import { thisTool } from '../../report/tool.js';
import { rows } from '../rows.js';
import { runInfo } from '../run-info.js';
import { findingsOf } from './findings.js';
import { checkRows, seriesRows, studyRows } from './rows.js';
import type { Checked } from './run-state.js';
import { visitRows } from './visit-rows.js';

/** The report of a run; `files` are its input, for the next command of a pipe. */
export function reportOf(checked: Checked): Report {
  const { options, inputs, scan } = checked;
  const findings = findingsOf(checked);
  const sections: CheckProtocolSections = {
    studies: studyRows(checked),
    series: seriesRows(checked),
    checks: checkRows(checked),
    visits: visitRows(checked),
  };
  return {
    schema: 'corelab/report/check-protocol@1',
    confidentiality: options.identifiers ? 'identified' : 'linked',
    tool: thisTool(),
    command: 'check-protocol',
    run: runInfo(options, inputs.upstreamSha256),
    config: configOf(checked),
    upstream: inputs.upstream,
    verdict: verdictOf(findings, inputs.upstream),
    summary: summaryOf(checked),
    findings,
    sections: { ...sections },
    roots: inputs.roots,
    files: rows(() => scan.files.entries(scan.instances, false)),
  };
}

/** What the result depends on. */
function configOf({
  loaded,
  options,
  dispositionsSha256,
  keyFingerprint,
  leftOut,
}: Checked): Report['config'] {
  const { id, version } = loaded.protocol;
  return {
    protocol: {
      ...{ id, version, sha256: loaded.sha256 },
      ...(loaded.devicesSha256 !== undefined && { devicesSha256: loaded.devicesSha256 }),
    },
    ...(options.site !== undefined && { site: options.site }),
    ...(options.visit !== undefined && { visit: options.visit }),
    ...(dispositionsSha256 !== undefined && { dispositions: { sha256: dispositionsSha256 } }),
    ...(keyFingerprint !== undefined && { keyFingerprint }),
    exclude: { globs: options.exclude, leftOut },
  };
}

function summaryOf({ scan, studies, judgement: { results, matches } }: Checked): CheckProtocolSummary {
  const count = (outcome: Outcome): number => results.filter((row) => row.outcome === outcome).length;
  return {
    filesIn: scan.files.size,
    notDicom: scan.notDicom.size,
    unreadable: scan.unreadable.size,
    studies: studies.length,
    series: studies.reduce((sum, { series }) => sum + series.length, 0),
    matched: [...matches.values()].filter(({ kind }) => kind === 'matched').length,
    checks: results.length,
    pass: count('pass'),
    warn: count('warn'),
    fail: count('fail'),
    notEvaluable: count('not-evaluable'),
    notApplicable: count('not-applicable'),
    waived: results.filter(({ disposition }) => disposition?.kind === 'waived').length,
  };
}
