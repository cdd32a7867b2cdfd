import type { RawCheck, RawConstraint, Scalar } from '../protocol.js';
import type { Quantity } from '../series-view.js';
import { type AttributeClass, CLASS_RULES, type ClassRule } from './attribute-class.js';
import { anyOf, namePattern } from './description.js';
import { amount, rounded } from './number-text.js';
import type { Seen, SeenValue } from './seen.js';

/** A check as it will stand in the file, and what is said beside it. */
export interface DraftCheck {
  readonly name: string;
  readonly raw: RawCheck;
  readonly comment: string;
  /** True where it is as close as its class says; false where what was seen forced it wider. */
  readonly tight: boolean;
}

/** What was seen, and how it is to be asked for. */
interface Asking {
  readonly quantity: Quantity;
  readonly kind: AttributeClass;
  readonly values: readonly SeenValue[];
  readonly varies: boolean;
}

/** A check without its name and words. */
type Made = Pick<DraftCheck, 'raw' | 'tight'>;

/** More distinct values than this are no list that somebody chose. */
const MOST_CHOICES = 8;

/**
 * The check that what was seen passes, as closely as its class says. Undefined where there is none: nothing was seen,
 * or what was seen follows no rule.
 */
export function draftCheck(quantity: Quantity, kind: AttributeClass, seen: Seen): DraftCheck | undefined {
  if (seen.state !== 'values') return undefined;
  const asking = { quantity, kind, values: seen.values, varies: seen.varies };
  const made = kind === 'there' ? { raw: { present: true }, tight: true } : byType(asking);
  if (!made) return undefined;
  const { words } = CLASS_RULES[kind];
  return { name: quantity.name, ...softened(made, kind), comment: `seen ${seenText(asking)}; ${words}` };
}

function softened(made: Made, kind: AttributeClass): Made {
  if (kind !== 'size') return made;
  const constraint: RawConstraint = typeof made.raw === 'object' ? made.raw : { value: made.raw };
  return { ...made, raw: { ...constraint, onDeviation: 'warn' } };
}

function byType(asking: Asking): Made | undefined {
  const { quantity, values } = asking;
  const [first] = values;
  const lists = quantity.multi === 'always' || values.some(({ texts }) => texts.length > 1);
  if (quantity.type === 'boolean') {
    return values.length === 1 ? { raw: first?.texts[0] === 'true', tight: true } : undefined;
  }
  if (quantity.type === 'number') return lists ? numberLists(asking) : numbers(asking);
  return lists ? textLists(asking) : texts(asking);
}

function numbers(asking: Asking): Made | undefined {
  const all = asking.values.flatMap(({ numbers: own = [] }) => own);
  const made = band(asking, all);
  return made && { ...made, raw: withVaries(made.raw, asking.varies) };
}

/** One number or several: a value where its tolerance covers them all, else a list or bounds. */
function band({ quantity: { unit }, kind }: Asking, all: readonly number[]): Made | undefined {
  const low = Math.min(...all);
  const high = Math.max(...all);
  const rule = CLASS_RULES[kind];
  const middle = rounded((low + high) / 2);
  const room = roomOf(rule, middle);
  if (low === high && room === 0) return { raw: amount(low, unit), tight: true };
  // Half of the room is for the reference's own spread: it shall not stand at the edge.
  if (room > 0 && Math.max(high - middle, middle - low) <= room / 2) {
    return { raw: { value: amount(middle, unit), tol: tolerance(rule, unit) }, tight: true };
  }
  const distinct = [...new Set(all)].sort((a, b) => a - b);
  if (room === 0 && distinct.length <= MOST_CHOICES) {
    return { raw: { oneOf: distinct.map((value) => amount(value, unit)) }, tight: false };
  }
  const least = rounded(low - roomOf(rule, low));
  const most = rounded(high + roomOf(rule, high));
  return { raw: { min: amount(least, unit), max: amount(most, unit) }, tight: false };
}

/** How far from a value may be, in its unit. */
function roomOf({ absolute, percent }: ClassRule, value: number): number {
  return absolute ?? (percent === undefined ? 0 : (Math.abs(value) * percent) / 100);
}

function tolerance({ absolute, percent }: ClassRule, unit: string | undefined): string | number {
  return absolute === undefined ? `${percent ?? 0}%` : amount(absolute, unit);
}

/** Lists of one length, place by place. */
function numberLists(asking: Asking): Made | undefined {
  const lists = asking.values.map(({ numbers: own = [] }) => own);
  const length = lists[0]?.length ?? 0;
  if (length === 0 || lists.some((list) => list.length !== length)) return undefined;
  const places = Array.from({ length }, (_, place) =>
    band(
      asking,
      lists.map((list) => list[place] ?? Number.NaN),
    ),
  );
  if (places.some((place) => place === undefined)) return undefined;
  const raw = { ordered: places.flatMap((place) => (place ? [place.raw] : [])) };
  return { raw: withVaries(raw, asking.varies), tight: places.every((place) => place?.tight) };
}

function texts({ values, kind, varies }: Asking): Made | undefined {
  const all = values.flatMap(({ texts: own }) => own);
  if (all.length > MOST_CHOICES) return undefined;
  if (kind === 'name') {
    const patterns = all.map((text) => namePattern(text).slice(2, -3));
    return { raw: withVaries({ matches: anyOf(patterns) }, varies), tight: all.length === 1 };
  }
  const [only] = all;
  if (all.length === 1 && only !== undefined) return { raw: plain(only), tight: true };
  return { raw: withVaries({ oneOf: all }, varies), tight: false };
}

/** A text that is one where a bare value would be taken for more: a pattern, a bound. */
function plain(text: string): RawCheck {
  return /^[\w .]+$/.test(text) ? text : { oneOf: [text] };
}

function textLists({ values, varies }: Asking): Made | undefined {
  const [first] = values;
  if (values.length > 1 || !first || varies) return undefined;
  const set: Scalar[] = [...first.texts];
  return set.some((text) => text === '') ? undefined : { raw: { set }, tight: true };
}

function withVaries(raw: RawCheck, varies: boolean): RawCheck {
  if (!varies) return raw;
  return typeof raw === 'object' ? { ...raw, varies } : { value: raw, varies };
}

/** Most values that a comment names. */
const MOST_SHOWN = 4;

function seenText({ values, quantity, kind }: Asking): string {
  if (kind === 'there') return 'there';
  const shown = values.slice(0, MOST_SHOWN).map(({ texts: own }) => own.join(', '));
  const more = values.length > MOST_SHOWN ? ` and ${values.length - MOST_SHOWN} more` : '';
  const unit = quantity.unit === undefined ? '' : ` ${quantity.unit}`;
  return `${shown.join(' or ')}${more}${unit}`.replace(/\p{Cc}/gu, ' ');
}
