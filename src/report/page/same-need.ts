import type { Need } from './needs.js';
import type { PageSource } from './page-source.js';
import type { Told } from './told.js';

/** A thing that needs a person, told once. */
export interface SameNeed {
  /** As the first report has it. */
  readonly need: Need;
  /** What other reports say of it, in their order. */
  readonly also: readonly Need[];
}

/**
 * Needs of different reports that are one thing, told once, where the first of them stands: one item of one trial, or
 * the same words and values about the same thing. What one report says twice is two things. UIDs are the same wherever
 * they stand; paths and names only below the same roots, for two deliveries may both have a file of that path.
 */
export function sameNeeds(needs: readonly Need[]): SameNeed[] {
  const byKey = new Map<string, { need: Need; also: Need[] }[]>();
  const all: SameNeed[] = [];
  for (const need of needs) {
    const key = itemKey(need) ?? wordsKey(need);
    const known = byKey.get(key) ?? [];
    const same = known.find(
      (one) => ![one.need, ...one.also].some(({ source }) => source.number === need.source.number),
    );
    if (same) same.also.push(need);
    else {
      const thing: { need: Need; also: Need[] } = { need, also: [] };
      byKey.set(key, [...known, thing]);
      all.push(thing);
    }
  }
  return all;
}

/** Items are numbered by trial. */
function itemKey({ source, item, code }: Need): string | undefined {
  const { trial } = source.report.config;
  if (item === undefined || typeof trial !== 'object' || trial === null || !('protocol' in trial))
    return undefined;
  return JSON.stringify(['item', trial.protocol, item.value, code.value]);
}

function wordsKey({ source, about, ...need }: Need): string {
  const { outcome, severity, code, message, expected, actual, unit, item } = need;
  const told = [outcome, severity, code, message, expected, actual, unit, item, ...about];
  const values = told.map((one) => one?.value ?? null);
  return JSON.stringify(['words', values, areUids(about) ? null : placeOf(source)]);
}

/** PS3.5 9.1: a UID is unique in the world. */
function areUids(about: readonly Told<string>[]): boolean {
  return about.length > 0 && about.every(({ value }) => /^[0-9]+(\.[0-9]+)+$/.test(value));
}

/** Where a report worked; of one without roots nobody knows whether that is where another did. */
function placeOf({ number, report }: PageSource): readonly string[] | number {
  return report.roots.length === 0 ? number : report.roots.map(({ path }) => path);
}
