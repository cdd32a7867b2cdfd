import type { VNode } from 'preact';
import { printable, printableLines } from '../../findings/printable.js';
import type { Told } from './told.js';

/** What stands where nothing is told. */
export const NOTHING = '–';

/** A place where nothing is told, with the reason for those who ask. */
export function Nothing({ why = 'not told' }: { why?: string }): VNode {
  return (
    <span class="nothing" title={why}>
      {NOTHING}
    </span>
  );
}

interface TextProps {
  readonly of: Told<string | number | boolean | null | undefined> | undefined;
  /** Why there may be nothing. */
  readonly why?: string;
  /** For UIDs, codes and paths: one width, broken anywhere. */
  readonly code?: boolean;
}

/** Letters that are shown of a text: a header may hold a million, and a page is to be read. */
export const MOST_LETTERS = 4000;

/**
 * A text as pages show it: what could reorder or hide what a person reads is shown as `\xNN` or `\uNNNN`. Line ends of
 * prose are blanks to a page and stay; those of a path or a UID are shown.
 */
export function shownText(text: string, code = false): string {
  return code ? printable(text) : printableLines(text);
}

/** The first letters of a text, no character of two halves being cut. */
function firstLetters(text: string): string {
  return text.slice(0, MOST_LETTERS).replace(/[\ud800-\udbff]$/, '');
}

/** A value of a report as it stands there, every letter and digit; of an endless text its beginning. */
export function Text({ of: told, why, code = false }: TextProps): VNode {
  const { value, at } = told ?? {};
  if (value === undefined || value === null || value === '') return <Nothing {...(why && { why })} />;
  const whole = String(value);
  const first = whole.length > MOST_LETTERS ? firstLetters(whole) : whole;
  const text = shownText(first, code);
  const shown = code ? <code data-at={at}>{text}</code> : <span data-at={at}>{text}</span>;
  if (first === whole) return shown;
  return (
    <>
      {shown}{' '}
      <span class="more" data-cut={at}>
        … and <Count n={whole.length - first.length} what="letters not shown" /> more letters
      </span>
    </>
  );
}

/** A number as people read it: rounded to decimals where those are given, thousands grouped from 10,000. */
export function numberText(value: number, digits?: number): string {
  const decimals = digits === undefined ? { maximumFractionDigits: 20 } : fixed(digits);
  const text = value.toLocaleString('en-US', { ...decimals, useGrouping: Math.abs(value) >= 10_000 });
  // What is too small for any decimal is no zero.
  if (digits === undefined && value !== 0 && /^-?0$/.test(text)) return String(value);
  return text === '-0' || /^-0\.0+$/.test(text) ? text.slice(1) : text;
}

function fixed(digits: number): Intl.NumberFormatOptions {
  return { minimumFractionDigits: digits, maximumFractionDigits: digits };
}

interface NumProps {
  readonly of: Told<number | null | undefined> | undefined;
  /** Decimals that are shown; without them all. `<data>` has the whole value in any case. */
  readonly digits?: number;
  readonly unit?: string;
  /** Why there may be nothing. */
  readonly why?: string;
}

/** A number of a report: rounded for people, whole for machines (`<data value>`). */
export function Num({ of: told, digits, unit, why }: NumProps): VNode {
  const { value, at } = told ?? {};
  if (value === undefined || value === null || !Number.isFinite(value))
    return <Nothing {...(why && { why })} />;
  return (
    <data value={String(value)} data-at={at}>
      {numberText(value, digits)}
      {unit === undefined ? '' : ` ${unit}`}
    </data>
  );
}

/** A number that the page counted itself, and how, in words that a test can hold it to. */
export function Count({ n, what }: { n: number; what: string }): VNode {
  return (
    <data value={String(n)} data-count={what}>
      {numberText(n)}
    </data>
  );
}
