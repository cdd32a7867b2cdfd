import { dirname, resolve } from 'node:path';
import { checkTrial } from '../../identity/trial/check-trial.js';
import { type PhantomMatcher, phantomMatcher } from '../../identity/trial/phantom-matcher.js';
import { parseSubjectList, type SubjectListEntry } from '../../identity/trial/subject-list.js';
import { type ListProblemCode, SubjectListError } from '../../identity/trial/subject-list-error.js';
import type { Trial } from '../../identity/trial/trial.js';
import { patternsOf, type TrialPatterns } from '../../identity/trial/trial-patterns.js';
import { ConfigError, type ConfigProblemCode } from '../../io/config-error.js';
import { loadCheckedYaml } from '../../io/yaml-file.js';
import { readConfigFile } from '../../io/yaml-read.js';

/** The largest subject list that is read, in bytes: room for a million subjects. */
const MAX_LIST_BYTES = 64 * 1024 * 1024;

/** A list of subject IDs and what names the very file. */
export interface LoadedList {
  readonly entries: readonly SubjectListEntry[];
  /** Of the file's bytes, lower-case hexadecimal. */
  readonly sha256: string;
}

/** A trial that can be used: everything in it was checked. */
export interface LoadedTrial {
  readonly trial: Trial;
  /** Of the trial file's bytes, lower-case hexadecimal. */
  readonly sha256: string;
  /** The list of `subjectIds.list`; undefined when IDs come from a pattern. */
  readonly list: LoadedList | undefined;
  readonly patterns: TrialPatterns;
  /** Undefined when the trial has no phantoms. */
  readonly phantoms: PhantomMatcher | undefined;
}

/**
 * Loads a trial file and the list that it names.
 * @throws ConfigError with every fault of the trial file and its place, or of the list once the trial is right
 */
export async function loadTrial(path: string): Promise<LoadedTrial> {
  const { data: trial, sha256 } = await loadCheckedYaml<Trial>(path, 'trial', checkTrial);
  const { list: file } = trial.subjectIds;
  const list = file === undefined ? undefined : await loadSubjectList(resolve(dirname(path), file), trial);
  return { trial, sha256, list, patterns: patternsOf(trial), phantoms: phantomMatcher(trial) };
}

const CODES: Readonly<Record<ListProblemCode, ConfigProblemCode>> = {
  'not-csv': 'not-csv',
  'missing-column': 'missing-key',
  'unknown-column': 'unknown-key',
  'bad-value': 'bad-value',
};

/**
 * Loads a list of subject IDs.
 * @param trial a trial that was loaded: the list is checked against its sites, visits and check characters
 * @throws ConfigError with every fault of the list and its line; a cell's content is never told
 */
export async function loadSubjectList(path: string, trial: Trial): Promise<LoadedList> {
  const { text, sha256 } = await readConfigFile(path, MAX_LIST_BYTES);
  try {
    return { entries: parseSubjectList(text, trial), sha256 };
  } catch (error) {
    if (!(error instanceof SubjectListError)) throw error;
    throw new ConfigError(
      error.problems.map(({ code, line, column, message, suggestion }) => ({
        code: CODES[code],
        file: path,
        line,
        column: 1,
        key: column,
        message,
        ...(suggestion === undefined ? {} : { suggestion }),
      })),
    );
  }
}
