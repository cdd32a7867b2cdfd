import type { Big } from 'big.js';
import type { CriteriaCell, DecisionCell } from '../../report/response-sections.js';
import type { Criteria, TargetRule } from '../../rules/response/criteria/criteria.js';
import type { Decision } from '../../rules/response/judgement.js';
import { percentForPeople } from '../../rules/response/percent.js';

/** An exact decimal in plain digits; null where there is none. */
export function mmCell(value: Big | null | undefined): string | null {
  return value ? value.toFixed() : null;
}

/** How far `value` is from `reference`, percent, rounded to a tenth for people; null where it is from nothing or 0. */
export function percentCell(value: Big | null, reference: Big | null | undefined): number | null {
  if (!value || !reference || reference.eq(0)) return null;
  return Number(percentForPeople(value.minus(reference), reference));
}

/** Decisions as a report holds them. */
export function decisionCells(decisions: readonly Decision[]): DecisionCell[] {
  return decisions.map(({ step, answer, rule, text, source }) => ({ step, answer, rule, text, source }));
}

/** The criteria as a report names them. */
export function criteriaCell(criteria: Criteria): CriteriaCell {
  const { name, title, source, modifications, choices, target } = criteria;
  return { name, title, source, modifications, choices, thresholds: target.rules.flatMap(thresholdOf) };
}

function thresholdOf(rule: TargetRule): CriteriaCell['thresholds'] {
  const { answer } = rule;
  if (rule.when === 'increased') return [{ answer, percent: Number(rule.percent), of: rule.over }];
  return rule.when === 'decreased' ? [{ answer, percent: -Number(rule.percent), of: rule.below }] : [];
}
