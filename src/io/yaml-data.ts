import { ConfigError, type ConfigProblem } from './config-error.js';
import { validatorOf } from './schemas.js';
import type { ConfigSchema, DataCheck, DataFault } from './yaml-file.js';
import { type ParsedYaml, parseYaml } from './yaml-parse.js';
import { keyPath, placeOf } from './yaml-place.js';
import { problemsOf } from './yaml-problems.js';

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
 * What a YAML text holds, once it fits its schema and the check.
 * @param source the text, and how messages name its file
 * @throws ConfigError with every problem and its place
 */
export async function dataOf<T>(
  { file, text }: { readonly file: string; readonly text: string },
  name: ConfigSchema,
  check: DataCheck<T>,
): Promise<T> {
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
  return data;
}
