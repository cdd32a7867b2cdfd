import type { Known, Quantity } from '../series-view.js';

/** One of the values of a reading. */
export interface Item {
  readonly text: string;
  /** In the quantity's unit; absent where it is no number. */
  readonly number?: number;
}

/** A decimal or integer string: PS3.5 6.2, DS and IS. */
const NUMBER = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/;

/** A text as a number; undefined where it is none, or none that is finite. */
export function parseNumber(text: string): number | undefined {
  if (!NUMBER.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** The values of a reading one by one. Texts are read as numbers where the quantity may be one. */
export function itemsOf(value: Extract<Known, { state: 'value' }>, type: Quantity['type']): Item[] {
  const { texts, numbers } = value;
  const count = Math.max(texts.length, numbers?.length ?? 0);
  return Array.from({ length: count }, (_, index) => {
    const text = texts[index] ?? String(numbers?.[index] ?? '');
    const number = numberOf(text, numbers?.[index], type);
    return { text, ...(number !== undefined && { number }) };
  });
}

function numberOf(text: string, given: number | undefined, type: Quantity['type']): number | undefined {
  if (type === 'text' || type === 'boolean') return undefined;
  if (given !== undefined) return Number.isFinite(given) ? given : undefined;
  return parseNumber(text);
}

/** One value as if it were all there is. */
export function alone({ text, number }: Item): Known {
  if (text === '') return { state: 'empty' };
  return { state: 'value', texts: [text], ...(number !== undefined && { numbers: [number] }) };
}
