import type { Outcome, Severity } from '../../findings/outcome.js';
import type { PageSource } from './page-source.js';
import type { Told } from './told.js';

/** Something that a person has to look at: a finding of a report, or an item of a day's work. */
export interface Need {
  readonly source: PageSource;
  readonly outcome: Told<Outcome>;
  readonly severity: Told<Severity>;
  /** Of the catalogue. */
  readonly code: Told<string>;
  readonly message: Told<string>;
  /** What it is about: a path, a name, a UID, a subject and visit. */
  readonly about: readonly Told<string>[];
  /** How people call that, where the report says it: number and description of a series. */
  readonly named: readonly Told<string | number>[];
  readonly expected?: Told<string | number | boolean>;
  readonly actual?: Told<string | number | boolean>;
  readonly unit?: Told<string>;
  /** A section of the standard, a line of the protocol. */
  readonly because?: Told<string>;
  /** What `corelab decide` takes. */
  readonly item?: Told<string>;
}
