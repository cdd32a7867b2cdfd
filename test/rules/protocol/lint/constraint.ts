import { compileConstraint } from '../../../../src/rules/protocol/compile/constraint.js';
import type { Constraint } from '../../../../src/rules/protocol/compiled.js';
import type { RawCheck } from '../../../../src/rules/protocol/protocol.js';
import { quantityOf } from '../../../../src/rules/protocol/quantity/quantity-of.js';

/** What a check says of a quantity, compiled. */
export function constraint(name: string, check: RawCheck): Constraint {
  const quantity = quantityOf(name);
  if ('problem' in quantity) throw new Error(quantity.problem);
  const compiled = compileConstraint(quantity, check, ['x']);
  if ('ok' in compiled) return compiled.ok;
  throw new Error(compiled.faults.map(({ message }) => message).join('\n'));
}
