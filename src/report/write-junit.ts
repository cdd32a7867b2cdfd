import { XMLBuilder } from 'fast-xml-parser';
import { CATALOGUE, type FindingCode } from '../findings/catalogue.js';
import type { Finding } from '../findings/finding.js';
import type { Outcome } from '../findings/outcome.js';
import type { Report } from './envelope.js';
import { findingPaths } from './finding-paths.js';
import { seriesNames } from './series-names.js';
import { inChunks } from './text-chunks.js';

const builder = new XMLBuilder({ ignoreAttributes: false, suppressEmptyNode: true, format: false });

/** What rows of the section `checks` of any command have; what a command does not know, it leaves out or null. */
interface CheckRow {
  readonly study?: number;
  readonly run?: number;
  readonly seriesUID: string | null;
  readonly seriesNumber: number | null;
  readonly entry?: string | null;
  readonly check: string;
  readonly code: string;
  readonly outcome: Outcome;
  readonly expected?: string | null;
  readonly actual?: string | null;
  readonly unit?: string | null;
  readonly difference?: number | null;
  readonly note?: string | null;
  readonly source?: string | null;
  readonly disposition?: {
    readonly kind: string;
    readonly original: Outcome;
    readonly who: string;
    readonly why: string;
  };
}

/** One test case: a finding, or the report's verdict. */
interface TestCase {
  readonly name: string;
  readonly outcome: Outcome;
  readonly message: string;
  readonly type: string;
}

/**
 * The report as JUnit XML, piece by piece: one test case a finding and one for the verdict, so that a suite is never
 * empty; of a report with a section `checks` one a check, those that passed among them. `fail` is a failure, `not-evaluable` an error, `not-applicable` skipped; a `warn` passes and says so in
 * `system-out`. The form is that of the Apache Ant JUnit task, as CI services read it.
 */
export function junitChunks(report: Report): Generator<string> {
  return inChunks(pieces(report));
}

function* pieces(report: Report): Generator<string> {
  const paths = findingPaths(report);
  const names = seriesNames(report);
  const checks = checksOf(report);
  const told = new Set<string>(checks.map(({ code }) => code));
  const others = report.findings.filter(({ code }) => !told.has(code));
  const cases = [
    verdictCase(report),
    ...checks.map(checkCase),
    ...others.map((finding) => findingCase(finding, paths, names)),
  ];
  const count = (outcome: Outcome) => cases.filter((c) => c.outcome === outcome).length;
  const totals = attributes({
    name: `corelab ${report.command}`,
    tests: String(cases.length),
    failures: String(count('fail')),
    errors: String(count('not-evaluable')),
    skipped: String(count('not-applicable')),
    time: (report.run.durationMs / 1000).toFixed(3),
  });
  const [open = '', close = ''] = builder
    .build({ testsuite: { ...totals, '#text': '\u0001' } })
    .split('\u0001');
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${open}\n`;
  for (const one of cases) yield `${builder.build({ testcase: element(one, report.command) })}\n`;
  yield `${close}\n</testsuites>\n`;
}

function verdictCase({ verdict, upstream }: Report): TestCase {
  const before = upstream.map((u) => `${u.command}: ${u.verdict}`).join(', ');
  const message = `the verdict is ${verdict}${before ? ` (before it: ${before})` : ''}`;
  return { name: 'verdict', outcome: verdict, message, type: 'verdict' };
}

/** The checks of a report that has them; every finding of one of their codes is one of them. */
function checksOf({ sections }: Report): readonly CheckRow[] {
  return Array.isArray(sections.checks) ? (sections.checks as readonly CheckRow[]) : [];
}

function checkCase(row: CheckRow): TestCase {
  const { study, run = 0, seriesNumber, seriesUID, entry, check, code, outcome, disposition } = row;
  const about = [
    study === undefined ? undefined : `study ${study}`,
    seriesNumber === null ? undefined : `series ${seriesNumber}`,
    run === 0 ? undefined : `run ${run + 1}`,
    entry,
    check,
  ];
  const sentence = sentenceOf(row);
  const values = (['expected', 'actual', 'unit', 'difference', 'note', 'source'] as const)
    .filter((key) => row[key] !== null && row[key] !== undefined)
    .filter((key) => key !== 'note' || !sentence.includes(row.note ?? ''))
    .map((key) => `${key}: ${String(row[key])}`);
  const decided = disposition
    ? [`${disposition.kind} by ${disposition.who} (${disposition.original} before): ${disposition.why}`]
    : [];
  // Series Numbers need not be unique: the UID tells test cases apart.
  const name = [...about.filter((part) => part !== undefined && part !== null), seriesUID ?? '']
    .join(' ')
    .trim();
  return { name, outcome, message: [sentence, ...values, ...decided].join('; '), type: code };
}

/** What the catalogue says of a check, with what the row tells: `t1: EchoTime deviates from the protocol`. */
function sentenceOf({ code, check, entry, run = 0, seriesNumber, note }: CheckRow): string {
  const series = seriesNumber === null ? 'a series without number' : `series ${seriesNumber}`;
  const told: Readonly<Record<string, string>> = {
    series: entry ?? 'series',
    run: run === 0 ? series : `${series}, run ${run + 1}`,
    ...{ check, figure: check, why: note ?? '' },
  };
  const text = Object.hasOwn(CATALOGUE, code) ? CATALOGUE[code as FindingCode].text : `${check}: ${code}`;
  const sentence = text.replace(/\{(\w+)\}/g, (braces, name: string) => told[name] ?? braces);
  return sentence.replace(/[:\s]+$/, '');
}

function findingCase(
  finding: Finding,
  paths: ReadonlyMap<number, string>,
  names: ReadonlyMap<string, string>,
): TestCase {
  const { code, outcome, message, subject = {} } = finding;
  const path = subject.file === undefined ? undefined : paths.get(subject.file);
  const { seriesUID, studyUID } = subject;
  // The name is for people; the UID tells test cases apart.
  const series = seriesUID === undefined ? undefined : names.get(seriesUID);
  const about = [subject.name, series, seriesUID ?? studyUID, subject.sopInstanceUID, path];
  const name = [code, ...about].filter((part) => part !== undefined).join(' ');
  const values = (['expected', 'actual', 'unit', 'source'] as const)
    .filter((key) => finding[key] !== undefined)
    .map((key) => `${key}: ${String(finding[key])}`);
  return { name, outcome, message: [message, ...values].join('; '), type: code };
}

function element({ name, outcome, message, type }: TestCase, command: string): object {
  const head = attributes({ classname: `corelab.${command}`, name });
  const problem = { ...attributes({ message, type }), '#text': xmlText(message) };
  if (outcome === 'fail') return { ...head, failure: problem };
  if (outcome === 'not-evaluable') return { ...head, error: problem };
  if (outcome === 'not-applicable') return { ...head, skipped: attributes({ message }) };
  return outcome === 'warn' ? { ...head, 'system-out': xmlText(`warning: ${message}`) } : head;
}

function attributes(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [`@_${key}`, xmlText(value)]));
}

/** Text with what XML 1.0 §2.2 does not allow (most control characters, lone surrogates) replaced by U+FFFD. */
function xmlText(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd');
}
