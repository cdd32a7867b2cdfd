import type { Outcome } from '../../../findings/outcome.js';
import { worst } from '../../../findings/outcome.js';
import type { CheckResult } from '../check-result.js';
import type { Protocol, ProtocolPath } from '../compiled.js';
import { weigh } from '../evaluate/condition.js';
import { judgeEntry } from '../evaluate/judge-entry.js';
import type { RawTest } from '../protocol.js';
import type { SeriesView } from '../series-view.js';
import { MATCHED } from './check-tests.js';
import { compileSnippet } from './compile-snippet.js';
import { snippetView } from './snippet-view.js';

/** Something that a test expected, and that came out otherwise. */
export interface TestProblem {
  /** Name of the check, or `matched`. */
  readonly check: string;
  readonly expected: string;
  /** The outcome; `nothing` where no row of the judgement is about the check. */
  readonly actual: string;
  /** Of the expectation in the protocol. */
  readonly path: ProtocolPath;
}

/** How one of a protocol's own tests came out. */
export interface TestOutcome {
  readonly name: string;
  readonly series: string;
  /** Empty where the test passed. */
  readonly problems: readonly TestProblem[];
}

/** Runs a protocol's own tests: each header snippet is judged as a series of one instance that holds nothing else. */
export function runProtocolTests(protocol: Protocol): TestOutcome[] {
  return protocol.tests.map((test, i) => runTest(protocol, test, ['tests', i]));
}

function runTest(protocol: Protocol, test: RawTest, path: ProtocolPath): TestOutcome {
  const name = test.series.trim();
  const entry = protocol.entries.find((own) => own.name === name);
  const snippet = compileSnippet(test.header, [...path, 'header']);
  const problems: TestProblem[] = [];
  if (!entry || !('ok' in snippet))
    throw new Error('a test of a protocol was not checked when it was compiled');
  const view = snippetView(snippet.ok);
  const rows = judgeEntry(entry, view, 0);
  for (const [check, wanted] of Object.entries(test.expect)) {
    const taken = check === MATCHED ? String(isTaken(protocol, entry.match, view)) : outcomeOf(rows, check);
    if (taken === String(wanted)) continue;
    problems.push({ check, expected: String(wanted), actual: taken, path: [...path, 'expect', check] });
  }
  return { name: test.name, series: name, problems };
}

/** Whether a series is taken for an entry: all of its conditions hold, and no exclusion does. */
function isTaken(protocol: Protocol, match: Parameters<typeof weigh>[0], view: SeriesView): boolean {
  if (protocol.exclude.some((exclusion) => weigh(exclusion.match, view).holds === 'yes')) return false;
  return weigh(match, view).holds === 'yes';
}

/** The worst of the rows that are about a check. */
function outcomeOf(rows: readonly CheckResult[], check: string): Outcome | 'nothing' {
  const own = rows.filter((row) => row.check === check && row.scope === 'check');
  return own.length === 0 ? 'nothing' : worst(own.map((row) => row.outcome));
}
