import type { Known, Quantity, Sample } from '../series-view.js';
import { formatNumber } from '../units/format.js';
import { risingOnce } from './samples.js';
import { cut } from './show.js';

/** Numbers of one series that differ by less are one number, written twice. */
const RELATIVE_NOISE = 1e-6;
/** So many values are named in a row. */
const MAX_NAMED = 5;

/** Whether the values of a quantity are one. */
export type Spread =
  | { readonly kind: 'constant' | 'absent' }
  | { readonly kind: 'varies'; readonly actual: string; readonly outliers: readonly number[] }
  | { readonly kind: 'unreadable'; readonly outliers: readonly number[] }
  | { readonly kind: 'unknown'; readonly why: string };

/** How values are compared. */
export interface SpreadOptions {
  /** By how much numbers may differ. */
  readonly absolute?: number | undefined;
  /** The values may differ, but each instance has one or none has. */
  readonly onlyPresence: boolean;
  /** How many instances the series has. */
  readonly instances: number;
}

/** Samples of one value. */
interface Group {
  readonly value: Known;
  readonly text: string;
  readonly instances: readonly number[];
}

/** Compares the values that a quantity has in a series: with the one that most instances have. */
export function spreadOf(samples: readonly Sample[], quantity: Quantity, options: SpreadOptions): Spread {
  const groups = grouped(samples, quantity.type);
  const told = groups.filter(({ value }) => value.state !== 'unreadable' && value.state !== 'unknown');
  const [most] = told;
  const others = most ? told.filter((group) => !isSame(most.value, group.value, options)) : [];
  if (others.length > 0) {
    const outliers = risingOnce(others.flatMap(({ instances }) => instances));
    return { kind: 'varies', actual: describe(told, options.instances), outliers };
  }
  const unreadable = groups.filter(({ value }) => value.state === 'unreadable');
  if (unreadable.length > 0) {
    const instances = unreadable.flatMap((group) => group.instances);
    return { kind: 'unreadable', outliers: groups.length > 1 ? risingOnce(instances) : [] };
  }
  const unknown = groups.find(({ value }) => value.state === 'unknown');
  if (unknown?.value.state === 'unknown') return { kind: 'unknown', why: unknown.value.why };
  return { kind: most && !isNothing(most.value) ? 'constant' : 'absent' };
}

/** Equal values together, the most frequent first; then by their text, never by the order of files. */
function grouped(samples: readonly Sample[], type: Quantity['type']): Group[] {
  const groups = new Map<string, { value: Known; text: string; instances: number[] }>();
  for (const { value, instances } of samples) {
    const text = textOf(value, type);
    const key = `${isNothing(value) ? 'absent' : value.state}\n${text}`;
    const group = groups.get(key);
    if (group) group.instances.push(...instances);
    else groups.set(key, { value, text, instances: [...instances] });
  }
  return [...groups.values()].sort(
    (a, b) => b.instances.length - a.instances.length || (a.text < b.text ? -1 : 1),
  );
}

/** Absent, or there without a value: PS3.5 7.4, Type 2. */
function isNothing(value: Known): boolean {
  if (value.state === 'value') return value.texts.every((text) => text === '') && !value.numbers?.length;
  return value.state === 'absent' || value.state === 'empty';
}

function textOf(value: Known, type: Quantity['type']): string {
  if (value.state === 'unknown') return value.why;
  if (value.state !== 'value' || isNothing(value)) return 'absent';
  const { texts, numbers } = value;
  return (type !== 'text' && numbers ? numbers.map(formatNumber) : texts).join('\\');
}

function isSame(a: Known, b: Known, { absolute, onlyPresence }: SpreadOptions): boolean {
  if (isNothing(a) || isNothing(b)) return isNothing(a) && isNothing(b);
  if (onlyPresence) return true;
  if (a.state !== 'value' || b.state !== 'value') return false;
  const { numbers: left } = a;
  const { numbers: right } = b;
  if (!left || !right) return a.texts.join('\\') === b.texts.join('\\');
  return left.length === right.length && left.every((value, index) => isClose(value, right[index], absolute));
}

function isClose(a: number, b: number | undefined, absolute: number | undefined): boolean {
  if (b === undefined) return false;
  return Math.abs(a - b) <= (absolute ?? RELATIVE_NOISE * Math.max(Math.abs(a), Math.abs(b)));
}

/** `2300 in 190, 2400 in 2 of 192 instances`; of frames of one instance: `2.3, 4.6`. */
function describe(groups: readonly Group[], total: number): string {
  const named = groups.slice(0, MAX_NAMED);
  const more = groups.length - named.length;
  const counted = total > 1 && groups.every(({ instances }) => instances.length > 0);
  const list = named.map(({ text, instances }) =>
    counted ? `${cut(text)} in ${instances.length}` : cut(text),
  );
  const tail = more > 0 ? `, and ${more} more values` : '';
  return counted ? `${list.join(', ')}${tail} of ${total} instances` : `${list.join(', ')}${tail}`;
}
