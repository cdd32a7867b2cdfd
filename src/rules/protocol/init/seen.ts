import type { Quantity, SeriesView } from '../series-view.js';

/** A value as it stands in a reference. */
export interface SeenValue {
  readonly texts: readonly string[];
  readonly numbers?: readonly number[];
}

/** What a quantity is in the series of a reference. */
export type Seen =
  /** Nowhere there. */
  | { readonly state: 'absent' }
  /** It cannot serve: there on some images only, unreadable, or not to be told. `why` is a clause. */
  | { readonly state: 'unusable'; readonly why: string }
  | {
      readonly state: 'values';
      /** Distinct; at least one. */
      readonly values: readonly SeenValue[];
      /** True where one series holds several. */
      readonly varies: boolean;
    };

/** What a quantity is in these series, taken together. */
export function look(quantity: Quantity, views: readonly SeriesView[]): Seen {
  const values = new Map<string, SeenValue>();
  let absent = 0;
  let present = 0;
  let varies = false;
  for (const view of views) {
    let own = 0;
    for (const { value } of quantity.samples(view)) {
      if (value.state === 'unreadable') return { state: 'unusable', why: 'it cannot be read' };
      if (value.state === 'unknown') return { state: 'unusable', why: value.why };
      if (value.state !== 'value' || value.texts.every((text) => text.trim() === '')) {
        absent++;
        continue;
      }
      own++;
      const { texts, numbers } = value;
      values.set(JSON.stringify(texts), { texts, ...(numbers && { numbers }) });
    }
    present += own;
    varies ||= own > 1;
  }
  if (present === 0) return { state: 'absent' };
  if (absent > 0) return { state: 'unusable', why: 'only some images have it' };
  if (quantity.type === 'number' && [...values.values()].some(({ numbers }) => !numbers?.length)) {
    return { state: 'unusable', why: 'it is no number' };
  }
  return { state: 'values', values: [...values.values()], varies };
}

/** The one number of a quantity that does not vary; undefined for anything else. */
export function onlyNumber(quantity: Quantity, view: SeriesView): number | undefined {
  const seen = look(quantity, [view]);
  if (seen.state !== 'values' || seen.values.length !== 1) return undefined;
  const { numbers = [] } = seen.values[0] ?? {};
  return numbers.length === 1 ? numbers[0] : undefined;
}

/** The texts of a quantity that does not vary, as one; undefined for anything else. */
export function onlyTexts(quantity: Quantity, view: SeriesView): readonly string[] | undefined {
  const seen = look(quantity, [view]);
  return seen.state === 'values' && seen.values.length === 1 ? seen.values[0]?.texts : undefined;
}
