import type { Bounds, Cross, ProtocolPath, Test } from '../compiled.js';
import type { RawCross } from '../protocol.js';
import type { Quantity } from '../series-view.js';
import { named, type RuleScope } from './between.js';
import { compileConstraint } from './constraint.js';

/** What an interval is, apart from how a deviation counts. */
type Interval = Omit<
  Extract<Cross, { kind: 'interval' }>,
  'path' | 'onDeviation' | 'severity' | 'source' | 'rationale'
>;

/** Times between series; they have to carry a unit. */
const TIME: Quantity = {
  name: 'interval',
  type: 'number',
  unit: 's',
  multi: false,
  probes: [],
  samples: () => [],
};

/** Compiles the time from one series to another; undefined after its faults were noted. */
export function compileInterval(
  raw: NonNullable<RawCross['interval']>,
  path: ProtocolPath,
  scope: RuleScope,
): Interval | undefined {
  const { from, to, since = 'start', ...bounds } = raw;
  const first = named(from, [...path, 'from'], scope);
  const second = named(to, [...path, 'to'], scope);
  if (first !== undefined && first === second)
    scope.faults.add([...path, 'to'], "is the series of 'from', too");
  if (Object.keys(bounds).length === 0) {
    return scope.faults.add(path, 'names neither min, max nor target', { at: 'key' });
  }
  const constraint = scope.faults.take(compileConstraint(TIME, bounds, path));
  if (first === undefined || second === undefined || !constraint) return undefined;
  const targetS = boundsOf(constraint.tests, 'target');
  return {
    kind: 'interval',
    from: first,
    to: second,
    since,
    boundsS: boundsOf(constraint.tests, 'range') ?? {},
    ...(targetS && { targetS }),
    text: constraint.text,
  };
}

function boundsOf(tests: readonly Test[], kind: 'range' | 'target'): Bounds | undefined {
  for (const test of tests) if (test.kind === kind) return test.bounds;
  return undefined;
}
