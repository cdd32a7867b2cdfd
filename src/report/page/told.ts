/**
 * A value of a report, and where it stands there: whatever a page shows can be led back to the JSON. `at` is the number
 * of the report on the page, from 0, and a JSON pointer (RFC 6901) in it, as `2/series/0/figures/fdMeanMm`.
 */
export interface Told<T> {
  readonly value: T;
  readonly at: string;
}

/** What a list holds. */
type Item<T> = T extends readonly (infer I)[] ? I : never;

/** RFC 6901 §3. */
function escaped(key: string | number): string {
  return String(key).replaceAll('~', '~0').replaceAll('/', '~1');
}

/** A property of what is told. */
export function of<T extends object, K extends keyof T & (string | number)>(
  { value, at }: Told<T>,
  key: K,
): Told<T[K]> {
  return { value: value[key], at: `${at}/${escaped(key)}` };
}

/** What a list holds, each with its place; nothing where there is no list. */
export function each<T extends readonly unknown[]>(list: Told<T | null | undefined>): Told<Item<T>>[] {
  return (list.value ?? []).map((value, i) => ({ value: value as Item<T>, at: `${list.at}/${i}` }));
}

/** The properties of a record, each with its name and its place. */
export function entries<V>(record: Told<Readonly<Record<string, V>>>): (readonly [string, Told<V>])[] {
  return Object.entries(record.value).map(([key, value]) => [
    key,
    { value, at: `${record.at}/${escaped(key)}` },
  ]);
}

/** Whether something is told at all, neither absent nor null. */
export function isTold<T>(told: Told<T>): told is Told<NonNullable<T>> {
  return told.value !== undefined && told.value !== null;
}
