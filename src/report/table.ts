/** One value of a table; undefined is an empty cell, never a zero. */
export type Cell = string | number | boolean | undefined;

/** One column of a table. */
export interface Column {
  readonly title: string;
  /** Numbers stand to the right on a terminal. */
  readonly align?: 'left' | 'right';
  /** May be cut with an ellipsis where a terminal is narrow. */
  readonly shrinks?: boolean;
  /** Shrinks by going on in the next line, whole words where they fit: nothing of its text is cut. */
  readonly wraps?: boolean;
}

/** A table for people or for a CSV file: rows have one cell a column, and may be read more than once. */
export interface Table {
  readonly columns: readonly Column[];
  readonly rows: Iterable<readonly Cell[]>;
}
