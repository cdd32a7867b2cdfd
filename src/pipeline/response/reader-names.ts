/** A reader's name that names a place in the trial, not a person: `reader-1`, `Radiologist 2`, `R1`, `A`. */
const NEUTRAL =
  /^(?:(?:reader|radiologist|reviewer|assessor|adjudicator|rad|r)?[ _-]?\d{1,3}|[a-z]|unstated)$/i;

/** Rows of an adjudication have this reader: nobody else does. */
const RESERVED = /^adjudicated$/i;

/**
 * Names of readers as a report may hold them: without `--identifiers` a name that could be a person's is a number, the
 * same within one run, whatever the order of its rows.
 */
export class ReaderNames {
  private readonly shown = new Map<string, string>();

  /** @param all every reader of the run, so that no number is given to two */
  constructor(identifiers: boolean, all: Iterable<string | null>) {
    const names = [...new Set([...all].flatMap((name) => name ?? []))].sort();
    const kept = names.filter((name) => (identifiers || NEUTRAL.test(name)) && !RESERVED.test(name));
    for (const name of kept) this.shown.set(name, name);
    const taken = new Set(kept.map((name) => name.toLowerCase()));
    let number = 0;
    for (const name of names.filter((one) => !this.shown.has(one))) {
      do number++;
      while (taken.has(`reader-${number}`));
      this.shown.set(name, `reader-${number}`);
    }
  }

  /** Names that a report must not hold. */
  get hidden(): string[] {
    return [...this.shown].flatMap(([name, shown]) => (shown === name ? [] : name));
  }

  of<T extends string | null>(name: T): T {
    return (name === null ? name : (this.shown.get(name) ?? name)) as T;
  }
}
