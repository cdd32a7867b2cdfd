import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { MOST_LETTERS, shownText } from '../../../src/report/page/value.js';

/** An element of a page that says where its value stands in the JSON. */
interface ToldElement {
  readonly at: string;
  readonly tag: string;
  /** Of `<data value>`. */
  readonly value: string | null;
  readonly outcome: string | null;
  /** Of a visit. */
  readonly state: string | null;
  readonly text: string;
}

/** What stands in the reports at `NUMBER/pointer` (RFC 6901); undefined where nothing does. */
export function valueAt(reports: readonly unknown[], at: string): unknown {
  const keys = at.split('/').map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  let value: unknown = reports;
  for (const key of keys) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

/** The text that a value of the JSON has on a page. */
function asText(value: unknown): string {
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object')) return value.join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Whether a rounded text is the number: off by at most half of its last digit. */
export function isRounded(text: string, value: number): boolean {
  const [number = ''] = /^-?[\d,]*\.?\d+(?:e[-+]?\d+)?/i.exec(text) ?? [];
  if (number === '') return false;
  const plain = number.replaceAll(',', '');
  const decimals = /\.(\d+)/.exec(plain)?.[1]?.length ?? 0;
  return Math.abs(Number(plain) - value) <= 0.5 * 10 ** -decimals * (1 + 1e-9);
}

/** What a page makes of what is not told by an outcome, but by yes, no or nothing. */
const OUTCOMES_OF: ReadonlyMap<unknown, readonly string[]> = new Map<unknown, readonly string[]>([
  [true, ['pass']],
  [false, ['fail']],
  [null, ['not-evaluable', 'not-applicable']],
]);

/** What of an element is not what the JSON says; undefined where all is. */
function difference(element: ToldElement, expected: unknown): string | undefined {
  const { at, tag, value, outcome, state, text } = element;
  if (expected === undefined) return `${at} is not in the JSON`;
  if (outcome !== null || state !== null) {
    const said = outcome ?? state ?? '';
    return (OUTCOMES_OF.get(expected) ?? [expected]).includes(said) ? undefined : `${at} is ${said}`;
  }
  if (expected === null) return `${at} is told, and is null in the JSON`;
  if (tag !== 'DATA') {
    // Of an endless text a page shows the beginning, and of what would reorder it the number.
    const first = asText(expected).slice(0, MOST_LETTERS);
    const right = shownText(first, tag === 'CODE')
      .trim()
      .replace(/\s+/g, ' ');
    return text === right || text === { true: 'yes', false: 'no' }[right]
      ? undefined
      : `${at} says '${text}', not '${right}'`;
  }
  if (value !== String(expected)) return `${at} has the value ${value}, not ${String(expected)}`;
  return isRounded(text, Number(expected)) ? undefined : `${at} says '${text}', not ${String(expected)}`;
}

/** What a page says that its reports do not, and how many values it says at all. */
export async function untold(
  page: Page,
  paths: readonly string[],
): Promise<{ wrong: string[]; values: number }> {
  const reports = paths.map((path) => JSON.parse(readFileSync(path, 'utf8')) as unknown);
  const elements = (await page.evaluate(`[...document.querySelectorAll('[data-at]')].map((element) => ({
    at: element.dataset.at, tag: element.tagName, value: element.getAttribute('value'),
    outcome: element.dataset.outcome ?? null, state: element.dataset.state ?? null, text: element.textContent.replace(/\\s+/g, ' ').trim(),
  }))`)) as ToldElement[];
  const wrong = elements.flatMap((element) => difference(element, valueAt(reports, element.at)) ?? []);
  return { wrong, values: elements.length };
}

/** Texts with a digit that neither lead to the JSON nor say what was counted: those that the program itself writes. */
export async function looseDigits(page: Page): Promise<string[]> {
  return (await page.evaluate(`(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = new Set();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!/\\d/.test(node.data)) continue;
      if (node.parentElement.closest('[data-at], [data-count], [data-figure], svg')) continue;
      found.add(node.data.replace(/\\s+/g, ' ').trim());
    }
    return [...found].sort();
  })()`)) as string[];
}
