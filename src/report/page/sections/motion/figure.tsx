import type { VNode } from 'preact';
import type { MotionCheckRow } from '../../../qc-motion-sections.js';
import type { Told } from '../../told.js';
import { of } from '../../told.js';
import { Num } from '../../value.js';
import { decimalsOf, inFigureWords, unitIn } from './figure-words.js';

/** The name of a figure in words; `data-figure` has it as the report has it. */
export function FigureName({ name }: { name: string }): VNode {
  return <span data-figure={name}>{inFigureWords(name)}</span>;
}

interface FigureValueProps {
  readonly of: Told<number | null | undefined>;
  readonly unit?: string | undefined;
  /** Why there may be nothing. */
  readonly why?: string | undefined;
  /** Decimals, the same down a column; without it as many as the value bears. */
  readonly digits?: number | undefined;
}

/** A figure, rounded to what it bears. */
export function FigureValue({ of: told, unit, why, digits }: FigureValueProps): VNode {
  const { value } = told;
  const decimals = typeof value === 'number' ? { digits: digits ?? decimalsOf(value) } : {};
  return <Num of={told} {...decimals} {...(unit && { unit })} {...(why && { why })} />;
}

/** A figure of a row by its name, with the unit that its name tells. */
export function RowFigure({ row, name, bare = false, digits }: RowFigureProps): VNode {
  const unit = bare ? undefined : unitIn(name);
  return (
    <FigureValue
      of={of(of(row, 'figures'), name)}
      unit={unit}
      why={row.value.notMeasured[name]}
      digits={digits}
    />
  );
}

interface RowFigureProps {
  readonly row: Told<{
    readonly figures: Readonly<Record<string, number | null>>;
    readonly notMeasured: Readonly<Record<string, string>>;
  }>;
  readonly name: string;
  /** Without its unit: the column has it. */
  readonly bare?: boolean;
  readonly digits?: number;
}

/** What was measured, in the unit of its limit. */
export function CheckedValue({ check }: { check: Told<MotionCheckRow> }): VNode {
  const { unit, note } = check.value;
  const shown = unit === '1' || unit === '' ? undefined : unit;
  return <FigureValue of={of(check, 'value')} unit={shown} why={note ?? undefined} />;
}
