import type { Outcome } from '../../findings/outcome.js';
import { type Report, verdictOf } from '../../report/envelope.js';
import type { QcMotionSections, QcMotionSummary } from '../../report/qc-motion-sections.js';
import { thisTool } from '../../report/tool.js';
import { isMeasured } from '../../rules/motion/trust/judge-trust.js';
import { rows } from '../rows.js';
import { runInfo } from '../run-info.js';
import { findingsOf } from './findings.js';
import { checkRows, seriesRows } from './rows.js';
import type { Done } from './run-state.js';
import { imageRow, phantomRow, stillChecks } from './stills/still-rows.js';

/** The report of a run; `files` are its input, for the next command of a pipe. */
export function reportOf(done: Done): Report {
  const { options, inputs, scan } = done;
  const findings = findingsOf(done);
  const series = seriesRows(done);
  const images = done.images.map((judged) => imageRow(judged, scan.instances, done.describe));
  const phantoms = done.phantoms.map((judged) => phantomRow(judged, done.describe));
  const checks = [...checkRows(done), ...stillChecks(done, done.describe)];
  const sections: QcMotionSections = { series, images, phantoms, checks };
  return {
    schema: 'corelab/report/qc-motion@1',
    confidentiality: options.identifiers ? 'identified' : 'linked',
    tool: thisTool(),
    command: 'qc-motion',
    run: runInfo(options, inputs.upstreamSha256),
    config: configOf(done),
    upstream: inputs.upstream,
    verdict: verdictOf(findings, inputs.upstream),
    summary: summaryOf(done, sections),
    findings,
    sections: { ...sections },
    roots: inputs.roots,
    files: rows(() => scan.files.entries(scan.instances, false)),
  };
}

/** What the result depends on. */
function configOf({ loaded, options, leftOut, describe, trialSha256 }: Done): Report['config'] {
  const { reference, series, exclude } = options;
  return {
    ...limitsConfig(loaded),
    ...(trialSha256 !== undefined && { trial: { sha256: trialSha256 } }),
    reference,
    ...(series.length > 0 && { series: series.map(describe) }),
    exclude: { globs: exclude, leftOut },
  };
}

function limitsConfig(loaded: Done['loaded']): Report['config'] {
  if (loaded.kind === 'protocol') {
    const { protocol, sha256 } = loaded.protocol;
    return { protocol: { id: protocol.id, version: protocol.version, sha256 } };
  }
  const { limits, sha256 } = loaded;
  return { limits: { id: limits.id, version: limits.version, sha256 } };
}

function summaryOf({ scan, series, runs }: Done, sections: QcMotionSections): QcMotionSummary {
  const { images, phantoms } = sections;
  const all = [...sections.series, ...images, ...phantoms];
  const count = (outcome: Outcome): number => all.filter((row) => row.outcome === outcome).length;
  const trusts = runs.flatMap(({ measured }) => measured.trust.volumes);
  return {
    filesIn: scan.files.size,
    notDicom: scan.notDicom.size,
    unreadable: scan.unreadable.size,
    series: series.length,
    timeSeries: runs.length,
    images: images.length,
    phantoms: phantoms.length,
    volumes: trusts.length,
    measured: trusts.filter(isMeasured).length,
    pass: count('pass'),
    warn: count('warn'),
    fail: count('fail'),
    notEvaluable: count('not-evaluable'),
    notApplicable: count('not-applicable'),
  };
}
