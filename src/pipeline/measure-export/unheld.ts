import { askedFigure } from '../../measure/codes/asked-figure.js';
import type { Comparison } from '../../measure/compare/compare-stored.js';
import type { MeasureProblem } from '../../measure/problem.js';
import type { MeasurementItem } from '../../measure/source.js';

/**
 * Says of a stored value that could not be held against anything that it was not: so that a report without a
 * disagreement is not taken for one in which all agree. Nothing where another problem says why already.
 * @param why a clause, what the row says
 */
export function unheld(
  item: MeasurementItem,
  { agrees }: Pick<Comparison, 'agrees'>,
  { problems, why }: { readonly problems: readonly MeasureProblem[]; readonly why: string | null },
): MeasureProblem[] {
  if (agrees !== 'not-evaluable' || item.stored?.text === undefined) return [];
  const detail = why === null ? {} : { detail: why };
  if (item.geometries.length === 0 || !askedFigure(item)) {
    return problems.some(({ code }) => SAYS_WHY.has(code))
      ? []
      : [{ code: 'nothing-to-hold-against', ...detail }];
  }
  return problems.some(({ code }) => !SAYS_NOTHING.has(code)) ? [] : [{ code: 'not-recomputed', ...detail }];
}

/** Problems of the stored value itself. */
const SAYS_WHY: ReadonlySet<MeasureProblem['code']> = new Set<MeasureProblem['code']>([
  'value-not-numeric',
  'unit-missing',
  'unit-impossible',
  'concept-missing',
]);

/** Problems that leave values as they are: they are no reason why there is none. */
const SAYS_NOTHING: ReadonlySet<MeasureProblem['code']> = new Set<MeasureProblem['code']>([
  'code-meaning-at-odds',
  'coordinates-outside',
  'spacing-at-detector',
  'image-by-frame-of-reference',
  'slice-spacing-declared',
  'frame-repeated',
  'contour-too-short',
  'contour-planes-missing',
  'contour-repeated',
  'contours-overlap',
  'suv-admin',
  'suv-assumed',
]);
