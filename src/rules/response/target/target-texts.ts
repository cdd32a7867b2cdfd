import type { Big } from 'big.js';
import type { TargetRule } from '../criteria/criteria.js';
import type { TargetMeasure } from '../judgement.js';
import { percentForPeople } from '../percent.js';
import { mmText } from './own-value.js';
import { type Facts, type Reference, referenceOf, thresholdOf } from './target-rules.js';

/** Why a rule answers, for people: exact sums, percentages to a tenth, and the sums at which the thresholds lie. */
export function ruleText(rule: TargetRule, facts: Facts, rules: readonly TargetRule[]): string {
  const sum = `sum ${mmText(facts.sum)}`;
  if (rule.when === 'disappeared') {
    // Eisenhauer 2009, 4.3.1: with nodes the sum of a complete response need not be 0.
    const nodes = facts.sum.eq(0) ? '' : ', what is left are nodes of normal size';
    return `all target lesions have disappeared${nodes}: ${sum}`;
  }
  if (rule.when !== 'otherwise') {
    const role = referenceOf(rule, facts) === facts.nadir ? 'nadir' : 'baseline';
    const change = changeText(facts.sum, referenceOf(rule, facts), role);
    return [`${sum} is ${change}`, thresholdText(rule, facts)].filter(Boolean).join('; ');
  }
  const baseline = changeText(facts.sum, facts.baseline, 'baseline');
  const nadir = changeText(facts.sum, facts.nadir, 'nadir');
  const limits = rules.map((one) => thresholdText(one, facts)).filter(Boolean);
  return [`${sum} is ${baseline} and ${nadir}`, ...limits].join('; ');
}

/** The lesions that are missing, each with its reason. */
export function missingText(missing: TargetMeasure['missing']): string {
  return missing.map(({ label, why }) => `${label} (${why})`).join(', ');
}

/** As `12 mm (24%) above the nadir of 50 mm at W8`. */
function changeText(sum: Big, { sum: reference, at }: Reference, role: string): string {
  const change = sum.minus(reference);
  const of = `the ${role} of ${mmText(reference)} at ${at}`;
  if (change.eq(0)) return `at ${of}`;
  // For people only: no decision is made on a quotient.
  const percent = reference.eq(0) ? '' : ` (${percentForPeople(change.abs(), reference).toFixed()}%)`;
  return `${mmText(change.abs())}${percent} ${change.gt(0) ? 'above' : 'below'} ${of}`;
}

/** As `PD from 60 mm on (20% and 5 mm)`; empty where there is no such sum. */
function thresholdText(rule: TargetRule, facts: Facts): string {
  const threshold = thresholdOf(rule, facts);
  if (!threshold || rule.when === 'disappeared' || rule.when === 'otherwise') return '';
  const percent = `${rule.percent.toFixed()}%`;
  const sum = mmText(threshold);
  if (rule.when === 'decreased') return `${rule.answer} up to ${sum} (${percent})`;
  return `${rule.answer} from ${sum} on (${percent} and ${mmText(rule.mm)})`;
}
