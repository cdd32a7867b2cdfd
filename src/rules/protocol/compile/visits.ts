import type { AcrossVisits } from '../compiled.js';
import type { RawAcrossVisits } from '../protocol.js';
import { allNamed, type RuleScope, sameness } from './between.js';
import { consequenceOf } from './conditions.js';

/** Compiles what has to stay from visit to visit. */
export function compileVisits(raw: readonly RawAcrossVisits[], scope: RuleScope): AcrossVisits[] {
  return raw.map((rule, i) => {
    const path = ['acrossVisits', i];
    const { source } = scope;
    return {
      ...sameness(rule, path, scope.faults),
      ...(rule.of && { of: allNamed(rule.of, [...path, 'of'], scope) }),
      with: rule.with ?? 'first',
      ...consequenceOf({ ...(source === undefined ? {} : { source }), ...rule }),
      path,
    };
  });
}
