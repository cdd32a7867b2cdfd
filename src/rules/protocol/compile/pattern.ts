import { RE2JS, RE2JSSyntaxException } from 're2js';
import type { Clause, Scope } from './scope.js';
import { patternInWords } from './words.js';

/** Longer patterns nobody can read, and larger programs take too long for a long text although they are linear. */
const LONGEST = 1000;
const LARGEST_PROGRAM = 5000;

/** What is wrong with a pattern, by what the engine says. */
const FAULTS: Readonly<Record<string, string>> = {
  'missing closing )': 'a bracket ( is not closed',
  'unexpected )': 'a bracket ) closes nothing',
  'missing closing ]': 'a bracket [ is not closed',
  'invalid character class range': 'a set in [ ] or a class of characters is not known',
  'invalid escape sequence': 'a sequence with \\ is not known (RE2 has no back references)',
  'invalid nested repetition operator': 'a repetition is repeated',
  'missing argument to repetition operator': 'a repetition has nothing to repeat',
  'invalid repeat count': 'a repetition is of more than 1000, or its bounds are the wrong way round',
  'invalid or unsupported Perl syntax': 'a construct with (? is not known (RE2 has no look-around)',
  'trailing backslash at end of expression': 'nothing follows the last \\',
  'invalid named capture': 'the name of a group is not valid',
  'duplicate capture group name': 'two groups have one name',
  'expression nests too deeply': 'its brackets nest too deeply',
  'expression too large': 'it is too large',
};

/** True for what is written as a pattern: `/mprage/`, `/mprage/i`. */
export function isPattern(text: string): boolean {
  return /^\/.*\/[a-z]*$/s.test(text);
}

/** A pattern as it stands under `matches`, or as the shorthand `/…/i`: a test of texts. */
export function patternClause(scope: Scope, raw: unknown): Clause | undefined {
  const { quantity } = scope;
  if (quantity.type === 'number' || quantity.type === 'boolean') {
    const has = quantity.type === 'number' ? 'numbers' : 'true or false';
    return scope.fault(`is a pattern for texts, and ${quantity.name} has ${has}`);
  }
  if (typeof raw !== 'string') return scope.fault('is no pattern: a text is wanted');
  const written = partsOf(scope, raw);
  const pattern = written && compiled(scope, written.pattern, written.anyCase);
  if (!pattern) return undefined;
  const text = patternInWords(written.pattern, written.anyCase);
  return { test: { kind: 'matches', pattern, text }, words: `matches ${text}` };
}

function partsOf(scope: Scope, raw: string): { pattern: string; anyCase: boolean } | undefined {
  if (!raw.startsWith('/')) return { pattern: raw, anyCase: false };
  const end = raw.lastIndexOf('/');
  if (end === 0) return scope.fault('begins with / and is no pattern without a second one', shown(`${raw}/`));
  const flags = raw.slice(end + 1);
  const pattern = raw.slice(1, end);
  if (flags === '' || flags === 'i') return { pattern, anyCase: flags === 'i' };
  return scope.fault(
    'has unknown flags after its last /: only i (any case) is known',
    shown(`/${pattern}/i`),
  );
}

const shown = (text: string): string | undefined => (text.length > LONGEST ? undefined : text);

function compiled(scope: Scope, pattern: string, anyCase: boolean): RE2JS | undefined {
  if (pattern === '')
    return scope.fault('is an empty pattern, which matches everything: write present: true');
  if (pattern.length > LONGEST) return scope.fault(`is a pattern of more than ${LONGEST} characters`);
  try {
    const made = RE2JS.compile(pattern, anyCase ? RE2JS.CASE_INSENSITIVE : 0);
    if (made.programSize() <= LARGEST_PROGRAM) return made;
    return scope.fault('is too large a pattern: its repetitions multiply');
  } catch (error) {
    return scope.fault(`is no pattern of RE2 syntax: ${reason(error, pattern)}`);
  }
}

/** What is wrong and where; never the engine's own message. */
function reason(error: unknown, pattern: string): string {
  if (!(error instanceof RE2JSSyntaxException)) return 'it cannot be compiled';
  const what = FAULTS[error.getDescription()] ?? 'it cannot be compiled';
  const part = error.getPattern();
  if (!part || part.length >= pattern.length) return what;
  const at = pattern.indexOf(part);
  return at < 0 ? what : `${what}, at character ${at + 1}: ${part}`;
}
