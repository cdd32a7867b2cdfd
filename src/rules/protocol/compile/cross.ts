import type { Cross, ProtocolPath } from '../compiled.js';
import type { RawCross } from '../protocol.js';
import type { Quantity } from '../series-view.js';
import { allNamed, named, type RuleScope, sameness } from './between.js';
import { consequenceOf } from './conditions.js';
import { compileTolerance } from './constraint.js';
import { defined } from './faults.js';
import { compileInterval } from './interval.js';

const KINDS = ['same', 'order', 'interval', 'covers', 'paired'] as const;

/** Compiles what series of one study have to do with each other; rules with faults are left out. */
export function compileCross(raw: readonly RawCross[], scope: RuleScope): Cross[] {
  return defined(raw.map((rule, i) => compileRule(rule, ['crossSeries', i], scope)));
}

/** What a kind of rule holds beside what all rules have. */
type Own<Rule> = Rule extends unknown
  ? Omit<Rule, 'path' | 'onDeviation' | 'severity' | 'source' | 'rationale'>
  : never;
type OwnCross = Own<Cross>;

function compileRule(raw: RawCross, path: ProtocolPath, scope: RuleScope): Cross | undefined {
  const { faults, source } = scope;
  const said = KINDS.filter((kind) => raw[kind] !== undefined);
  if (said.length !== 1) {
    const text = said.length === 0 ? 'says nothing' : `says ${said.join(' and ')}`;
    return faults.add(path, `${text}; exactly one of ${KINDS.join(', ')} is wanted`, { at: 'key' });
  }
  if (raw.of && !raw.same) faults.add([...path, 'of'], "only goes with 'same'", { at: 'key' });
  if (raw.tol !== undefined && !raw.same && !raw.covers) {
    faults.add([...path, 'tol'], "only goes with 'same' and 'covers'", { at: 'key' });
  }
  const own = ownOf(raw, path, scope);
  if (!own) return undefined;
  return { ...own, ...consequenceOf({ ...(source === undefined ? {} : { source }), ...raw }), path };
}

function ownOf(raw: RawCross, path: ProtocolPath, scope: RuleScope): OwnCross | undefined {
  const { same, of, order, interval, covers, paired } = raw;
  if (same) {
    const series = of ? allNamed(of, [...path, 'of'], scope) : scope.names;
    return { kind: 'same', of: series, ...sameness({ ...raw, same }, path, scope.faults) };
  }
  if (order) return { kind: 'order', of: allNamed(order, [...path, 'order'], scope) };
  if (interval) return compileInterval(interval, [...path, 'interval'], scope);
  if (covers) return compileCovers(covers, raw.tol, { path, scope });
  return paired && compilePaired(paired, [...path, 'paired'], scope);
}

/** Lengths by which coverage may fall short. */
const LENGTH: Quantity = {
  name: 'covers',
  type: 'number',
  unit: 'mm',
  multi: false,
  probes: [],
  samples: () => [],
};

function compileCovers(
  raw: NonNullable<RawCross['covers']>,
  tol: string | number | undefined,
  { path, scope }: { readonly path: ProtocolPath; readonly scope: RuleScope },
): OwnCross | undefined {
  const two = twoSeries(raw, [...path, 'covers'], { keys: ['series', 'by'], scope });
  const tolerance =
    tol === undefined ? { absolute: 0 } : scope.faults.take(compileTolerance(LENGTH, tol, [...path, 'tol']));
  if (!tolerance) return undefined;
  if ('relative' in tolerance) {
    return scope.faults.add([...path, 'tol'], 'is a share; coverage needs a length, as 2 mm');
  }
  return two && { kind: 'covers', series: two[0], by: two[1], toleranceMm: tolerance.absolute };
}

function compilePaired(
  raw: NonNullable<RawCross['paired']>,
  path: ProtocolPath,
  scope: RuleScope,
): OwnCross | undefined {
  const two = twoSeries(raw, path, { keys: ['series', 'with'], scope });
  return (
    two && {
      kind: 'paired',
      series: two[0],
      with: two[1],
      opposite: raw.opposite === 'phaseEncodingPolarity',
    }
  );
}

/** Two different series that a rule names under two keys. */
function twoSeries<Key extends string>(
  raw: Readonly<Record<Key, string>>,
  path: ProtocolPath,
  { keys: [first, second], scope }: { readonly keys: readonly [Key, Key]; readonly scope: RuleScope },
): readonly [string, string] | undefined {
  const one = named(raw[first], [...path, first], scope);
  const other = named(raw[second], [...path, second], scope);
  if (one === undefined || other === undefined) return undefined;
  if (one === other) return scope.faults.add([...path, second], `is the series of '${first}', too`);
  return [one, other];
}
