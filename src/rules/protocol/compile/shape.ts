import type { RawConstraint } from '../protocol.js';
import type { Scope } from './scope.js';

type Key = keyof RawConstraint;

const VALUE_KEYS: readonly Key[] = ['value', 'oneOf'];
const BOUND_KEYS: readonly Key[] = ['min', 'max', 'above', 'below'];
/** Tests of one value. */
const SINGLE_KEYS: readonly Key[] = [...VALUE_KEYS, 'noneOf', ...BOUND_KEYS, 'target', 'matches'];
/** Tests of several values at once. */
const SEVERAL_KEYS: readonly Key[] = ['ordered', 'set', 'at', 'each', 'any', 'contains'];
const TEST_KEYS: readonly Key[] = [...SINGLE_KEYS, ...SEVERAL_KEYS, 'present'];
/** What is said of a check as a whole, and cannot be said of one of several values. */
const WHOLE_KEYS: readonly Key[] = [
  'normalise',
  'weight',
  'onDeviation',
  'severity',
  'source',
  'rationale',
  'when',
  'varies',
];

/** Whether the keys of a constraint go together, and fit the quantity; what does not is noted. */
export function checkShape(scope: Scope, raw: RawConstraint): boolean {
  const before = scope.faults.length;
  const has = (keys: readonly Key[]): Key[] => keys.filter((key) => raw[key] !== undefined);
  checkTogether(scope, raw, has);
  checkMultiplicity(scope, has);
  if (scope.element) {
    for (const key of has(WHOLE_KEYS))
      scope.at(key).fault('is said of the check as a whole, not of one value');
  }
  return scope.faults.length === before;
}

function checkTogether(scope: Scope, raw: RawConstraint, has: (keys: readonly Key[]) => Key[]): void {
  const tests = has(TEST_KEYS);
  if (tests.length === 0) {
    if (raw.tol === undefined)
      scope.fault('says nothing: value, min, max, oneOf, matches, present … are missing');
    else scope.at('tol').fault('is a tolerance without a value');
  }
  if (raw.present === false && tests.length > 1) {
    scope.fault(
      `is to be absent (present: false), and ${otherThan(tests, 'present')} asks for a value: choose one`,
    );
  }
  const [value, other] = has(VALUE_KEYS);
  if (value !== undefined && other !== undefined) scope.fault(`has ${value} and ${other}: choose one`);
  const [bound] = has(BOUND_KEYS);
  if (value !== undefined && bound !== undefined) scope.fault(`has ${value} and ${bound}: choose one`);
}

function otherThan(keys: readonly Key[], key: Key): string {
  return keys.filter((each) => each !== key).join(', ');
}

/** Holds single values and several apart. */
function checkMultiplicity(scope: Scope, has: (keys: readonly Key[]) => Key[]): void {
  const { name, multi } = scope.quantity;
  const several = has(SEVERAL_KEYS);
  if (scope.element) {
    for (const key of several) scope.at(key).fault('is of several values, and this is one of them');
  } else if (multi === false) {
    for (const key of several)
      scope.at(key).fault(`is of several values, and ${name} has one: write ${single(key)}`);
  } else if (multi === 'always') {
    for (const key of has(SINGLE_KEYS)) scope.at(key).fault(severalText(name));
  }
}

const single = (key: Key): string =>
  key === 'contains' ? 'value, oneOf or matches' : 'value, oneOf, min or max';

/** What is wrong with a test of one value for a quantity that has several. */
export function severalText(name: string): string {
  return `is of one value, and ${name} always has several: say each, any, ordered, set, contains or at`;
}
