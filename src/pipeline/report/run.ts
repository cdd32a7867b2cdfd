import { createHash } from 'node:crypto';
import { type Finding, finding } from '../../findings/finding.js';
import { writeAtomically } from '../../io/atomic-write.js';
import { mostConfidential, reportFileMode } from '../../report/confidentiality.js';
import { type Report, type Upstream, verdictOf } from '../../report/envelope.js';
import { doubtsOf } from '../../report/page/doubts.js';
import { needsOf } from '../../report/page/needs-of.js';
import type { PageSource } from '../../report/page/page-source.js';
import { renderPage } from '../../report/page/render-page.js';
import type { PagedReportRow, ReportSections, ReportSummary } from '../../report/report-sections.js';
import { thisTool } from '../../report/tool.js';
import { runInfo } from '../run-info.js';
import { readReports } from './read-sources.js';
import { refuseMix } from './refuse-mix.js';

/** What a page is made of. */
export interface PageOptions {
  /** Reports, JSON or NDJSON: paths, or `-` for standard input. */
  readonly inputs: readonly string[];
  /** The file of the page. */
  readonly out: string;
  /** Stands above the verdict. */
  readonly title?: string;
  /** Whether reports that identify may be shown. */
  readonly identifiers: boolean;
  readonly operator?: string;
  readonly signal: AbortSignal;
  readonly startedAt: Date;
  readonly arguments: readonly string[];
}

function row({ number, report, sha256 }: PageSource & { sha256: string }): PagedReportRow {
  const { command, verdict, confidentiality, run, findings } = report;
  const needs = needsOf([{ number, report, sha256 }]).filter(({ outcome }) => outcome.value !== 'warn');
  return {
    ...{ number, command, verdict, confidentiality, startedAt: run.startedAt, sha256 },
    ...{ findings: findings.length, needsPerson: needs.length },
  };
}

/** Where the reports contradict themselves: their verdicts are not passed on as they stand. */
function contradictions(sources: readonly PageSource[]): Finding[] {
  return doubtsOf(sources).map(({ source, outcome, n, what }) => {
    const { command, verdict } = source.report;
    const params = { number: source.number, command, verdict, what: n === undefined ? what : `${n} ${what}` };
    return finding('report-contradicted', { params, outcome });
  });
}

/**
 * Writes reports as one page of HTML. The page is the owner's alone where a report identifies; nothing is written where
 * the reports do not belong on one page. The verdict is the worst of theirs, and of what contradicts them, so that a pipe
 * cannot go green here.
 * @throws ReportError, PageError for reports that cannot be read or shown; AtomicWriteError
 */
export async function runReport(options: PageOptions): Promise<Report> {
  const { inputs, out, title, identifiers, signal } = options;
  const given = await readReports(inputs, signal);
  refuseMix(given, { identifiers });
  const sources = given.map(({ source }) => source);
  const level = mostConfidential(sources.map(({ report }) => report.confidentiality));
  const html = await renderPage(sources, title === undefined ? {} : { title });
  await writeAtomically(out, [html], { mode: reportFileMode(level), signal });
  const bytes = Buffer.from(html);
  const reports = sources.map(row);
  const sections: ReportSections = {
    page: { path: out, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') },
    reports,
  };
  const sum = (of: 'findings' | 'needsPerson') => reports.reduce((total, one) => total + one[of], 0);
  const summary: ReportSummary = {
    ...{ reports: reports.length, findings: sum('findings'), needsPerson: sum('needsPerson') },
  };
  const findings = contradictions(sources);
  const upstream: Upstream[] = reports.map(({ command, verdict }) => ({ command, verdict }));
  const piped = given.find(({ from }) => from === 'standard input')?.source.sha256;
  const fingerprint = sources.map(({ report }) => report.config.keyFingerprint).find(Boolean);
  return {
    schema: 'corelab/report/report@1',
    // It names the page's path, which the releasable reports need not.
    confidentiality: mostConfidential(['linked', level]),
    tool: thisTool(),
    command: 'report',
    run: runInfo(options, piped),
    config: {
      ...(title !== undefined && { title }),
      ...(fingerprint ? { keyFingerprint: fingerprint } : {}),
    },
    upstream,
    verdict: verdictOf(findings, upstream),
    summary,
    findings,
    sections: { ...sections },
    roots: [],
    files: [],
  };
}
