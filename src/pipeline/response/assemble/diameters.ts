import { Big } from 'big.js';
import { groupBy } from '../../../findings/group-by.js';
import type { Diameter } from '../../../rules/response/course.js';
import type { Axis } from '../../../rules/response/words.js';
import { type Fault, type Length, NO_AXIS } from './lengths.js';
import { listed } from './telling.js';

/** What the diameters of a lesion are chosen by. */
export interface DiameterOf {
  readonly isNode: boolean | undefined;
  readonly isTarget: boolean;
}

/** The diameters of a lesion at a visit, at most one an axis; or why there are none. A conflict with a fact has its code. */
export function diametersOf(lengths: readonly Length[], of: DiameterOf): readonly Diameter[] | Fault {
  const needed = of.isNode ? 'short' : 'long';
  const hasNeeded = lengths.some(({ axis }) => axis === needed);
  const placed = lengths
    // A length without an axis counts where no axis stands beside it.
    .filter(({ axis }) => axis !== null || !hasNeeded)
    .map((length) => ({ ...length, axis: length.axis ?? needed, isUnnamed: length.axis === null }));
  const unplaced = placed.some((one) => one.isUnnamed && !isZero(one));
  if (unplaced && of.isNode) {
    // Eisenhauer 2009, 3.1.1 and 4.2: nodes are measured by their short axis; a length is by habit the longest.
    return { ...NO_AXIS, detail: 'it is a node, and its length is not said to be the short axis' };
  }
  if (unplaced && of.isNode === undefined && of.isTarget) {
    return {
      ...NO_AXIS,
      detail: 'whether its length is the axis that counts is not known without knowing whether it is a node',
    };
  }
  const diameters: Diameter[] = [];
  const byAxis = groupBy(placed, ({ axis }) => axis);
  for (const axis of ['long', 'short'] as const) {
    const one = merged(axis, byAxis.get(axis) ?? []);
    if (one && 'code' in one) return one;
    if (one) diameters.push(one);
  }
  return crossed(diameters) ?? diameters;
}

function isZero({ storedMm, recomputedMm }: Length): boolean {
  return [storedMm, recomputedMm].every((value) => value === null || value.eq(0));
}

/** One diameter of all that is said of an axis. A length from a region alone stands beside the one that is stored. */
function merged(axis: Axis, lengths: readonly Length[]): Diameter | Fault | undefined {
  if (lengths.length === 0) return undefined;
  const stored = lengths.filter(({ storedMm }) => storedMm !== null);
  const storedMm = unique(stored.map((one) => one.storedMm));
  const own = stored.filter(({ recomputedMm }) => recomputedMm !== null);
  const source = own.length > 0 ? own : lengths;
  const recomputedMm = unique(source.map((one) => one.recomputedMm));
  for (const values of [storedMm, recomputedMm]) {
    if (values.length < 2) continue;
    const actual = values.map((value) => `${value.toFixed()} mm`);
    const detail = `its ${axis} axis is said differently: ${listed(actual)}`;
    const byFact = lengths.some(({ isFact }) => isFact);
    return { code: byFact ? 'facts-conflict' : 'lesion-duplicate', detail, actual: actual.join(', ') };
  }
  const verdicts = new Set(own.map(({ agrees }) => agrees));
  const agrees = verdicts.has(false) ? false : verdicts.size === 1 && verdicts.has(true) ? true : null;
  return { axis, storedMm: storedMm[0] ?? null, recomputedMm: recomputedMm[0] ?? null, agrees };
}

/** Each value once, the smallest first. */
function unique(values: readonly (Big | null)[]): readonly Big[] {
  const byText = new Map(values.flatMap((value) => (value ? [[value.toFixed(), value]] : [])));
  return [...byText.values()].sort((a, b) => a.cmp(b));
}

/** A short axis that is longer than the long one: which is which is not known. */
function crossed(diameters: readonly Diameter[]): Fault | undefined {
  const [long, short] = (['long', 'short'] as const).map((axis) =>
    diameters.find((one) => one.axis === axis),
  );
  if (!long?.storedMm || !short?.storedMm?.gt(long.storedMm)) return undefined;
  const detail = `its short axis of ${short.storedMm.toFixed()} mm is longer than its long axis of ${long.storedMm.toFixed()} mm`;
  return { code: 'state-conflict', detail };
}

/** The longest of all lengths, mm, and whether each is 0; null without any. */
export function extent(
  diameters: readonly Diameter[],
): { readonly mm: Big; readonly isMixed: boolean } | null {
  const all = diameters.flatMap(({ storedMm, recomputedMm }) => [storedMm, recomputedMm]);
  const values = all.filter((value) => value !== null);
  if (values.length === 0) return null;
  const mm = values.reduce((a, b) => (b.gt(a) ? b : a), new Big(0));
  return { mm, isMixed: mm.gt(0) && values.some((value) => value.eq(0)) };
}
