import type { Test } from '../compiled.js';
import type { RawConstraint } from '../protocol.js';
import { listClause } from './equals.js';
import { fullClauses } from './full.js';
import type { Clause, Scope } from './scope.js';
import { shorthandClause } from './shorthand.js';
import { groupInWords } from './words.js';

/** Larger places no attribute has. */
const INDEX = /^(?:0|[1-9]\d{0,5})$/;

/** What a constraint says of several values at once, in the order in which it is told. */
export function severalClauses(scope: Scope, raw: RawConstraint): readonly Clause[] {
  const { contains, set, ordered, at, each, any } = raw;
  const found: readonly (Clause | undefined)[] = [
    contains === undefined ? undefined : listClause(scope.at('contains'), 'contains', contains),
    set === undefined ? undefined : listClause(scope.at('set'), 'set', set),
    ordered === undefined ? undefined : orderedClause(scope.at('ordered'), ordered),
    ...(at === undefined ? [] : atClauses(scope.at('at'), at)),
    each === undefined ? undefined : quantifiedClause(scope.at('each'), 'each', each),
    any === undefined ? undefined : quantifiedClause(scope.at('any'), 'any', any),
  ];
  return found.filter((clause) => clause !== undefined);
}

/** What one value of several has to be: in full, or only its value. */
function elementClauses(scope: Scope, raw: unknown): readonly Clause[] {
  if (typeof raw === 'object' && raw !== null && !Array.isArray(raw)) return fullClauses(scope, raw);
  const clause = shorthandClause(scope, raw);
  return clause ? [clause] : [];
}

const testsOf = (clauses: readonly Clause[]): Test[] => clauses.map(({ test }) => test);

/** These values, in this order. */
function orderedClause(scope: Scope, raw: unknown): Clause | undefined {
  if (!Array.isArray(raw)) return scope.fault('is no list: ordered takes what each value has to be');
  if (raw.length === 0) return scope.fault('is an empty list');
  const elements = raw.map((each, i) => elementClauses(scope.elementAt(i), each));
  return {
    test: { kind: 'ordered', of: elements.map(testsOf) },
    words: `in order ${elements.map(groupInWords).join('; ')}`,
  };
}

/** Every value, or at least one. */
function quantifiedClause(scope: Scope, kind: 'each' | 'any', raw: unknown): Clause | undefined {
  const clauses = elementClauses(scope.elementAt(), raw);
  if (clauses.length === 0) return undefined;
  const words = `${kind === 'each' ? 'every' : 'some'} value ${groupInWords(clauses)}`;
  return { test: { kind, tests: testsOf(clauses) }, words };
}

/** The values at some places, counted from 0. */
function atClauses(scope: Scope, raw: unknown): readonly Clause[] {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw) || Object.keys(raw).length === 0) {
    scope.fault("is no places with what stands there: write at: { '0': …, '1': … }");
    return [];
  }
  return Object.entries(raw).flatMap(([place, check]): Clause[] => {
    if (!INDEX.test(place)) {
      scope.at(place).fault('is no place in a list: 0 is the first value');
      return [];
    }
    const clauses = elementClauses(scope.elementAt(place), check);
    const words = `at ${place}: ${groupInWords(clauses)}`;
    return [{ test: { kind: 'at', index: Number(place), tests: testsOf(clauses) }, words }];
  });
}
