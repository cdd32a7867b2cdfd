/** What is wrong in a configuration file. */
export type ConfigProblemCode =
  | 'unreadable'
  | 'too-large'
  | 'not-utf8'
  | 'empty'
  | 'not-yaml'
  | 'not-csv'
  | 'duplicate-key'
  | 'custom-tag'
  | 'alias'
  | 'too-deep'
  | 'not-a-mapping'
  | 'wrong-schema'
  | 'unknown-key'
  | 'missing-key'
  | 'wrong-type'
  | 'bad-value';

/** One fault of a configuration file, with the place to mend it. */
export interface ConfigProblem {
  readonly code: ConfigProblemCode;
  /** The file as it was given. */
  readonly file: string;
  /** Counted from 1; 0 when the fault is the file's as a whole. */
  readonly line: number;
  /** Counted from 1, in characters; 0 when the fault is the file's as a whole. */
  readonly column: number;
  /** Path of the key, as `visits[2].id`; empty when the fault has none. */
  readonly key: string;
  /** The fault in words, without file and place. */
  readonly message: string;
  /** The key or value that was probably meant. */
  readonly suggestion?: string;
}

/** `trial.yaml:12:5: unknown key 'sponser' (did you mean 'sponsor'?)`. */
export function problemText(problem: ConfigProblem): string {
  const place = problem.line > 0 ? `:${problem.line}:${problem.column}` : '';
  return `${problem.file}${place}: ${problem.message}`;
}

/** A configuration file that cannot be used: every fault found, in the order of the file. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly code = 'bad-configuration';

  constructor(readonly problems: readonly ConfigProblem[]) {
    super(problems.map(problemText).join('\n'));
  }
}
