import type { CheckResult } from '../check-result.js';
import type { Cross } from '../compiled.js';
import { startOf } from '../derived/time.js';
import { elapsedS } from './clock.js';
import {
  absentVerdict,
  decisiveAbsence,
  type MatchedStudy,
  type NamedSeries,
  namedSeries,
  seriesText,
} from './named-series.js';
import { deviates, holds, notAsked, rowOf, unsettled, type Verdict } from './row.js';

type Order = Extract<Cross, { kind: 'order' }>;

/** Series that are acquired one after the other: each starts later than every one of the names before it. */
export function judgeOrder(rule: Order, matched: MatchedStudy): CheckResult[] {
  const check = `order ${rule.of.join(', ')}`;
  const head = { scope: 'cross-series', check, study: matched.study.number } as const;
  return [rowOf(head, rule, verdictOf(rule, matched))];
}

interface Step {
  readonly before: string;
  readonly after: string;
  /** From the start of the one to the start of the other. */
  readonly elapsedS: number;
}

function verdictOf(rule: Order, matched: MatchedStudy): Verdict {
  const named = rule.of.map((name) => namedSeries(name, matched));
  const present = named.filter(({ views }) => views.length > 0);
  const steps = present.slice(1).flatMap((after, i) => stepsBetween(present[i], after));
  const expected = rule.of.join(', ');
  const wrong = steps.filter((step) => step.elapsedS <= 0).sort((a, b) => a.elapsedS - b.elapsedS)[0];
  if (wrong) {
    const late = -wrong.elapsedS;
    return deviates(rule, 'protocol-cross-deviation', {
      expected,
      actual: `${wrong.after}, ${wrong.before}`,
      note:
        late === 0
          ? `${wrong.after} starts together with ${wrong.before}`
          : `${wrong.after} starts ${late} s before ${wrong.before}`,
    });
  }
  const absent = decisiveAbsence(named);
  if (absent?.kind === 'missing' || absent?.kind === 'unclear') return absentVerdict(absent);
  const [timeless] = present.flatMap(({ name, views }) =>
    views.filter((view) => startOf(view) === undefined).map((view) => seriesText(name, view)),
  );
  if (timeless !== undefined) {
    return unsettled('protocol-cross-unsettled', `the start of ${timeless} is not known`);
  }
  if (present.length < 2) return notAsked('protocol-not-asked', 'there are no two series to put in order');
  return holds({ expected, actual: present.map(({ name }) => name).join(', ') });
}

/** From every series of one name to every series of the next, where both state when they start. */
function stepsBetween(before: NamedSeries | undefined, after: NamedSeries): Step[] {
  const starts = ({ name, views }: NamedSeries) =>
    views.flatMap((view) => {
      const startS = startOf(view);
      return startS === undefined ? [] : [{ text: seriesText(name, view), startS }];
    });
  if (!before) return [];
  return starts(before).flatMap((one) =>
    starts(after).map((other) => ({
      before: one.text,
      after: other.text,
      elapsedS: elapsedS(one.startS, other.startS),
    })),
  );
}
