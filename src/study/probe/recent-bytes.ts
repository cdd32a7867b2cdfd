/** How many results are kept: series that were exported side by side take turns. */
const KEPT = 4;

/** Results of reading large values, kept while the same bytes come again: thousands of files share them. */
export class RecentBytes<T> {
  private readonly kept: { readonly bytes: Uint8Array; readonly value: T }[] = [];

  /** What `make` gives for these bytes, made once for equal ones. The bytes may be overwritten afterwards. */
  get(bytes: Uint8Array, make: (bytes: Uint8Array) => T): T {
    const at = this.kept.findIndex((known) => Buffer.compare(known.bytes, bytes) === 0);
    const [found] = at < 0 ? [] : this.kept.splice(at, 1);
    // A copy: `slice` of a Buffer is none.
    const entry = found ?? { bytes: new Uint8Array(bytes), value: make(bytes) };
    this.kept.unshift(entry);
    this.kept.length = Math.min(this.kept.length, KEPT);
    return entry.value;
  }
}
