import type { Check, SeriesView } from './study-view.js';
import { deviates } from './study-view.js';

/** A column of the matrix: checks of one name. */
export interface MatrixColumn {
  /** The first check of that name: tells the name. */
  readonly first: Check;
  /** Nothing deviates in it. */
  readonly clean: boolean;
}

/** Whether a series was held against checks, and not only looked at whether it is one of the protocol's. */
export function isChecked({ checks }: SeriesView): boolean {
  return checks.some(({ value }) => value.scope !== 'matching');
}

/**
 * The names of checks of several series, in the protocol's order as far as they share one: a name that is new goes behind
 * the one that it follows in its own series.
 */
export function columnsOf(series: readonly SeriesView[]): MatrixColumn[] {
  const names: string[] = [];
  const first = new Map<string, Check>();
  const deviating = new Set<string>();
  for (const { checks } of series.filter(isChecked)) {
    let place = 0;
    for (const check of checks) {
      const name = check.value.check;
      if (!first.has(name)) {
        first.set(name, check);
        names.splice(place, 0, name);
        place++;
      } else place = names.indexOf(name) + 1;
      if (deviates(check)) deviating.add(name);
    }
  }
  return names.flatMap((name) => {
    const check = first.get(name);
    return check ? [{ first: check, clean: !deviating.has(name) }] : [];
  });
}
