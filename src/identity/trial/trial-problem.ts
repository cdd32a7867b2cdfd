/** What is wrong with a trial although it fits its schema. */
export interface TrialProblem {
  /** Keys that lead to the value, as `['visits', '2', 'id']`. */
  readonly path: readonly string[];
  readonly message: string;
  /** The value that was probably meant. */
  readonly suggestion?: string;
}

/** Keys that lead to a value; numbers are places in lists, from 0. */
export type KeyPath = readonly (string | number)[];

/** A problem whose message begins with the quoted path: `'visits[2].id' is …`. */
export function problemAt(path: KeyPath, text: string, suggestion?: string): TrialProblem {
  const message = `'${pathText(path)}' ${text}`;
  return { path: path.map(String), message, ...(suggestion === undefined ? {} : { suggestion }) };
}

/** `visits[2].id` of `['visits', 2, 'id']`. */
export function pathText(path: KeyPath): string {
  let text = '';
  for (const key of path) {
    if (typeof key === 'number') text += `[${key}]`;
    else text += text === '' ? key : `.${key}`;
  }
  return text;
}

/** Entries that have the same value as one before them, with the place of that one. */
export function repeated<T>(values: readonly T[]): { readonly index: number; readonly first: number }[] {
  const firsts = new Map<T, number>();
  const found: { index: number; first: number }[] = [];
  for (const [index, value] of values.entries()) {
    const first = firsts.get(value);
    if (first === undefined) firsts.set(value, index);
    else found.push({ index, first });
  }
  return found;
}
