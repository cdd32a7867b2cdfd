import type { DecisionCell } from '../response-sections.js';
import type { Cell, Table } from '../table.js';

/** Columns of a table with what stands in them; null is an empty cell. */
export type Columns<T> = readonly (readonly [title: string, read: (row: T) => Cell | null])[];

/** A table with a row for each of the rows. */
export function tableOf<T>(columns: Columns<T>, rows: readonly T[]): Table {
  return {
    columns: columns.map(([title]) => ({ title })),
    rows: rows.map((row) => columns.map(([, read]) => read(row) ?? undefined)),
  };
}

interface Decided {
  readonly decisions: readonly DecisionCell[];
}

/** Why it was decided so: `target PR: sum 35 mm is … | overall PR: …`. */
export function whyOf({ decisions }: Decided): string | null {
  return decisions.map(({ step, answer, text }) => `${step} ${answer}: ${text}`).join(' | ') || null;
}

/** The sources of the decisions, each once. */
export function sourcesOf({ decisions }: Decided): string | null {
  return [...new Set(decisions.map(({ source }) => source))].join(' | ') || null;
}
