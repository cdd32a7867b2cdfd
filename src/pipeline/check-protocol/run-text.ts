import { type Finding, finding } from '../../findings/finding.js';
import type { CheckProtocolSections } from '../../report/check-protocol-sections.js';
import { type Report, verdictOf } from '../../report/envelope.js';
import { thisTool } from '../../report/tool.js';
import { explainProtocol, type ManualRow } from '../../rules/protocol/explain/explain.js';
import { lintProtocol } from '../../rules/protocol/lint/lint.js';
import { runInfo } from '../run-info.js';
import { type LoadedProtocol, loadProtocol } from './load-protocol.js';
import type { ProtocolTextOptions } from './options.js';

/**
 * Puts a protocol in words, as the table of a manual.
 * @throws ConfigError
 */
export async function runExplain(options: ProtocolTextOptions): Promise<Report> {
  const loaded = await loadProtocol(options.protocol);
  const manual = explainProtocol(loaded.protocol).map(manualRow);
  return textReport(options, loaded, {
    findings: [],
    sections: { manual },
    summary: { rows: manual.length },
  });
}

function manualRow(row: ManualRow) {
  const { series, what, expected } = row;
  const { when = null, onDeviation = null, severity = null, source = null, rationale = null } = row;
  return { series, what, expected, when, onDeviation, severity, source, rationale };
}

/**
 * Looks for what is probably not meant in a protocol, and runs its own tests.
 * @throws ConfigError for a protocol that cannot be loaded
 */
export async function runLint(options: ProtocolTextOptions): Promise<Report> {
  const loaded = await loadProtocol(options.protocol);
  const { entries, tests } = loaded.protocol;
  const findings: Finding[] = [];
  for (const { code, outcome, message, path } of lintProtocol(loaded.protocol)) {
    const { line, column } = await loaded.placeOf(path);
    const place = `${loaded.file}:${line}:${column}`;
    findings.push(finding(code, { outcome, params: { place, what: message } }));
  }
  const summary = { series: entries.length, tests: tests.length, notes: findings.length };
  return textReport(options, loaded, { findings, sections: {}, summary });
}

interface Text {
  readonly findings: readonly Finding[];
  readonly sections: CheckProtocolSections;
  readonly summary: Readonly<Record<string, number>>;
}

function textReport(
  options: ProtocolTextOptions,
  { protocol: { id, version }, sha256 }: LoadedProtocol,
  { findings, sections, summary }: Text,
): Report {
  return {
    schema: 'corelab/report/check-protocol@1',
    confidentiality: 'releasable',
    tool: thisTool(),
    command: 'check-protocol',
    run: runInfo(options),
    config: { protocol: { id, version, sha256 } },
    upstream: [],
    verdict: verdictOf(findings, []),
    summary,
    findings,
    sections: { ...sections },
    roots: [],
    files: [],
  };
}
