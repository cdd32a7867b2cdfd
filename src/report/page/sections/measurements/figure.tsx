import type { VNode } from 'preact';
import type { Told } from '../../told.js';
import { Nothing, Num, Text } from '../../value.js';

/** Numbers that people read with decimals; smaller and larger ones are shown as the report has them. */
const SMALLEST = 1e-6;
const LARGEST = 1e12;

/** Decimals that give a number so many figures. */
function decimalsFor(figures: number, value: number): number {
  return Math.max(0, figures - 1 - Math.floor(Math.log10(Math.abs(value))));
}

/** People compare no more decimals than this, unless a number is small. */
const MOST_DECIMALS = 4;

/** Decimals of an exact decimal text; undefined where it has an exponent. */
function decimalsOfText(text: string): number | undefined {
  return /^[-+]?\d*\.?(\d*)$/.exec(text.trim())?.[1]?.length;
}

interface FigureProps {
  readonly of: Told<number | null>;
  /** The stored value that it is held against: one decimal more than that is shown, as far as people compare. */
  readonly beside?: string | null;
  /** As many figures are shown at least. */
  readonly figures?: number;
  readonly why?: string;
}

/** A computed number, with as many decimals as tell something. */
export function Figure({ of: told, beside, figures = 4, why }: FigureProps): VNode {
  const { value, at } = told;
  if (value === null) return <Nothing {...(why && { why })} />;
  const size = Math.abs(value);
  if (value !== 0 && (size < SMALLEST || size > LARGEST)) return <Text of={{ value, at }} />;
  if (Number.isInteger(value)) return <Num of={told} />;
  const stored = beside ? (decimalsOfText(beside) ?? 0) + 1 : 0;
  const digits = Math.max(Math.min(stored, MOST_DECIMALS), decimalsFor(figures, value));
  return <Num of={told} digits={Math.min(12, digits)} />;
}
