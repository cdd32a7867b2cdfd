import { type ConfigFault, faultAt } from '../../config-fault.js';
import type { ResponseKind } from '../words.js';
import type { RawCriteria } from './raw-criteria.js';

/** How good a response is; what is not evaluable is neither good nor bad. */
const RANK: Readonly<Record<Exclude<ResponseKind, 'not-evaluable'>, number>> = {
  complete: 0,
  partial: 1,
  stable: 2,
  neither: 2,
  progression: 3,
};

/**
 * What is wrong with the list of responses: a code twice, not exactly one of kind not-evaluable, no progression, or not the
 * best first: the best response of a subject goes by that order.
 */
export function responseFaults(responses: RawCriteria['responses']): ConfigFault[] {
  const faults: ConfigFault[] = [];
  const seen = new Set<string>();
  let worst: RawCriteria['responses'][number] | undefined;
  for (const [index, response] of responses.entries()) {
    const { code, kind } = response;
    if (seen.has(code))
      faults.push(faultAt(['responses', index, 'code'], `is '${code}', which stands above already`));
    seen.add(code);
    if (kind === 'not-evaluable') continue;
    if (worst && rankOf(worst.kind) > RANK[kind]) {
      const text = `is ${kind}, below '${worst.code}', which is ${worst.kind}: the best comes first`;
      faults.push(faultAt(['responses', index], text));
    } else worst = response;
  }
  return [...faults, ...missing(responses)];
}

function rankOf(kind: ResponseKind): number {
  return kind === 'not-evaluable' ? -1 : RANK[kind];
}

function missing(responses: RawCriteria['responses']): ConfigFault[] {
  const count = (kind: ResponseKind): number => responses.filter((one) => one.kind === kind).length;
  const faults: ConfigFault[] = [];
  const none = count('not-evaluable');
  if (none !== 1)
    faults.push(
      faultAt(['responses'], `has ${none} of kind not-evaluable, and needs exactly one`, { at: 'key' }),
    );
  if (count('progression') === 0)
    faults.push(faultAt(['responses'], 'has none of kind progression', { at: 'key' }));
  return faults;
}
