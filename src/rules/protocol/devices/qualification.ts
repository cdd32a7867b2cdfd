/** Whether a row of the list qualifies a scanner at a study, and why it does not, or why it cannot be told. */
export type Qualification =
  | { readonly state: 'qualified' }
  | { readonly state: 'unknown' | 'unqualified'; readonly why: string };

/** Nothing speaks against it. */
export const QUALIFIED: Qualification = { state: 'qualified' };

/** It surely is not. */
export function unqualified(why: string): Qualification {
  return { state: 'unqualified', why };
}

/** It cannot be told. */
export function unknown(why: string): Qualification {
  return { state: 'unknown', why };
}

/** Best first: a row that cannot be judged may be the one that qualifies. */
export function rank({ state }: Qualification): number {
  return ['qualified', 'unknown', 'unqualified'].indexOf(state);
}
