import type { Big } from 'big.js';
import type { Criteria } from '../criteria/criteria.js';
import type { Answer, Margin, TargetMeasure, TimePoint } from '../judgement.js';
import type { TargetAnswer } from '../words.js';
import { marginsOf } from './margins.js';
import { mmText } from './own-value.js';
import { type Facts, firstRule, thresholdOf } from './target-rules.js';
import { missingText, ruleText } from './target-texts.js';

/** What a visit's sum is held against. */
export interface References {
  readonly baselineSum: Big | null;
  readonly nadir: TimePoint['nadir'];
  /** Names of visits, by index. */
  readonly visitNames: readonly string[];
  readonly earlier: readonly TimePoint[];
}

type TargetResult = Answer<TargetAnswer> & { readonly margins: readonly Margin[] };

/** Eisenhauer 2009, 4.4.2: what is missing makes a visit not evaluable. */
const MISSING = 'Eisenhauer 2009, 4.4.2';
const CONTINUES =
  'RECIST working group, recist.eortc.org FAQ, Managing PR when TP measurements change slightly over time';

/**
 * The response of the target lesions at a visit, by the criteria's rules in their order (Eisenhauer 2009, 4.3.1). With
 * a missing lesion only an increase that the others prove is answered (4.4.2). `margins`: the sums, mm, at which another
 * answer would begin while not every lesion is gone, the nearest first; none without a sum. Nothing is thrown: what
 * cannot be told is NE.
 */
export function targetAnswer(
  measure: TargetMeasure,
  references: References,
  criteria: Criteria,
): TargetResult {
  const { baselineSum, nadir, visitNames } = references;
  const nameOf = (visit: number) => visitNames[visit] ?? `visit ${visit + 1}`;
  if (measure.values.length === 0) {
    return result('NONE', 'no-targets', 'no target lesions', criteria.target.source);
  }
  // Eisenhauer 2009, 4.3.1: every answer refers to the baseline sum or to a smaller one.
  if (!baselineSum || !nadir) {
    const text = `there is no baseline sum to compare with: a target lesion is missing at ${nameOf(0)}`;
    return result('NE', 'baseline-missing', text, MISSING);
  }
  const facts: Facts = {
    sum: measure.sum ?? measure.evaluatedSum,
    isWhole: measure.sum !== null,
    isGone: measure.isGone,
    baseline: { sum: baselineSum, at: nameOf(0) },
    nadir: { sum: nadir.sum, at: nameOf(nadir.visit) },
  };
  const found = answerOf(facts, measure.missing, criteria);
  const continued = continues(found, references.earlier, criteria);
  const answer = continued ? 'PR' : found.answer;
  const margins = marginsAround(answer, facts, { criteria, earlier: references.earlier });
  if (!continued) return { ...found, margins };
  const text = `${found.decision.text}; the ${continued.target} of ${nameOf(continued.visit)} goes on`;
  return { ...result(answer, 'partial-continues', text, CONTINUES), margins };
}

/** What would have changed the answer: none where a lesion is missing, for then there is no sum. */
function marginsAround(
  answer: TargetAnswer,
  facts: Facts,
  { criteria, earlier }: { readonly criteria: Criteria; readonly earlier: readonly TimePoint[] },
): readonly Margin[] {
  if (!facts.isWhole || answer === 'NE') return [];
  const { sum, baseline, nadir } = facts;
  const thresholds = criteria.target.rules.flatMap((rule) => thresholdOf(rule, facts) ?? []);
  const answerAt = (other: Big): TargetAnswer => {
    const there = answerOf({ ...facts, sum: other, isGone: false }, [], criteria);
    return continues(there, earlier, criteria) ? 'PR' : there.answer;
  };
  // An increase by anything at all has no threshold: it begins above what it is held against.
  return marginsOf({ answer, sum, edges: [...thresholds, baseline.sum, nadir.sum], answerAt });
}

function answerOf(facts: Facts, missing: TargetMeasure['missing'], criteria: Criteria): TargetResult {
  const { rules, source } = criteria.target;
  const first = firstRule(rules, facts);
  if (!first) {
    return result('NE', 'no-rule', `no rule answers for a sum of ${mmText(facts.sum)}`, source);
  }
  const { rule, verdict } = first;
  if (verdict === 'unknown') {
    const rest = `those that are measured add up to ${mmText(facts.sum)}, which does not prove progression`;
    return result('NE', 'missing', `missing: ${missingText(missing)}; ${rest}`, MISSING);
  }
  // Nothing can get smaller that was not there: only an increase says something.
  if (facts.baseline.sum.eq(0) && rule.when !== 'increased') {
    return result('NE', 'baseline-zero', `the baseline sum is 0 mm at ${facts.baseline.at}`, source);
  }
  const text = ruleText(rule, facts, rules);
  if (facts.isWhole) return result(rule.answer, rule.when, text, rule.source);
  const proven = `even without ${missingText(missing)}: ${text}`;
  return result(rule.answer, rule.when, proven, `${rule.source}; ${MISSING}`);
}

function result(answer: TargetAnswer, rule: string, text: string, source: string): TargetResult {
  return { answer, decision: { step: 'target', answer, rule, text, source }, margins: [] };
}

/** The time point whose partial or complete response goes on, where the criteria let it. */
function continues(
  { answer, decision }: TargetResult,
  earlier: readonly TimePoint[],
  { target, responses }: Criteria,
): TimePoint | undefined {
  const isOpen = answer === 'SD' && decision.rule === 'otherwise';
  if (target.partialContinues === 'never' || !isOpen) return undefined;
  const progressions = new Set(
    responses.filter(({ kind }) => kind === 'progression').map(({ code }) => code),
  );
  // FAQ: the response goes on as long as the criteria for PD are not met.
  const last = earlier.findLast(
    (point) => ['PR', 'CR', 'PD'].includes(point.target) || progressions.has(point.overall),
  );
  return last && last.target !== 'PD' && !progressions.has(last.overall) ? last : undefined;
}
