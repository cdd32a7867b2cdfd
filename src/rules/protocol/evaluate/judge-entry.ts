import type { CheckResult } from '../check-result.js';
import type { Entry } from '../compiled.js';
import type { SeriesView } from '../series-view.js';
import { judgeCompleteness } from './completeness.js';
import { judgeConstancy } from './constancy.js';
import { judgeChecks } from './variants.js';

/** Every check of an entry, on a series that was taken for it: its own, its variant's, and what goes without saying. */
export function judgeEntry(entry: Entry, view: SeriesView, study: number): CheckResult[] {
  const row = { study, view, entry: entry.name };
  const checked = judgeChecks(entry, row);
  const names = new Set(checked.map(({ check }) => check));
  return [...checked, ...judgeCompleteness(row, names), ...judgeConstancy(entry, row, checked)];
}

/** Share of an entry's checks that pass on a series, of those that are asked there: 0 to 1; 0 where none is. */
export function agreement(entry: Entry, view: SeriesView): number {
  const asked = judgeChecks(entry, { study: 0, view, entry: entry.name }).filter(
    ({ outcome }) => outcome !== 'not-applicable',
  );
  const passing = asked.filter(({ outcome }) => outcome === 'pass').length;
  return asked.length > 0 ? passing / asked.length : 0;
}
