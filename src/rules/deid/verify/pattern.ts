import type { KnownValue } from '../known-value.js';

/**
 * How a pattern counts.
 * - `whole`: a value, or a name in one of its usual orders: wherever it stands as words of its own.
 * - `part`: a part of a name; not among codes when it is one of their words.
 * - `exact`: too short or too common to be searched: only where an attribute's whole value is it.
 * - `exempt`: an assigned identifier, which may stand, and whatever is found inside it.
 */
export type PatternForm = 'whole' | 'part' | 'exact' | 'exempt';

/** What the search knows of a value in one of its forms. */
export interface Pattern {
  readonly value: KnownValue;
  readonly form: PatternForm;
  /** Letters and digits. */
  readonly size: number;
  readonly isDigits: boolean;
  /** A value of the very file that is searched. */
  readonly isOwn: boolean;
  /** Lower case, as the value is written: digits in groups (`12-34`) count only so, or joined. */
  readonly written: string;
}
