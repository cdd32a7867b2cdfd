import { ConfigError, type ConfigProblem } from './config-error.js';
import { type SchemaName, validatorOf } from './schemas.js';
import { type ParsedYaml, parseYaml } from './yaml-parse.js';
import { placeOf } from './yaml-place.js';
import { problemsOf } from './yaml-problems.js';
import { readConfigText } from './yaml-read.js';

/** The schemas that a YAML configuration file can follow. */
export type ConfigSchema = Extract<SchemaName, 'trial'>;

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

/**
 * Loads a YAML configuration file and checks it against its schema.
 * @param file Path of the file; messages name it as it is given.
 * @param name The schema; the file must say `schema: corelab/<name>@1`.
 * @returns the data, which fits the schema; `T` is the caller's word for that.
 * @throws ConfigError with every problem and its place. Nothing in the file is executed.
 */
export async function loadYaml<T>(file: string, name: ConfigSchema): Promise<T> {
  const parsed = parseYaml(file, await readConfigText(file));
  const wrong = schemaProblem(file, parsed, name);
  if (wrong) throw new ConfigError([wrong]);
  const validate = await validatorOf(name);
  const errors = validate(parsed.data);
  if (errors.length > 0) throw new ConfigError(problemsOf(file, parsed, errors));
  return parsed.data as T;
}
