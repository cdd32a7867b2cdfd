import { OUTCOMES } from '../../../findings/outcome.js';
import type { CheckResult } from '../check-result.js';
import type { Bounds, Cross } from '../compiled.js';
import { endOf, startOf } from '../derived/time.js';
import type { SeriesView } from '../series-view.js';
import { elapsedS } from './clock.js';
import { contrastStartOf } from './contrast-start.js';
import {
  absentVerdict,
  decisiveAbsence,
  type MatchedStudy,
  namedSeries,
  seriesText,
} from './named-series.js';
import { deviates, holds, notAsked, rowOf, unsettled, type Verdict } from './row.js';

type Interval = Extract<Cross, { kind: 'interval' }>;

/** The time from one series to another; repeated ones are all held against each other, and the worst counts. */
export function judgeInterval(rule: Interval, matched: MatchedStudy): CheckResult[] {
  const check = `interval from ${rule.since} of ${rule.from} to start of ${rule.to}`;
  const head = { scope: 'cross-series', check, study: matched.study.number } as const;
  return [rowOf(head, rule, verdictOf(rule, matched))];
}

function verdictOf(rule: Interval, matched: MatchedStudy): Verdict {
  const [from, to] = [namedSeries(rule.from, matched), namedSeries(rule.to, matched)];
  const absent = decisiveAbsence([from, to]);
  if (absent) return absentVerdict(absent);
  const verdicts = from.views.flatMap((first) =>
    to.views.map((second): Verdict => {
      const since = momentOf(first, rule.since);
      if ('why' in since) return unclear(rule, `${seriesText(rule.from, first)}: ${since.why}`);
      const startS = startOf(second);
      if (startS === undefined) {
        return unclear(rule, `the start of ${seriesText(rule.to, second)} is not known`);
      }
      return heldTo(rule, elapsedS(since.momentS, startS));
    }),
  );
  return worstOf(verdicts);
}

function unclear(rule: Interval, why: string): Verdict {
  return unsettled('protocol-cross-unsettled', why, { expected: expectedText(rule), unit: 's' });
}

type Moment = { readonly momentS: number } | { readonly why: string };

function momentOf(view: SeriesView, since: Interval['since']): Moment {
  if (since === 'contrast') {
    const contrast = contrastStartOf(view);
    return 'why' in contrast ? contrast : { momentS: contrast.startS };
  }
  const momentS = since === 'end' ? endOf(view) : startOf(view);
  return momentS === undefined ? { why: `its ${since} is not known` } : { momentS };
}

function heldTo(rule: Interval, elapsed: number): Verdict {
  const shown = { expected: expectedText(rule), actual: String(elapsed), unit: 's' };
  const off = outsideBy(forward(rule.boundsS), elapsed);
  if (off !== undefined) {
    return deviates(rule, 'protocol-cross-deviation', { ...shown, difference: off });
  }
  const offTarget = rule.targetS && outsideBy(rule.targetS, elapsed);
  if (offTarget !== undefined) {
    return { outcome: 'warn', code: 'protocol-off-target', ...shown, difference: offTarget };
  }
  return holds(shown);
}

/** A rule that names only the longest time still means that the second series follows the first. */
function forward(bounds: Bounds): Bounds {
  const { min, max = 0 } = bounds;
  return min === undefined && max >= 0 ? { ...bounds, min: 0 } : bounds;
}

/** How far a number lies outside of bounds, signed; undefined within them. 0 on a bound that is itself excluded. */
function outsideBy({ min, max, minExcluded, maxExcluded }: Bounds, value: number): number | undefined {
  if (min !== undefined && (value < min || (minExcluded && value === min))) return round(value - min);
  if (max !== undefined && (value > max || (maxExcluded && value === max))) return round(value - max);
  return undefined;
}

function round(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e6;
}

/** The worst; of several deviations the largest. */
function worstOf(verdicts: readonly Verdict[]): Verdict {
  const size = ({ difference = 0 }: Verdict): number => Math.abs(difference);
  const [worst] = [...verdicts].sort(
    (a, b) =>
      OUTCOMES.indexOf(a.outcome) - OUTCOMES.indexOf(b.outcome) ||
      Number(a.code === 'protocol-off-target') - Number(b.code === 'protocol-off-target') ||
      size(b) - size(a),
  );
  return worst ?? notAsked('protocol-not-asked', 'there are no two series to compare');
}

function expectedText({ boundsS, targetS }: Interval): string {
  const parts = [boundsText(forward(boundsS)), targetS && `target ${boundsText(targetS)}`];
  return parts.filter(Boolean).join(', ');
}

function boundsText({ min, max, minExcluded, maxExcluded }: Bounds): string {
  if (min !== undefined && max !== undefined && !minExcluded && !maxExcluded) return `${min} … ${max}`;
  const low = min === undefined ? undefined : `${minExcluded ? '>' : '≥'} ${min}`;
  const high = max === undefined ? undefined : `${maxExcluded ? '<' : '≤'} ${max}`;
  return [low, high].filter((part) => part !== undefined).join(', ');
}
