import { type Alias, type Document, isMap, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { ConfigError, type ConfigProblem, type ConfigProblemCode } from './config-error.js';

/** How deep a configuration may be nested; no schema of this project comes near. */
const MAX_DEPTH = 64;

/** How many values may come out of aliases: enough for a few shared blocks, not for a bomb. */
const MAX_ALIASES = 100;

const TOO_DEEP = 'is nested too deeply';
const TOO_MANY_ALIASES = `aliases (*) stand for more than ${MAX_ALIASES} values`;

/** A parsed configuration file: its data, and its nodes with their places. */
export interface ParsedYaml {
  readonly data: unknown;
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
}

/** The parser's own texts never pass through; what it names by code is said here. */
const SYNTAX: Readonly<Record<string, string>> = {
  BAD_ALIAS: 'an alias (*) has no valid name',
  BAD_DIRECTIVE: 'this % directive is not allowed',
  BAD_DQ_ESCAPE: 'this \\ escape does not exist in double quotes',
  BAD_INDENT: 'the indentation does not fit the lines above',
  BAD_SCALAR_START: 'a value cannot begin with this character; put it in quotes',
  BLOCK_AS_IMPLICIT_KEY: "a second ': ' on this line; put the value in quotes",
  BLOCK_IN_FLOW: 'an indented block cannot stand between brackets',
  DUPLICATE_KEY: 'this key stands twice in the same mapping',
  MISSING_CHAR: 'a closing quote, bracket, comma or space is missing',
  MULTILINE_IMPLICIT_KEY: 'a key must stand on one line',
  MULTIPLE_DOCS: 'only one document (---) may stand in the file',
  NON_STRING_KEY: 'a key must be text',
  RESOURCE_EXHAUSTION: TOO_DEEP,
  TAB_AS_INDENT: 'tabs cannot indent; use spaces',
  TAG_RESOLVE_FAILED: 'tags (!) are not allowed',
  UNEXPECTED_TOKEN: 'this does not belong here',
};

const CODES: Readonly<Record<string, ConfigProblemCode>> = {
  DUPLICATE_KEY: 'duplicate-key',
  TAG_RESOLVE_FAILED: 'custom-tag',
  RESOURCE_EXHAUSTION: 'too-deep',
  BAD_ALIAS: 'alias',
};

/** A fault of the syntax, by the parser's code, at an offset of the text. */
interface Fault {
  readonly code: string;
  readonly offset: number;
}

function problemAt(file: string, lines: LineCounter, { code, offset }: Fault): ConfigProblem {
  const { line, col } = lines.linePos(offset);
  const message = SYNTAX[code] ?? 'this is not YAML';
  return { code: CODES[code] ?? 'not-yaml', file, line, column: col, key: '', message };
}

/** The number of levels of a value; infinite when it holds itself, which aliases can bring about. */
function depthOf(value: unknown, known = new Map<object, number>()): number {
  if (typeof value !== 'object' || value === null) return 0;
  const before = known.get(value);
  if (before !== undefined) return before;
  known.set(value, Number.POSITIVE_INFINITY);
  let deepest = 0;
  for (const inner of Object.values(value)) deepest = Math.max(deepest, depthOf(inner, known));
  known.set(value, deepest + 1);
  return deepest + 1;
}

const offsetOf = (node: unknown): number => (isNode(node) ? (node.range?.[0] ?? 0) : 0);

/** Keys that stand in the same mapping before: the parser's own search for them takes quadratic time. */
function duplicateKeys(document: Document.Parsed): Fault[] {
  const faults: Fault[] = [];
  visit(document, {
    Map(_key, map) {
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        const name = isScalar(key) ? key.value : key;
        if (seen.has(name)) faults.push({ code: 'DUPLICATE_KEY', offset: offsetOf(key) });
        seen.add(name);
      }
    },
  });
  return faults;
}

function syntaxFaults(document: Document.Parsed): Fault[] {
  const errors = [...document.errors, ...document.warnings];
  const deep = errors.find((error) => error.code === 'RESOURCE_EXHAUSTION');
  if (deep) return [{ code: deep.code, offset: deep.pos[0] }];
  const told = errors.map((error) => ({ code: error.code, offset: error.pos[0] }));
  return [...told, ...duplicateKeys(document)].sort((a, b) => a.offset - b.offset).slice(0, 50);
}

/** Refuses aliases that name nothing, and more of them than a person writes: resolving each one searches the file. */
function aliasFault(document: Document.Parsed): { message: string; offset?: number } | undefined {
  const aliases: Alias[] = [];
  visit(document, {
    Alias(_key, node) {
      aliases.push(node);
      return aliases.length > MAX_ALIASES ? visit.BREAK : undefined;
    },
  });
  if (aliases.length > MAX_ALIASES) return { message: TOO_MANY_ALIASES };
  const dangling = aliases.find((alias) => alias.resolve(document) === undefined);
  if (!dangling) return undefined;
  return { message: 'this alias (*) names no anchor (&) above it', offset: offsetOf(dangling) };
}

/** Data of the document; throws a ConfigError for aliases that lead nowhere, into themselves or to too many values. */
function dataOf(document: Document.Parsed, file: string, lines: LineCounter): unknown {
  const fail = (code: ConfigProblemCode, message: string, offset?: number): ConfigError => {
    const { line, col } = offset === undefined ? { line: 0, col: 0 } : lines.linePos(offset);
    return new ConfigError([{ code, file, line, column: col, key: '', message }]);
  };
  const fault = aliasFault(document);
  if (fault) throw fail('alias', fault.message, fault.offset);
  let data: unknown;
  try {
    data = document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (error) {
    if (error instanceof RangeError) throw fail('too-deep', TOO_DEEP);
    throw fail('alias', TOO_MANY_ALIASES);
  }
  if (depthOf(data) > MAX_DEPTH) throw fail('too-deep', TOO_DEEP);
  return data;
}

function parsedDocument(text: string, lines: LineCounter): Document.Parsed | undefined {
  try {
    return parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      stringKeys: true,
      uniqueKeys: false,
      resolveKnownTags: false,
      merge: false,
      schema: 'core',
      logLevel: 'error',
    });
  } catch {
    // The parser recurses: only a nesting that exhausts the stack gets here.
    return undefined;
  }
}

/**
 * Parses the text of a configuration file: YAML 1.2, text keys, one document, no tags, no merge keys.
 * @throws ConfigError with every fault of the syntax and its place, or when the document is not a mapping.
 */
export function parseYaml(file: string, text: string): ParsedYaml {
  const lines = new LineCounter();
  const whole = (code: ConfigProblemCode, message: string, line = 0): ConfigError =>
    new ConfigError([{ code, file, line, column: line, key: '', message }]);
  const document = parsedDocument(text, lines);
  if (!document) throw whole('too-deep', TOO_DEEP);
  const faults = syntaxFaults(document);
  if (faults.length > 0) throw new ConfigError(faults.map((fault) => problemAt(file, lines, fault)));
  const data = dataOf(document, file, lines);
  if (data === null || data === undefined) throw whole('empty', 'is empty');
  if (!isMap(document.contents)) {
    throw whole('not-a-mapping', "must hold keys, as 'schema: …', not a single value or a list", 1);
  }
  return { data, document, lines };
}
