/** Answers that are remembered; a protocol has some thousand keys, and those of a delivery are much the same. */
const MAX_REMEMBERED = 20_000;

/** True where `text` is `pattern`, in which `*` stands for any run of characters. Takes no more than their product. */
function matches(pattern: string, text: string): boolean {
  let at = 0;
  let from = 0;
  let star = -1;
  let resume = 0;
  while (at < text.length) {
    if (pattern[from] === '*') {
      star = from++;
      resume = at;
    } else if (pattern[from] === text[at]) {
      from++;
      at++;
    } else if (star >= 0) {
      from = star + 1;
      at = ++resume;
    } else {
      return false;
    }
  }
  while (pattern[from] === '*') from++;
  return from === pattern.length;
}

/** Keys of a measurement protocol that may stay, in which `*` stands for any run of characters. */
export class KeyPatterns {
  private readonly exact: ReadonlySet<string>;
  private readonly patterns: readonly string[];
  private readonly remembered = new Map<string, boolean>();

  constructor(keys: readonly string[]) {
    this.exact = new Set(keys.filter((key) => !key.includes('*')));
    this.patterns = keys.filter((key) => key.includes('*'));
  }

  /** True for a key that an entry names letter by letter: only of these a text may stay. */
  isNamed(key: string): boolean {
    return this.exact.has(key);
  }

  /** True for a key that an entry names or matches. */
  has(key: string): boolean {
    if (this.exact.has(key)) return true;
    const known = this.remembered.get(key);
    if (known !== undefined) return known;
    if (this.remembered.size >= MAX_REMEMBERED) this.remembered.clear();
    const found = this.patterns.some((pattern) => matches(pattern, key));
    this.remembered.set(key, found);
    return found;
  }
}
