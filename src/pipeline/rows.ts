/** Rows that can be gone through again and again, made anew each time. */
export function rows<T>(make: () => Iterator<T>): Iterable<T> {
  return { [Symbol.iterator]: make };
}
