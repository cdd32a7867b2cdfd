import type { ErrorObject } from 'ajv';
import { nearest } from '../findings/suggest.js';
import type { ConfigProblem, ConfigProblemCode } from './config-error.js';
import type { ParsedYaml } from './yaml-parse.js';
import { keyPath, type Place, placeOf } from './yaml-place.js';

interface Worded {
  readonly code: ConfigProblemCode;
  readonly message: string;
  readonly at: keyof Place;
  /** What comes after the path of the value, for keys that are missing or unknown. */
  readonly leaf?: string;
  readonly suggestion?: string | undefined;
}

type Wording = (error: ErrorObject, name: string) => Worded;

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  null: 'empty',
};

function typeOf(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  const type = typeof value;
  if (type === 'string') return 'text';
  return TYPES[type] ?? type;
}

/** A value as it is shown in a message: short, on one line. */
function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return `'${text.length > 40 ? `${text.slice(0, 40)}…` : text}'`;
}

const hint = (suggestion: string | undefined): string =>
  suggestion ? ` (did you mean '${suggestion}'?)` : '';

function unknownKey(error: ErrorObject, leaf: string): Worded {
  const known = Object.keys((error.parentSchema?.properties as object | undefined) ?? {});
  const present = Object.keys((error.data as object | null) ?? {});
  const suggestion = nearest(
    leaf,
    known.filter((key) => !present.includes(key)),
  );
  const message =
    leaf === '<<'
      ? 'merge keys (<<) are not read; repeat the keys'
      : `unknown key '${leaf}'${hint(suggestion)}`;
  return { code: 'unknown-key', message, at: 'key', leaf, suggestion };
}

function wrongType(error: ErrorObject, name: string): Worded {
  const wanted = [error.params.type].flat().map((type) => TYPES[type] ?? type);
  const quotes = wanted[0] === 'text' && ['number', 'boolean'].includes(typeof error.data);
  const message = `${name} must be ${wanted.join(' or ')}, not ${typeOf(error.data)}${quotes ? ' (put it in quotes)' : ''}`;
  return { code: 'wrong-type', message, at: 'value' };
}

function notInList(error: ErrorObject, name: string): Worded {
  const allowed: unknown[] = error.params.allowedValues;
  const words = allowed.filter((value) => typeof value === 'string');
  const suggestion = typeof error.data === 'string' ? nearest(error.data, words) : undefined;
  const list = allowed.slice(0, 20).join(', ');
  const message = `${name} is ${shown(error.data)}, not one of ${list}${hint(suggestion)}`;
  return { code: 'bad-value', message, at: 'value', suggestion };
}

/** A value that breaks a rule which the schema's own description words best. */
function described(error: ErrorObject, name: string): Worded {
  const description = error.parentSchema?.description;
  const message = description === undefined ? `${name} is not valid` : `${name} does not fit: ${description}`;
  const collection = typeof error.data === 'object';
  return { code: 'bad-value', message, at: collection ? 'key' : 'value' };
}

const bad = (message: string, at: keyof Place = 'value'): Worded => ({ code: 'bad-value', message, at });
const plural = (count: number, word: string): string => `${count} ${count === 1 ? word : `${word}s`}`;
const entries = (count: number): string => (count === 1 ? '1 entry' : `${count} entries`);

const WORDINGS: Readonly<Record<string, Wording>> = {
  additionalProperties: (e) => unknownKey(e, e.params.additionalProperty),
  unevaluatedProperties: (e) => unknownKey(e, e.params.unevaluatedProperty),
  required: (e, name) => {
    const leaf: string = e.params.missingProperty;
    const message =
      e.instancePath === '' ? `the key '${leaf}' is missing` : `${name} lacks the key '${leaf}'`;
    return { code: 'missing-key', message, at: 'key', leaf };
  },
  type: wrongType,
  enum: notInList,
  const: (e, name) => {
    const why = e.parentSchema?.description;
    return bad(`${name} must be ${JSON.stringify(e.params.allowedValue)}${why ? `: ${why}` : ''}`);
  },
  minLength: (_, name) => bad(`${name} must not be empty`),
  maxLength: (e, name) => bad(`${name} is longer than ${plural(e.params.limit, 'character')}`),
  minItems: (e, name) => bad(`${name} needs at least ${entries(e.params.limit)}`, 'key'),
  maxItems: (e, name) => bad(`${name} has more than ${entries(e.params.limit)}`, 'key'),
  uniqueItems: ({ params: { i, j } }, name) =>
    bad(`${name}: entries ${Math.min(i, j) + 1} and ${Math.max(i, j) + 1} are the same`, 'key'),
  minimum: (e, name) => bad(`${name} must be at least ${e.params.limit}`),
  maximum: (e, name) => bad(`${name} must be at most ${e.params.limit}`),
  exclusiveMinimum: (e, name) => bad(`${name} must be more than ${e.params.limit}`),
  exclusiveMaximum: (e, name) => bad(`${name} must be less than ${e.params.limit}`),
  format: (e, name) =>
    bad(
      `${name} is ${shown(e.data)}, not a ${e.params.format}${e.params.format === 'date' ? ' (YYYY-MM-DD)' : ''}`,
    ),
  'false schema': (_, name) => bad(`${name} does not go with the other keys beside it`, 'key'),
};

/** Which of several problems with one value is told: what it is before how it is. */
const RANK: Readonly<Partial<Record<string, number>>> = { type: 0, 'false schema': 1, enum: 2, minLength: 2 };

/** Errors that only say that another error is one. */
function isEcho(error: ErrorObject): boolean {
  return error.keyword === 'if' || error.schemaPath.includes('/contains/');
}

const tokensOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));

function problemOf(file: string, parsed: ParsedYaml, error: ErrorObject): ConfigProblem {
  const tokens = tokensOf(error.instancePath);
  const name = tokens.length === 0 ? 'the file' : `'${keyPath(parsed.document, tokens)}'`;
  const worded = (WORDINGS[error.keyword] ?? described)(error, name);
  const { code, message, leaf, suggestion } = worded;
  const whole = leaf === undefined ? tokens : [...tokens, leaf];
  const { line, col } = parsed.lines.linePos(placeOf(parsed.document, whole)[worded.at]);
  const key = keyPath(parsed.document, whole);
  return { code, file, line, column: col, key, message, ...(suggestion === undefined ? {} : { suggestion }) };
}

/** The errors of a validation as problems with their places, one a value, in the order of the file. */
export function problemsOf(
  file: string,
  parsed: ParsedYaml,
  errors: readonly ErrorObject[],
): ConfigProblem[] {
  const ranked = errors.filter((error) => !isEcho(error));
  ranked.sort((a, b) => (RANK[a.keyword] ?? 9) - (RANK[b.keyword] ?? 9));
  const byKey = new Map<string, ConfigProblem>();
  for (const error of ranked) {
    const problem = problemOf(file, parsed, error);
    if (!byKey.has(problem.key)) byKey.set(problem.key, problem);
  }
  for (const { code, key, suggestion } of [...byKey.values()]) {
    // A misspelt key is one fault, not an unknown key and a missing one.
    if (code === 'unknown-key' && suggestion) byKey.delete(key.replace(/[^.\]]*$/, suggestion));
  }
  return [...byKey.values()].sort((a, b) => a.line - b.line || a.column - b.column).slice(0, 50);
}
