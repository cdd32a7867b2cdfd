import { ConfigError, type ConfigProblem } from './config-error.js';
import { type SchemaName, validatorOf } from './schemas.js';
import { type ParsedYaml, parseYaml } from './yaml-parse.js';
import { keyPath, type Place, placeOf } from './yaml-place.js';
import { problemsOf } from './yaml-problems.js';
import { readConfigFile } from './yaml-read.js';

/** The schemas that a YAML configuration file can follow. */
export type ConfigSchema = Extract<SchemaName, 'trial' | 'profile' | 'private-list' | 'known'>;

/** The version of each configuration schema that this program reads. */
const VERSION = 1;

/** What is wrong with the `schema:` line; it decides what everything else means, so it is told alone. */
function schemaProblem(file: string, parsed: ParsedYaml, name: ConfigSchema): ConfigProblem | undefined {
  const wanted = `corelab/${name}@${VERSION}`;
  const given = (parsed.data as { schema?: unknown }).schema;
  if (given === wanted) return undefined;
  const { line, col } = parsed.lines.linePos(placeOf(parsed.document, ['schema']).value);
  const place = { code: 'wrong-schema', file, line, column: col, key: 'schema' } as const;
  if (given === undefined) return { ...place, message: `the file must begin with 'schema: ${wanted}'` };
  if (typeof given !== 'string') return { ...place, message: `'schema' must be '${wanted}'` };
  const shown = given.slice(0, 60);
  const newer = given.startsWith(`corelab/${name}@`);
  const message = newer
    ? `'schema' is '${shown}', a version that this corelab does not read; '${wanted}' is wanted here`
    : `'schema' is '${shown}', but '${wanted}' is wanted here`;
  return { ...place, message, suggestion: wanted };
}

/** A fault that a schema cannot say: the keys that lead to the value, and the whole message. */
export interface DataFault {
  readonly path: readonly string[];
  readonly message: string;
  readonly suggestion?: string;
  /** What is told as the place: the value, or its key where that is at fault. The value when not given. */
  readonly at?: keyof Place;
}

/** A configuration file as it was loaded. */
export interface LoadedYaml<T> {
  readonly data: T;
  /** Of the file's bytes, lower-case hexadecimal. */
  readonly sha256: string;
}

/** The most faults of one file that are told. */
const MAX_PROBLEMS = 50;

function placed(file: string, parsed: ParsedYaml, fault: DataFault): ConfigProblem {
  const { path, message, suggestion, at = 'value' } = fault;
  const { line, col } = parsed.lines.linePos(placeOf(parsed.document, path)[at]);
  const key = keyPath(parsed.document, path);
  const problem = { code: 'bad-value', file, line, column: col, key, message } as const;
  return suggestion === undefined ? problem : { ...problem, suggestion };
}

/**
 * Loads a YAML configuration file and checks it against its schema.
 * @param file Path of the file; messages name it as it is given.
 * @param name The schema; the file must say `schema: corelab/<name>@1`.
 * @param check Says what is wrong with data that fits the schema; it may look at files that the data names.
 * @returns the data, which fits the schema; `T` is the caller's word for that.
 * @throws ConfigError with every problem and its place. Nothing in the file is executed.
 */
export async function loadCheckedYaml<T>(
  file: string,
  name: ConfigSchema,
  check: (data: T) => readonly DataFault[] | Promise<readonly DataFault[]>,
): Promise<LoadedYaml<T>> {
  const { text, sha256 } = await readConfigFile(file);
  const parsed = parseYaml(file, text);
  const wrong = schemaProblem(file, parsed, name);
  if (wrong) throw new ConfigError([wrong]);
  const validate = await validatorOf(name);
  const errors = validate(parsed.data);
  if (errors.length > 0) throw new ConfigError(problemsOf(file, parsed, errors));
  const data = parsed.data as T;
  const faults = (await check(data)).map((fault) => placed(file, parsed, fault));
  faults.sort((a, b) => a.line - b.line || a.column - b.column);
  if (faults.length > 0) throw new ConfigError(faults.slice(0, MAX_PROBLEMS));
  return { data, sha256 };
}

/** {@link loadCheckedYaml} without a check beyond the schema. */
export async function loadYaml<T>(file: string, name: ConfigSchema): Promise<T> {
  const { data } = await loadCheckedYaml<T>(file, name, () => []);
  return data;
}
