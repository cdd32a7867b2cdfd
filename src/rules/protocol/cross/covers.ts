import type { VolumeGrid } from '../../../study/volume/grid.js';
import type { CheckResult } from '../check-result.js';
import type { Cross } from '../compiled.js';
import type { SeriesView } from '../series-view.js';
import { cornersOf, frameOfReference, gridsOf, shortfallMm } from './extent.js';
import {
  absentVerdict,
  decisiveAbsence,
  type MatchedStudy,
  namedSeries,
  seriesText,
} from './named-series.js';
import { deviates, holds, rowOf, unsettled, type Verdict } from './row.js';

type Covers = Extract<Cross, { kind: 'covers' }>;

/** A series that lies within another one: every one of the first name within every one of the second. */
export function judgeCovers(rule: Covers, matched: MatchedStudy): CheckResult[] {
  const check = `${rule.by} covers ${rule.series}`;
  const head = { scope: 'cross-series', check, study: matched.study.number } as const;
  return [rowOf(head, rule, verdictOf(rule, matched))];
}

function verdictOf(rule: Covers, matched: MatchedStudy): Verdict {
  const [inner, outer] = [namedSeries(rule.series, matched), namedSeries(rule.by, matched)];
  const absent = decisiveAbsence([inner, outer]);
  if (absent) return absentVerdict(absent);
  const shortfalls = inner.views.flatMap((one) => outer.views.map((other) => shortfall(rule, one, other)));
  const told = shortfalls.filter((one) => 'mm' in one).map(({ mm }) => mm);
  const worst = told.reduce((most, mm) => Math.max(most, mm), 0);
  const expected = `≤ ${rule.toleranceMm}`;
  if (worst > rule.toleranceMm) {
    return deviates(rule, 'protocol-cross-deviation', {
      expected,
      actual: String(worst),
      unit: 'mm',
      difference: Math.round((worst - rule.toleranceMm) * 1000) / 1000,
      note: `${rule.series} reaches ${worst} mm beyond ${rule.by}`,
    });
  }
  const unknown = shortfalls.find((one) => 'why' in one);
  if (unknown) return unsettled('protocol-cross-unsettled', unknown.why, { expected, unit: 'mm' });
  return holds({ expected, actual: String(worst), unit: 'mm' });
}

type Shortfall = { readonly mm: number } | { readonly why: string };

/** How far the first series reaches beyond the second, to a thousandth of a millimetre. */
function shortfall(rule: Covers, inner: SeriesView, outer: SeriesView): Shortfall {
  const frames = [frameOfReference(inner), frameOfReference(outer)];
  // PS3.3 C.7.4.1: positions can be compared within one frame of reference.
  if (frames[0] === undefined || frames[0] !== frames[1]) {
    return { why: `${rule.series} and ${rule.by} do not share one frame of reference` };
  }
  const [inside, outside] = [gridsOf(inner), gridsOf(outer)];
  if ('why' in inside) return { why: `${seriesText(rule.series, inner)}: ${inside.why}` };
  if ('why' in outside) return { why: `${seriesText(rule.by, outer)}: ${outside.why}` };
  const corners = inside.stacks.flat().flatMap(cornersOf);
  // What two stacks cover together is not worked out: one of them has to hold it all, in each of its volumes.
  const byStack = outside.stacks.map((grids: readonly VolumeGrid[]) =>
    grids.reduce((most, grid) => Math.max(most, shortfallMm(grid, corners)), 0),
  );
  const mm = byStack.reduce((least, one) => Math.min(least, one), Number.POSITIVE_INFINITY);
  // Numbers at the end of what doubles hold make none: that is no cover.
  if (!Number.isFinite(mm)) return { why: `the positions of ${rule.series} and ${rule.by} make no distance` };
  return { mm: Math.round(mm * 1000) / 1000 };
}
