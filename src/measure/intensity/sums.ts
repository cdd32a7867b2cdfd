/** What a sum is made of: the value itself, its distance from a centre, or a power of that. */
type Term = (value: number) => number;

/**
 * Sum of a term over values, with the rounding of each addition carried along, so that the error does not grow with
 * their number. Method: A. Neumaier, ZAMM 1974;54:39.
 */
export function sumOf(values: ArrayLike<number>, term: Term): number {
  let sum = 0;
  let carried = 0;
  for (let i = 0; i < values.length; i++) {
    const value = term(values[i] ?? 0);
    const next = sum + value;
    carried += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return sum + carried;
}
