/** What a quarantine command did. */
export type QuarantineAction = 'list' | 'show' | 'release';

/** Where a file still held something that must not be released. */
export interface QuarantineHit {
  /** Of the entry, where several are told of. */
  readonly number?: number;
  /** A keyword path, `file meta`, `file name` and the like. */
  readonly where: string;
  /** Where the value was known from: a keyword, or `UID`. */
  readonly from: string;
  /** What the value is: `name`, `id`, `date` and the like. */
  readonly kind: string;
}

/** A person let a file go. */
export interface QuarantineReleaseRow {
  /** Of the entry. */
  readonly number: number;
  /** When, UTC, ISO 8601. */
  readonly at: string;
  readonly operator: string;
  readonly osUser: string;
  /** Never true: the names are what the system and the command line say. */
  readonly isAuthenticated: false;
  readonly reason: string;
  /** Reasons that the person has looked into. */
  readonly codes: readonly string[];
  /** Places that the person takes for coincidences. */
  readonly hits: readonly QuarantineHit[];
  /** SHA-256 of what was released, hex. */
  readonly sha256: string;
}

/** A quarantined file, without anything that identifies but with `--identifiers`. */
export interface QuarantineRow {
  readonly number: number;
  /**
   * waiting: it needs a person. released: one let it go. settled: its run wrote it when it was completed. damaged: its
   * copy is missing or was changed.
   */
  readonly status: 'waiting' | 'released' | 'settled' | 'damaged';
  /** Why, kebab-case. */
  readonly code: string;
  /** Of the file as it was read. */
  readonly bytes: number;
  /** Of the copy, hex; null for a file that could not be copied. */
  readonly sha256: string | null;
  /** Why it could not be copied; null for one that could. */
  readonly unkept: string | null;
  /** When its run began, UTC, ISO 8601. */
  readonly startedAt: string;
  /** Who ran it, as given; null where no name was. */
  readonly operator: string | null;
  /** Number of its input; only with `--identifiers`. */
  readonly root?: number;
  /** Where it was read, relative to its input; only with `--identifiers`. */
  readonly path?: string;
}

/** The sections of a quarantine report: those that the action asks for, in the report's order. */
export interface QuarantineSections {
  readonly entries?: Iterable<QuarantineRow>;
  /** Of the entry that is shown, and of those that could not be released. */
  readonly hits?: Iterable<QuarantineHit>;
  readonly releases?: Iterable<QuarantineReleaseRow>;
}
