import { nearest } from '../../../findings/suggest.js';
import { type FaultPath, faultAt } from '../../config-fault.js';
import type { AnyFigureName } from '../all-figures.js';
import { compileCensor, compileLimit, type LimitPlace } from './compile-limit.js';
import type { Censor, Limit } from './limit.js';
import type { RawLimit, RawLimitSet } from './raw-limits.js';

/** What a volume is censored by where nothing else is said: half a millimetre, as the paper does. */
export const DEFAULT_CENSOR: Censor = {
  fdMm: 0.5,
  measure: 'power',
  source: 'Power et al. 2012, NeuroImage 59:2142: volumes above 0.5 mm are censored',
};

/** What the limits of a set may be of. */
export interface LimitedFigures {
  /** Who has the figures: `a series of kind ct`. */
  readonly whose: string;
  readonly names: readonly AnyFigureName[];
  /** Whether it has volumes that can be censored. */
  readonly isCensored: boolean;
  /** Where `whose` says that nobody has it. */
  readonly isNegated?: boolean;
}

/** A set as it was written, nothing added from elsewhere. */
export interface WrittenSet {
  readonly censor?: Censor;
  readonly limits: readonly Limit[];
}

/** Compiles limits that stand together; faults are noted, and what has one is left out. */
export function compileSet(
  raw: RawLimitSet,
  place: LimitPlace & { readonly has: LimitedFigures },
): WrittenSet {
  const { has, faults } = place;
  const inner = { ...place, source: raw.source ?? place.source };
  const at = (...keys: FaultPath): LimitPlace => ({ ...inner, path: [...place.path, ...keys] });
  const censor = raw.censor && compileCensor(raw.censor, at('censor'));
  if (censor && !has.isCensored) {
    const text = `is of runs over time: ${has.whose} has no volumes that move against each other`;
    faults.push(faultAt([...place.path, 'censor'], text, { at: 'key' }));
  }
  const seen = new Set<string>();
  const limits: Limit[] = [];
  for (const [i, one] of (raw.limits ?? []).entries()) {
    const { path } = at('limits', i, 'figure');
    if (seen.has(one.figure)) faults.push(faultAt(path, `is '${one.figure}', which has a limit above`));
    seen.add(one.figure);
    const isHad = checkFigure(one, path, place);
    const limit = compileLimit(one, at('limits', i));
    if (limit && isHad) limits.push(limit);
  }
  return { ...(censor && { censor }), limits };
}

function checkFigure(
  { figure }: RawLimit,
  path: FaultPath,
  { has, faults }: { readonly has: LimitedFigures; readonly faults: LimitPlace['faults'] },
): boolean {
  const { whose, names, isNegated } = has;
  if (names.includes(figure)) return true;
  const text = isNegated
    ? `is '${figure}', which ${whose} has: it is of a phantom`
    : `is '${figure}', which ${whose} does not have`;
  faults.push(faultAt(path, text, { meant: nearest(figure, names) }));
  return false;
}
