import type { CheckCode } from '../check-result.js';

/** What a constraint says of one value. */
export interface Judgement {
  readonly outcome: 'pass' | 'warn' | 'fail' | 'not-evaluable';
  readonly code: Extract<
    CheckCode,
    | 'protocol-as-declared'
    | 'protocol-deviation'
    | 'protocol-off-target'
    | 'protocol-value-absent'
    | 'protocol-value-unreadable'
    | 'protocol-value-unknown'
    | 'protocol-not-comparable'
  >;
  /** The value in the constraint's unit, as text without the unit; absent where there is none. */
  readonly actual?: string;
  /** In the constraint's unit. */
  readonly difference?: number;
  readonly note?: string;
}

/** What judging needs to know besides the value: software versions are ordered by their maker. */
export interface JudgeContext {
  /** Manufacturer (0008,0070). */
  readonly manufacturer: string;
}
