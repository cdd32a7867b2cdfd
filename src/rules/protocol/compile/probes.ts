import { type Probe, probeKey } from '../../../study/probe/probe.js';
import type { Check, Condition, Entry, Protocol } from '../compiled.js';
import { crossProbes } from '../cross/probes.js';
import { START_PROBES } from '../derived/clock.js';
import { DERIVED } from '../derived/derived.js';
import { TIME_PROBES } from '../derived/time.js';
import { COMPLETENESS } from '../evaluate/completeness.js';
import { constancyProbes } from '../evaluate/constancy.js';
import type { Quantity } from '../series-view.js';
import { VIEW_PROBES } from '../view/study-views.js';

/** What is compiled of a protocol before it is known what has to be read for it. */
export type Unprobed = Omit<Protocol, 'probes'>;

/** Everything that has to be read for a protocol, each probe once. */
export function probesOf(protocol: Unprobed): Probe[] {
  const probes = new Map<string, Probe>();
  for (const probe of allProbes(protocol)) {
    const key = probeKey(probe);
    if (!probes.has(key)) probes.set(key, probe);
  }
  return [...probes.values()];
}

function* allProbes(protocol: Unprobed): Generator<Probe> {
  for (const quantity of quantitiesOf(protocol)) yield* quantity.probes;
  for (const rule of protocol.crossSeries) {
    yield* crossProbes(rule);
    if (rule.kind === 'interval' && rule.since === 'end') yield* TIME_PROBES;
  }
  // What goes without saying: who and when, what must not vary, that series are whole.
  yield* VIEW_PROBES;
  yield* START_PROBES;
  yield* constancyProbes();
  for (const name of COMPLETENESS) yield* DERIVED.get(name)?.probes ?? [];
}

function* quantitiesOf({ entries, exclude, acrossVisits }: Unprobed): Generator<Quantity> {
  for (const entry of entries) yield* ofEntry(entry);
  for (const { match } of exclude) yield* ofCondition(match);
  for (const rule of acrossVisits) yield* rule.quantities;
}

function* ofEntry({ match, checks, variants, constant }: Entry): Generator<Quantity> {
  yield* ofCondition(match);
  yield* ofChecks(checks);
  for (const variant of variants) {
    yield* ofCondition(variant.when);
    yield* ofChecks(variant.checks);
  }
  if (constant) yield* constant;
}

function* ofChecks(checks: readonly Check[]): Generator<Quantity> {
  for (const check of checks) {
    yield check.quantity;
    if (check.when) yield* ofCondition(check.when);
  }
}

function* ofCondition({ terms }: Condition): Generator<Quantity> {
  for (const { constraint } of terms) yield constraint.quantity;
}
