import { type Qualification, rank, unknown, unqualified } from './qualification.js';
import type { QualifiedDevice } from './qualified-device.js';
import { type Candidate, qualify } from './qualify.js';
import { judgeSoftware } from './software.js';

/** What rows of the list say of a scanner, and the line that decides. */
export type Standing = Qualification & { readonly line: number };

/** What tests say of a scanner. */
export type TestedStanding = Standing & {
  /** A test that failed decides, or may decide: nothing else in the list outweighs it. */
  readonly isFailed: boolean;
};

/**
 * What a scanner's tests with phantoms say of it at a study. Rows with the same phantom and limits are one history, of
 * which the latest test up to the study's day, with the study's software, decides; of several on that day the worst.
 * Every history has to qualify: whoever passes one phantom and fails another is not qualified.
 * @param tests rows with a verdict, of the scanner's serial number
 * @returns undefined where there are none
 */
export function judgeTests(
  tests: readonly QualifiedDevice[],
  candidate: Candidate,
): TestedStanding | undefined {
  const standings = [...histories(tests).values()].map((history) => judgeHistory(history, candidate));
  const worst = standings.sort(worstFirst)[0];
  return worst && { ...worst, isFailed: standings.some(({ isFailed }) => isFailed) };
}

/** The version of the limits does not count: who failed by the first may pass by the second. */
function histories(tests: readonly QualifiedDevice[]): Map<string, QualifiedDevice[]> {
  const found = new Map<string, QualifiedDevice[]>();
  for (const test of tests) {
    const key = JSON.stringify([test.phantom ?? '', (test.limits ?? '').replace(/ \S+$/, '')]);
    const history = found.get(key);
    if (history) history.push(test);
    else found.set(key, [test]);
  }
  return found;
}

function judgeHistory(history: readonly QualifiedDevice[], candidate: Candidate): TestedStanding {
  const { scanner, software: versions } = candidate;
  const running = { manufacturer: scanner.manufacturer, versions };
  const own = history.filter((test) => judgeSoftware(test, running).state !== 'unqualified');
  const day = dayOf(candidate);
  if (own.length === 0) return untested(history, day);
  const judged = (tests: readonly QualifiedDevice[]): TestedStanding[] =>
    tests.map((test) => ({ ...judgeTest(test, candidate), line: test.line, isFailed: !isPassed(test) }));
  // Without the day of the scan any of the tests may be the latest: only what all of them say is sure.
  if (day === undefined) {
    const all = judged(own);
    return {
      ...first(all.sort((a, b) => -worstFirst(a, b))),
      isFailed: all.some(({ isFailed }) => isFailed),
    };
  }
  const before = own.filter(({ from = '' }) => from <= day);
  if (before.length === 0) {
    const [next = ''] = own.map(({ from = '' }) => from).sort();
    // A failure to come takes nothing from a scan that is done.
    return { ...first(judged(onDay(own, next)).sort(worstFirst)), isFailed: false };
  }
  const [latest = ''] = before
    .map(({ from = '' }) => from)
    .sort()
    .reverse();
  return first(judged(onDay(before, latest)).sort(worstFirst));
}

function onDay(tests: readonly QualifiedDevice[], day: string): QualifiedDevice[] {
  return tests.filter(({ from = '' }) => from === day);
}

/** Day of the scan, YYYY-MM-DD; undefined where it is not known. */
function dayOf({ study }: Candidate): string | undefined {
  const [, year, month, date] = /^(\d{4})(\d{2})(\d{2})$/.exec(study.studyDate) ?? [];
  return study.datesModified || year === undefined ? undefined : `${year}-${month}-${date}`;
}

function isPassed({ verdict }: QualifiedDevice): boolean {
  return verdict === 'pass' || verdict === 'warn';
}

function judgeTest(test: QualifiedDevice, candidate: Candidate): Qualification {
  if (test.from === undefined) return unknown('the list does not say when it was tested');
  if (isPassed(test)) return qualify(test, candidate);
  const phantom = test.phantom === undefined ? '' : ` with ${test.phantom}`;
  return unqualified(`its test of ${test.from}${phantom} came out as ${test.verdict}`);
}

/** None of the tests is one of the software that runs: the latest that it passed is told. */
function untested(history: readonly QualifiedDevice[], day: string | undefined): TestedStanding {
  const upTo = history.filter(({ from = '' }) => day === undefined || from <= day);
  const order = ({ from = '', software = '' }: QualifiedDevice) => `${from} ${software}`;
  const latest = (tests: readonly QualifiedDevice[]): QualifiedDevice | undefined =>
    [...tests].sort((a, b) => (order(a) > order(b) ? -1 : 1))[0];
  const passed = latest(upTo.filter(isPassed)) ?? latest(history.filter(isPassed));
  const { line } = passed ?? latest(history) ?? { line: 0 };
  const why =
    passed?.software === undefined
      ? 'it was never tested with its software: an upgrade asks for requalification'
      : `it is qualified with software ${passed.software}: an upgrade asks for requalification`;
  return { ...unqualified(why), line, isFailed: false };
}

function whyOf(standing: Standing): string {
  return standing.state === 'qualified' ? '' : standing.why;
}

/** What does not hold before what is not known; the rest only makes the order of rows count for nothing. */
function worstFirst(a: Standing, b: Standing): number {
  return rank(b) - rank(a) || (whyOf(a) < whyOf(b) ? -1 : Number(whyOf(a) > whyOf(b))) || a.line - b.line;
}

function first(standings: readonly TestedStanding[]): TestedStanding {
  return standings[0] ?? { ...unknown('it was not tested'), line: 0, isFailed: false };
}
