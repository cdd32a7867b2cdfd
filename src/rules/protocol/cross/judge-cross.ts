import type { CheckResult } from '../check-result.js';
import type { Cross, Protocol } from '../compiled.js';
import type { SeriesMatch } from '../match/match.js';
import type { StudyView } from '../study-view.js';
import { judgeCovers } from './covers.js';
import { judgeInterval } from './interval.js';
import type { MatchedStudy } from './named-series.js';
import { judgeOrder } from './order.js';
import { judgePaired } from './paired.js';
import { judgeSame } from './same.js';

/** What the series of a study have to do with each other: `crossSeries` of the protocol, rule by rule. */
export function judgeCross(
  protocol: Protocol,
  study: StudyView,
  matches: readonly SeriesMatch[],
): CheckResult[] {
  const matched = { protocol, study, matches };
  return protocol.crossSeries.flatMap((rule) => judgeRule(rule, matched));
}

function judgeRule(rule: Cross, matched: MatchedStudy): CheckResult[] {
  switch (rule.kind) {
    case 'same':
      return judgeSame(rule, matched);
    case 'order':
      return judgeOrder(rule, matched);
    case 'interval':
      return judgeInterval(rule, matched);
    case 'covers':
      return judgeCovers(rule, matched);
    case 'paired':
      return judgePaired(rule, matched);
  }
}
