import type { Finding } from '../findings/finding.js';
import { OUTCOMES, type Outcome, SEVERITIES } from '../findings/outcome.js';
import { printable } from '../findings/printable.js';
import type { Report } from '../report/envelope.js';
import { findingPaths } from '../report/finding-paths.js';
import type { Table } from '../report/table.js';
import { renderTable } from './render-table.js';

/** Findings shown on a terminal; the report itself has them all. */
const MOST_FINDINGS = 200;

/** What is known of the terminal. */
export interface Terminal {
  readonly columns?: number;
  readonly isTTY?: boolean;
}

type Paint = (outcome: Outcome, text: string) => string;

/** ECMA-48 SGR foreground colours. */
const COLOURS = { fail: 31, 'not-evaluable': 35, warn: 33, pass: 32, 'not-applicable': 90 } as const;

/** A report for people: its table, the findings worst first with the files they are about, the summary, the verdict. */
export function* terminalReport(report: Report, table: Table, terminal: Terminal): Generator<string> {
  const paint = painter(terminal, process.env);
  const text = renderTable(table, terminal.columns ?? 120);
  if (text !== '') yield `${text}\n\n`;
  const findings = worstFirst(report.findings);
  const paths = findingPaths(report);
  for (const finding of findings.slice(0, MOST_FINDINGS)) yield `${findingText(finding, paths, paint)}\n`;
  const more = findings.length - MOST_FINDINGS;
  if (more > 0) yield `… and ${more} more findings: see the report (--json, --report FILE.json)\n`;
  if (findings.length > 0) yield '\n';
  yield `${summaryText(report.summary)}\n`;
  for (const { command, verdict } of report.upstream)
    yield `before it: ${printable(command)}: ${paint(verdict, verdict)}\n`;
  yield `verdict: ${paint(report.verdict, report.verdict)}\n`;
}

/** Findings by outcome, then severity, worst first; equals stay in the report's order. */
export function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  const rank = (f: Finding) =>
    OUTCOMES.indexOf(f.outcome) * SEVERITIES.length + SEVERITIES.indexOf(f.severity);
  return [...findings].sort((a, b) => rank(a) - rank(b));
}

/** For example `files in 12, dicom 10, not dicom 2`. */
export function summaryText(summary: Readonly<Record<string, number>>): string {
  const words = (key: string) => key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return Object.entries(summary)
    .map(([key, value]) => `${printable(words(key))} ${value.toLocaleString('en-US')}`)
    .join(', ');
}

function findingText(finding: Finding, paths: ReadonlyMap<number, string>, paint: Paint): string {
  const { outcome, severity, code, message, subject = {}, expected, actual, unit } = finding;
  const path = subject.file === undefined ? undefined : paths.get(subject.file);
  const about = path ?? subject.name ?? subject.sopInstanceUID ?? subject.seriesUID ?? subject.studyUID;
  const values = [
    expected === undefined ? '' : ` expected ${String(expected)}`,
    actual === undefined ? '' : ` actual ${String(actual)}`,
  ].join('');
  const unitText = unit && values ? ` ${unit}` : '';
  const line = ` ${severity} ${code}: ${message}${values}${unitText}`;
  return paint(outcome, outcome) + printable(line) + (about === undefined ? '' : `\n    ${printable(about)}`);
}

/** Colours outcomes on a terminal, unless NO_COLOR (no-color.org) is set or the terminal is dumb. */
function painter(terminal: Terminal, env: NodeJS.ProcessEnv): Paint {
  const plain = terminal.isTTY !== true || Boolean(env.NO_COLOR) || env.TERM === 'dumb';
  if (plain) return (_, text) => text;
  return (outcome, text) => `\u001b[${COLOURS[outcome]}m${text}\u001b[39m`;
}
