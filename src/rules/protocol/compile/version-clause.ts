import type { Test } from '../compiled.js';
import { parseVersion } from '../version/parse.js';
import type { Clause, Scope } from './scope.js';

type Comparison = Extract<Test, { kind: 'version' }>['comparison'];

const COMPARED = /^\s*(>=|<=|[<>=≥≤])\s*(.*)$/s;
const SIGNS: Readonly<Record<string, Comparison>> = {
  '>=': '>=',
  '≥': '>=',
  '<=': '<=',
  '≤': '<=',
  '>': '>',
  '<': '<',
  '=': '=',
};
const SHOWN: Readonly<Record<Comparison, string>> = { '>=': '≥', '<=': '≤', '>': '>', '<': '<', '=': '=' };

/** True where versions are compared in the order of their vendor: Software Versions (0018,1020). */
export function hasVersions({ quantity }: Scope): boolean {
  return quantity.name === 'SoftwareVersions';
}

/** True for `>=XA30` and the like. */
export function isComparedVersion(text: string): boolean {
  return COMPARED.test(text);
}

/** A comparison of versions: `>=XA30`. */
export function versionClause(scope: Scope, raw: string): Clause | undefined {
  const [, sign = '', text = ''] = COMPARED.exec(raw) ?? [];
  const comparison = SIGNS[sign];
  return comparison && comparedWith(scope, comparison, text);
}

/** A version that is a bound under `min`, `max`, `above` or `below`. */
export function versionBound(scope: Scope, comparison: Comparison, raw: unknown): Clause | undefined {
  if (typeof raw === 'string') return comparedWith(scope, comparison, raw);
  return scope.fault('is no version: a text such as XA30, DV26.0, R5.7 or V6.0 is wanted');
}

function comparedWith(scope: Scope, comparison: Comparison, text: string): Clause | undefined {
  const version = parseVersion([text], '');
  if (!version) {
    return scope.fault(
      'has no version of which the order is known: write it as Siemens (XA30, VE11C), GE (DV26.0_R02, MR30.0), Philips (R5.7.1) or Canon (V6.0) do',
    );
  }
  return {
    test: { kind: 'version', comparison, version, text: version.text },
    words: `${SHOWN[comparison]} ${version.text}`,
  };
}
