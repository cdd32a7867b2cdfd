import { Big } from 'big.js';
import type { TargetRule } from '../criteria/criteria.js';

/** A sum that another is held against, mm. */
export interface Reference {
  readonly sum: Big;
  /** Name of its visit. */
  readonly at: string;
}

/** What the rules are asked about. */
export interface Facts {
  /** mm; a lower bound where `isWhole` is false. */
  readonly sum: Big;
  /** No target lesion is missing. */
  readonly isWhole: boolean;
  readonly isGone: boolean | null;
  readonly baseline: Reference;
  readonly nadir: Reference;
}

/** A rule that compares the sum with another. */
type NumericRule = Extract<TargetRule, { readonly percent: Big }>;

/** Whether a rule holds; `unknown`: it depends on what is missing. */
type Verdict = 'holds' | 'fails' | 'unknown';

/** The sum that a rule compares with. */
export function referenceOf(rule: NumericRule, { baseline, nadir }: Facts): Reference {
  return rule.when === 'increased' && rule.over === 'nadir' ? nadir : baseline;
}

/**
 * The first rule that does not fail, in the order of the criteria; undefined where all fail. With a missing lesion
 * the sum is a lower bound: it can prove an increase, and that a decrease is not there, and nothing else
 * (Eisenhauer 2009, 4.4.2).
 */
export function firstRule(
  rules: readonly TargetRule[],
  facts: Facts,
): { readonly rule: TargetRule; readonly verdict: Verdict } | undefined {
  for (const rule of rules) {
    const verdict = verdictOf(rule, facts);
    if (verdict !== 'fails') return { rule, verdict };
  }
  return undefined;
}

/** Whether one rule holds. Exact: products are compared, nothing is divided. */
export function verdictOf(rule: TargetRule, facts: Facts): Verdict {
  const { sum, isWhole, isGone } = facts;
  switch (rule.when) {
    case 'disappeared':
      if (isGone === null) return 'unknown';
      return isGone ? 'holds' : 'fails';
    case 'increased': {
      const reference = referenceOf(rule, facts).sum;
      const isRelative = sum.times(100).gte(reference.times(rule.percent.plus(100)));
      const isAbsolute = sum.minus(reference).gte(rule.mm);
      // An increase of nothing is none, whatever the thresholds are: a nadir of 0 makes every percentage hold.
      if (isRelative && isAbsolute && sum.gt(reference)) return 'holds';
      return isWhole ? 'fails' : 'unknown';
    }
    case 'decreased': {
      const { sum: reference } = referenceOf(rule, facts);
      const isLow = sum.times(100).lte(reference.times(new Big(100).minus(rule.percent)));
      if (!isLow) return 'fails';
      return isWhole ? 'holds' : 'unknown';
    }
    default:
      return isWhole ? 'holds' : 'unknown';
  }
}

/**
 * The sum from which on, or down to which, a rule holds, mm, exact. Undefined where there is no such sum: of rules
 * without numbers, and of an increase by anything at all.
 */
export function thresholdOf(rule: TargetRule, facts: Facts): Big | undefined {
  if (rule.when !== 'increased' && rule.when !== 'decreased') return undefined;
  const reference = referenceOf(rule, facts).sum;
  if (rule.when === 'decreased') return reference.times(new Big(100).minus(rule.percent)).times('0.01');
  const relative = reference.times(rule.percent.plus(100)).times('0.01');
  const absolute = reference.plus(rule.mm);
  const sum = relative.gt(absolute) ? relative : absolute;
  return sum.gt(reference) ? sum : undefined;
}
