import { type ConfigFault, type FaultPath, faultAt } from '../../config-fault.js';
import { Scope } from '../../protocol/compile/scope.js';
import { numberIn } from '../../protocol/compile/values.js';
import type { Constraint } from '../../protocol/compiled.js';
import type { Quantity } from '../../protocol/series-view.js';
import { parseAmount } from '../../protocol/units/unit.js';
import type { FigureDefinition } from '../figures.js';
import type { RawAmount } from './raw-limits.js';

/** Where an amount is written, and where its faults are told. */
export interface AmountPlace {
  readonly path: FaultPath;
  readonly faults: ConfigFault[];
}

const AS_IT_IS: Constraint['normalise'] = { case: false, space: false };

/**
 * An amount in the figure's unit. A number without one is in that unit, but for a share: 0.2 may be meant for 20%, and
 * a limit a hundred times too low or too high passes what it should not.
 * @returns undefined after the fault was noted
 */
export function amountIn(
  raw: RawAmount,
  { name, unit }: Pick<FigureDefinition, 'name' | 'unit'>,
  { path, faults }: AmountPlace,
): number | undefined {
  const quantity: Quantity = {
    name,
    type: 'number',
    ...(unit !== '1' && { unit }),
    multi: false,
    probes: [],
    samples: () => [],
  };
  const scope = Scope.of(quantity, path, AS_IT_IS);
  if (typeof raw === 'string' && /^\s*[<>≤≥]/.test(raw)) {
    faults.push(faultAt(path, 'begins with a sign: the key (min, max) says it'));
    return undefined;
  }
  const read = numberIn(scope, isBare(raw) && unit !== '1' && unit !== '%' ? `${raw} ${unit}` : raw);
  faults.push(...scope.faults);
  return read?.value;
}

function isBare(raw: RawAmount): boolean {
  if (typeof raw === 'number') return Number.isFinite(raw);
  const amount = parseAmount(raw);
  return amount !== undefined && amount.unit === undefined;
}
