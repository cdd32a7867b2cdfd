import type { CheckResult } from '../check-result.js';
import type { Entry, Protocol } from '../compiled.js';
import { askedAt, type Matched } from '../match/match-study.js';
import { conditionsOf, objectionsOf } from '../match/reason.js';
import { inOrder, nameOf } from '../match/series-order.js';
import type { SeriesView } from '../series-view.js';
import type { StudyView } from '../study-view.js';
import type { Settled } from './repeats.js';

/** A row on how often a series of the protocol was found, for each that is asked for. */
export function judgeCounts(
  protocol: Protocol,
  study: StudyView,
  { settled, matched }: { settled: ReadonlyMap<string, Settled>; matched: readonly Matched[] },
): CheckResult[] {
  return protocol.entries.map((entry) => {
    const found = settled.get(entry.name) ?? { counted: [] };
    return { ...about(entry, study), ...judgeCount(entry, { study, found, matched }) };
  });
}

function about(entry: Entry, study: StudyView) {
  return {
    study: study.number,
    entry: entry.name,
    scope: 'count',
    check: 'count',
    severity: 'major',
    expected: expectedCount(entry.count),
    ...(entry.source !== undefined && { source: entry.source }),
  } as const;
}

/** `1`, `1 … 2`, `≥ 1` */
export function expectedCount({ min, max }: Entry['count']): string {
  if (min === max) return String(min);
  return Number.isFinite(max) ? `${min} … ${max}` : `≥ ${min}`;
}

type CountVerdict = Pick<
  CheckResult,
  'code' | 'outcome' | 'actual' | 'difference' | 'note' | 'disposition' | 'severity'
>;

interface CountContext {
  readonly study: StudyView;
  readonly found: Settled;
  readonly matched: readonly Matched[];
}

/** An ambiguous series may be one of these or not: where that changes the answer, there is none. */
function judgeCount(entry: Entry, { study, found, matched }: CountContext): CountVerdict {
  const { min, max } = entry.count;
  const sure = found.counted.length;
  const actual = String(sure);
  const severity = 'major';
  const asked = askedAt(entry, study);
  if (asked === 'no') return { code: 'protocol-not-asked', outcome: 'not-applicable', actual, severity };
  if (asked === 'unknown') {
    const note = 'it is asked for at some visits, and the visit of this study is not known';
    return { code: 'protocol-condition-unsettled', outcome: 'not-evaluable', actual, severity, note };
  }
  const maybe = matched.filter(({ rivals }) => rivals.includes(entry.name)).map(({ view }) => view);
  const deviation = entry.onDeviation;
  if (sure > max) {
    const note = `${listed(found.counted)}; a disposition may accept one`;
    const difference = sure - max;
    return { code: 'protocol-series-repeated', outcome: deviation, actual, difference, severity, note };
  }
  if (sure + maybe.length < min) {
    const note = nearestTo(entry, matched);
    const difference = sure - min;
    const told = { actual, difference, severity: 'critical', ...(note && { note }) } as const;
    return { code: 'protocol-series-missing', outcome: deviation, ...told };
  }
  if (sure < min || sure + maybe.length > max) {
    const note = `${listed(maybe)} may be of it, too`;
    return { code: 'protocol-series-ambiguous', outcome: 'not-evaluable', actual, severity, note };
  }
  const { disposition } = found;
  const settled = disposition ? { disposition } : {};
  return { code: 'protocol-as-declared', outcome: 'pass', actual, severity, ...settled };
}

function listed(views: readonly SeriesView[]): string {
  return inOrder(views).map(nameOf).join(', ');
}

/** Which series comes nearest to one that is missing, among those that were taken for nothing. */
function nearestTo({ name }: Entry, matched: readonly Matched[]): string | undefined {
  const left = matched.filter(({ match }) => match.kind === 'unexpected');
  let nearest: { score: number; words: string } | undefined;
  for (const view of inOrder(left.map((one) => one.view))) {
    const candidate = left.find((one) => one.view === view)?.all.find(({ entry }) => entry === name);
    if (!candidate || candidate.score <= (nearest?.score ?? 0)) continue;
    const words = `nearest is ${nameOf(view)}: ${conditionsOf(candidate)} (${objectionsOf(candidate)})`;
    nearest = { score: candidate.score, words };
  }
  return nearest?.words;
}
