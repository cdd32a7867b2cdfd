import { Big } from 'big.js';
import { type ConfigFault, faultAt } from '../../config-fault.js';
import { lengthMm } from './amounts.js';
import type { Measurable } from './criteria.js';
import type { RawCriteria } from './raw-criteria.js';

/**
 * Compiles when lesions are measurable at baseline.
 * @param faults takes what is wrong: amounts, a method twice for one kind, a kind without a rule, target nodes that would
 *   be of normal size
 */
export function compileMeasurable(
  { measurable }: Pick<RawCriteria, 'measurable'>,
  pathologicalFromMm: Big,
  faults: ConfigFault[],
): readonly Measurable[] {
  const seen = new Set<string>();
  for (const [index, { kind, methods }] of measurable.entries()) {
    for (const [at, method] of methods.entries()) {
      const text = `is '${method}', which an entry above has for the same kind (${kind})`;
      if (seen.has(`${kind} ${method}`)) faults.push(faultAt(['measurable', index, 'methods', at], text));
      seen.add(`${kind} ${method}`);
    }
  }
  for (const kind of ['lesion', 'node']) {
    if (measurable.some((one) => one.kind === kind)) continue;
    const text = `does not say when a ${kind} is measurable: an entry with 'kind: ${kind}' is missing`;
    faults.push(faultAt(['measurable'], text, { at: 'key' }));
  }
  return measurable.map((raw, index) => {
    const one = compileOne(raw, index, faults);
    // A target node that is below the pathological size would be gone at baseline.
    if (one.kind === 'node' && one.atLeastMm.gt(0) && one.atLeastMm.lt(pathologicalFromMm)) {
      const text = `is below 'nodes.pathologicalFrom': such a node would be of normal size at baseline`;
      faults.push(faultAt(['measurable', index, 'atLeast'], text));
    }
    return one;
  });
}

function compileOne(
  { kind, methods, axis, atLeast, slices, source }: RawCriteria['measurable'][number],
  index: number,
  faults: ConfigFault[],
): Measurable {
  const at = (...keys: readonly string[]) => ({ path: ['measurable', index, ...keys], faults });
  return {
    ...{ kind, methods, axis, atLeastMm: lengthMm(atLeast, at('atLeast')) },
    ...(slices && {
      slices: { upToMm: lengthMm(slices.upTo, at('slices', 'upTo')), times: new Big(slices.times) },
    }),
    source,
  };
}
