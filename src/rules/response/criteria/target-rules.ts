import { Big } from 'big.js';
import { type ConfigFault, faultAt } from '../../config-fault.js';
import { lengthMm, percent } from './amounts.js';
import type { TargetRule } from './criteria.js';
import type { RawRule } from './raw-criteria.js';

const PATH = ['target', 'rules'] as const;

/**
 * Compiles the rules of the target lesions.
 * @param faults takes what is wrong: amounts, a rule that those before it never let be asked, no `otherwise` at the end,
 *   none that answers PD
 */
export function compileRules(raw: readonly RawRule[], faults: ConfigFault[]): readonly TargetRule[] {
  const before = faults.length;
  const rules = raw.map((rule, index) => compileRule(rule, index, faults));
  // Amounts that cannot be read are 0: what follows from them is no fault of its own.
  if (faults.length === before) faults.push(...orderFaults(rules));
  if (!rules.some(({ answer }) => answer === 'PD'))
    faults.push(faultAt(PATH, 'has no rule that answers PD: nothing would ever progress', { at: 'key' }));
  return rules;
}

function compileRule(rule: RawRule, index: number, faults: ConfigFault[]): TargetRule {
  const { answer, source } = rule;
  const at = (key: string) => ({ path: [...PATH, index, key], faults });
  switch (rule.when) {
    case 'increased': {
      const before = faults.length;
      const { when, over, by, atLeast } = rule;
      const mm =
        atLeast === undefined ? new Big(0) : lengthMm(atLeast, { ...at('atLeast'), mayBeZero: true });
      const share = percent(by, { ...at('by'), mayBeZero: true });
      const isRead = faults.length === before;
      if (isRead && mm.eq(0) && share.eq(0))
        faults.push(faultAt([...PATH, index], 'asks for no increase at all'));
      return { answer, when, percent: share, mm, over, source };
    }
    case 'decreased': {
      const share = percent(rule.by, at('by'));
      if (share.gt(100)) faults.push(faultAt([...PATH, index, 'by'], 'is more than 100%: no sum shrinks so'));
      return { answer, when: rule.when, percent: share, below: rule.below, source };
    }
    default:
      return { answer, when: rule.when, source };
  }
}

function orderFaults(rules: readonly TargetRule[]): ConfigFault[] {
  const faults: ConfigFault[] = [];
  for (const [index, rule] of rules.entries()) {
    const by = rules.slice(0, index).findIndex((earlier) => covers(earlier, rule));
    if (by >= 0)
      faults.push(
        faultAt([...PATH, index], `can never be reached: ${PATH.join('.')}[${by}] holds before it`),
      );
  }
  if (!rules.some(({ when }) => when === 'otherwise'))
    faults.push(faultAt(PATH, "must end with a rule 'when: otherwise'", { at: 'key' }));
  return faults;
}

/** Whether the first holds wherever the second does. The nadir is never above the baseline. */
function covers(first: TargetRule, second: TargetRule): boolean {
  if (first.when === 'otherwise') return true;
  if (first.when !== second.when) return false;
  if (first.when === 'decreased' && second.when === 'decreased') return first.percent.lte(second.percent);
  if (first.when === 'increased' && second.when === 'increased') {
    const isOver = first.over === second.over || first.over === 'nadir';
    return isOver && first.percent.lte(second.percent) && first.mm.lte(second.mm);
  }
  return true;
}
