/** How a known value has to stand in a text to be held for it. */
export interface Form {
  /**
   * What may be between its tokens: `none` that can be seen; a few separators, where they stand as often as in the
   * value (`exact`), or anywhere (`any`).
   */
  readonly gaps: 'none' | 'exact' | 'any';
  /** Words of the value, for `exact`. */
  readonly words: number;
  /** No letter may touch it: short forms turn up in other words (`b1000`). */
  readonly strict: boolean;
  /** A surname that is a word, too: see {@link IN_COMPANY}. */
  readonly inCompany?: boolean;
}

const RANK = { none: 0, exact: 1, any: 2 } as const;

/** What both allow. */
function wider(a: Form, b: Form): Form {
  const more = RANK[a.gaps] >= RANK[b.gaps] ? a : b;
  return { ...more, strict: a.strict && b.strict, inCompany: (a.inCompany && b.inCompany) ?? false };
}

/**
 * Known values in all their forms, each as its folded letters and digits without separators. Lookup is by whole form
 * and by how a form begins, so that a text is read once whatever number of values there is.
 */
export class FormTable {
  private readonly forms = new Map<string, Form>();
  private sorted: string[] | undefined;

  /** Adds a form; of one that is there already both uses count. */
  add(squeezed: string, form: Form): void {
    const there = this.forms.get(squeezed);
    this.forms.set(squeezed, there ? wider(there, form) : form);
    this.sorted = undefined;
  }

  get(squeezed: string): Form | undefined {
    return this.forms.get(squeezed);
  }

  /** Whether a form begins so. */
  hasPrefix(prefix: string): boolean {
    this.sorted ??= [...this.forms.keys()].sort();
    let [low, high] = [0, this.sorted.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.sorted[middle] ?? '') < prefix) low = middle + 1;
      else high = middle;
    }
    return this.sorted[low]?.startsWith(prefix) ?? false;
  }
}
