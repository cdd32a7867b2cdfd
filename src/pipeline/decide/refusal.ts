/** Why a decision is refused. */
export type RefusalCode =
  | 'item-unknown'
  | 'item-not-open'
  | 'item-not-waivable'
  | 'no-query'
  | 'reason-needed'
  | 'text-needed'
  | 'report-other-trial'
  | 'nothing-exported';

/** A decision that is not entered, and what to do instead. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly message: string;
}

/** What came of a request, or why nothing did. */
export type OrRefusal<T> = T | { readonly refusal: Refusal };

/** A {@link Refusal}, to be given back. */
export function refused(code: RefusalCode, message: string): { readonly refusal: Refusal } {
  return { refusal: { code, message } };
}

/** Whether something was refused. */
export function isRefused<T extends object>(result: OrRefusal<T>): result is { readonly refusal: Refusal } {
  return 'refusal' in result;
}
