import type { Probe } from '../../../study/probe/probe.js';
import { probeKey } from '../../../study/probe/probe.js';
import { separatorsOf } from '../../../study/series-geometry.js';
import type { CheckResult } from '../check-result.js';
import type { Check, Consequence, Entry, Test } from '../compiled.js';
import { DERIVED } from '../derived/derived.js';
import { quantityOf } from '../quantity/quantity-of.js';
import type { Quantity, SeriesView } from '../series-view.js';
import { allConstants, constantsOf, knownConstant, VARIES_BY_NATURE } from './constancy-lists.js';
import { consequenceOf, type RowContext, subjectOf } from './judge-check.js';
import { type Spread, spreadOf } from './spread.js';

/** A quantity that a series may hold once, and how a second value counts. */
interface Constant extends Consequence {
  readonly quantity: Quantity;
  /** The protocol names it: then it has to be there, too. */
  readonly named: boolean;
}

const SAME = 'the same in every instance';

/** What has to be read to tell what goes without saying: see {@link allConstants}. */
export function constancyProbes(): Probe[] {
  const probes = allConstants().flatMap(({ name }) => resolved(name).probes);
  return [...new Map(probes.map((probe) => [probeKey(probe), probe])).values()];
}

/** What a name means does not change: each is looked up once. */
const RESOLVED = new Map<string, Quantity>();

function resolved(name: string): Quantity {
  const known = RESOLVED.get(name);
  if (known) return known;
  const quantity = quantityOf(name);
  if ('problem' in quantity) throw new Error(`a list of the program names ${name}: ${quantity.problem}`);
  RESOLVED.set(name, quantity);
  return quantity;
}

/**
 * What must not vary within a series: what the entry names, else what goes with the modality; and every attribute of which
 * one value is asked, unless its check says `varies`. Volumes may differ in what tells them apart. Orientation may not, even
 * between stacks: an entry for such series (three-plane scouts, angled stacks) says so by `varies` or by its own list.
 * @param checked rows of the entry's checks, by quantity
 */
export function judgeConstancy(
  entry: Entry,
  row: RowContext,
  checked: readonly CheckResult[],
): CheckResult[] {
  const rows: CheckResult[] = [];
  const rowOf = new Map(checked.map((result) => [result.check, result]));
  let constant = 0;
  for (const one of constantsFor(entry, row.view, rowOf)) {
    const spread = spreadIn(row.view, one.quantity);
    if (spread.kind === 'constant') constant++;
    const result = resultOf(spread, one, row);
    if (result && !isTold(result, rowOf.get(one.quantity.name))) rows.push(result);
  }
  if (constant > 0) rows.push(passed(row, constant));
  return rows;
}

/** Its own check names the same instances already, and counts as much. */
function isTold(result: CheckResult, own: CheckResult | undefined): boolean {
  if (result.code !== 'protocol-varies' || own?.code !== 'protocol-deviation') return false;
  return own.outliers !== undefined && own.outcome === result.outcome;
}

function passed(row: RowContext, constant: number): CheckResult {
  return {
    ...subjectOf(row),
    scope: 'constancy',
    check: 'constancy',
    code: 'protocol-as-declared',
    outcome: 'pass',
    severity: 'major',
    expected: SAME,
    actual: `${constant} ${constant === 1 ? 'quantity is' : 'quantities are'}`,
  };
}

function constantsFor(
  entry: Entry,
  view: SeriesView,
  rowOf: ReadonlyMap<string, CheckResult>,
): Iterable<Constant> {
  const asked = [...entry.checks, ...entry.variants.flatMap(({ checks }) => checks)].filter((check) => {
    const outcome = rowOf.get(check.quantity.name)?.outcome;
    return outcome !== undefined && outcome !== 'not-applicable';
  });
  const varying = new Set(asked.filter(({ varies }) => varies).map(({ quantity }) => quantity.name));
  const constants = new Map<string, Constant>();
  const add = (one: Constant): void => {
    if (!constants.has(one.quantity.name)) constants.set(one.quantity.name, one);
  };
  for (const check of asked) {
    if (varying.has(check.quantity.name) || !isOfOneValue(check)) continue;
    const { quantity, onDeviation, severity, source, rationale } = check;
    const cited = { ...(source !== undefined && { source }), ...(rationale !== undefined && { rationale }) };
    add({ quantity, named: false, onDeviation, severity, ...cited });
  }
  for (const quantity of entry.constant ?? []) {
    add({ quantity, named: true, onDeviation: 'fail', severity: 'major' });
  }
  if (entry.constant === undefined) {
    for (const one of ofModality(view)) if (!varying.has(one.quantity.name)) add(one);
  }
  return constants.values();
}

function* ofModality(view: SeriesView): Generator<Constant> {
  // One modality a series, PS3.3 C.7.3.1; where there are two, that is told, and both count.
  const modalities = [...new Set(view.headers.map(({ modality }) => modality))].sort();
  for (const modality of modalities) {
    const rationale = `a series of ${modality} holds it once`;
    for (const { name } of constantsOf(modality)) {
      yield { quantity: resolved(name), named: false, onDeviation: 'fail', severity: 'major', rationale };
    }
  }
}

/** A check of an attribute that asks for one value, or a range. Derived values are of the series as a whole. */
function isOfOneValue({ quantity: { name, probes }, tests }: Check): boolean {
  if (VARIES_BY_NATURE.has(name) || probes.length !== 1) return false;
  return !DERIVED.has(name) && tests.some(isOne);
}

function isOne({ kind }: Test): boolean {
  return kind === 'equals' || kind === 'range' || kind === 'target';
}

function spreadIn(view: SeriesView, quantity: Quantity): Spread {
  const { apart = [], absolute } = knownConstant(quantity.name);
  const separators = new Set<string>(separatorsOf(view.geometry));
  const isApart = separators.has(quantity.name) || apart.some((name) => separators.has(name));
  return spreadOf(quantity.samples(view), quantity, {
    absolute,
    onlyPresence: isApart || (quantity.name === 'ImageOrientationPatient' && followsTheHead(view)),
    instances: view.instances.length,
  });
}

/** Prospective motion correction turns the planes of one stack a little from volume to volume. */
function followsTheHead({ geometry: { stacks } }: SeriesView): boolean {
  return stacks.length === 1 && stacks[0]?.moved === true;
}

function resultOf(spread: Spread, one: Constant, row: RowContext): CheckResult | undefined {
  const { quantity, severity, source, rationale } = one;
  const about = {
    ...subjectOf(row),
    scope: 'constancy',
    check: quantity.name,
    severity,
    expected: SAME,
    ...(quantity.unit !== undefined && { unit: quantity.unit }),
    ...(source !== undefined && { source }),
    ...(rationale !== undefined && { rationale }),
  } as const;
  const outliersOf = (outliers: readonly number[]) => (outliers.length > 0 ? { outliers } : {});
  switch (spread.kind) {
    case 'constant':
      return undefined;
    case 'absent':
      // What is not asked for may be absent; what the protocol names has to be there, to be the same.
      if (!one.named) return undefined;
      return { ...about, code: 'protocol-value-absent', outcome: 'not-evaluable' };
    case 'varies':
      return {
        ...about,
        code: 'protocol-varies',
        outcome: consequenceOf('fail', one),
        actual: spread.actual,
        ...outliersOf(spread.outliers),
      };
    case 'unreadable':
      return {
        ...about,
        code: 'protocol-value-unreadable',
        outcome: 'not-evaluable',
        ...outliersOf(spread.outliers),
      };
    case 'unknown':
      return { ...about, code: 'protocol-value-unknown', outcome: 'not-evaluable', note: spread.why };
  }
}
