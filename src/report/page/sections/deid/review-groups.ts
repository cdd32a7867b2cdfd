import type { DeidAction, DeidReviewRow } from '../../../deid-sections.js';
import type { Told } from '../../told.js';

type Row = Told<DeidReviewRow>;

/** An attribute that a rule decides, with the rows of all series that have it. */
export interface ReviewAttribute {
  readonly first: Row;
  readonly rows: readonly Row[];
}

/** What one rule does, over all series. */
export interface ReviewRule {
  readonly first: Row;
  /** Whether the rules of a whole list stand together: each private element has its own there. */
  readonly isList: boolean;
  readonly rows: readonly Row[];
  readonly attributes: readonly ReviewAttribute[];
}

/** Values by a key, in the order in which keys are met. */
export function grouped<T>(values: readonly T[], keyOf: (value: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group) group.push(value);
    else groups.set(keyOf(value), [value]);
  }
  return [...groups.values()];
}

/** Entries of these are rules of one element each. */
function isListed({ value: { source } }: Row): boolean {
  return source.startsWith('private list ');
}

function ruleKey(row: Row): string {
  const { rule, source } = row.value;
  return JSON.stringify([isListed(row) ? '' : rule, source]);
}

/** What does one thing, by rules; those that decide most attributes first. */
export function rulesOf(rows: readonly Row[], action: DeidAction): ReviewRule[] {
  const own = rows.filter(({ value }) => value.action === action);
  return grouped(own, ruleKey)
    .flatMap((group) => {
      const [first] = group;
      if (!first) return [];
      const attributes = grouped(group, ({ value }) => value.path).flatMap((some) =>
        some[0] ? [{ first: some[0], rows: some }] : [],
      );
      return [{ first, isList: isListed(first), rows: group, attributes }];
    })
    .sort((a, b) => b.attributes.length - a.attributes.length);
}

/** Attributes that do not fare alike everywhere, with one row for each thing that is done to them. */
export function unlike(rows: readonly Row[]): Row[][] {
  return grouped(rows, ({ value }) => value.path)
    .map((some) =>
      grouped(some, ({ value: { action } }) => action).flatMap(([first]) => (first ? [first] : [])),
    )
    .filter((some) => some.length > 1);
}
