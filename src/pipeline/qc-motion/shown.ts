import type { Figure } from '../../report/qc-motion-sections.js';

/** Figures are shown to a millionth of their unit: far below what can be measured, and the same on every machine. */
const SHOWN = 1e6;
/** Matrices to a billionth: turns of them move what is far from the centre. */
export const SHOWN_MATRIX = 1e9;

/** A figure as a report shows it: null where there is none. */
export function shown(value: number | undefined, to = SHOWN): Figure {
  return value === undefined || !Number.isFinite(value) ? null : Math.round(value * to) / to + 0;
}

/** Three of them; null where one is none. */
export function three(values: readonly number[] | undefined): [number, number, number] | null {
  if (!values?.every(Number.isFinite)) return null;
  const [x, y, z] = values.map((value) => shown(value) ?? 0);
  return [x ?? 0, y ?? 0, z ?? 0];
}
