/** Series of which is kept what was worked out: rules look at one study at a time, and few compare more than these. */
const KEPT = 16;

/**
 * What was worked out of the series that were asked for last, by a key. Kept for every series of a large delivery it
 * would take more memory than all its headers; what is forgotten is worked out again.
 */
export class SeriesMemory<T> {
  private readonly kept = new Map<number, Map<string, T>>();
  private last: { readonly series: number; readonly values: Map<string, T> } | undefined;

  /** @param series its number in the delivery */
  get(series: number, key: string, make: () => T): T {
    const values = this.valuesOf(series);
    const known = values.get(key);
    if (known !== undefined) return known;
    const value = make();
    values.set(key, value);
    return value;
  }

  /** The values of a series, which becomes the one asked for last. */
  private valuesOf(series: number): Map<string, T> {
    if (this.last?.series === series) return this.last.values;
    const values = this.kept.get(series) ?? new Map<string, T>();
    this.kept.delete(series);
    this.kept.set(series, values);
    const [oldest] = this.kept.keys();
    if (this.kept.size > KEPT && oldest !== undefined) this.kept.delete(oldest);
    this.last = { series, values };
    return values;
  }
}
