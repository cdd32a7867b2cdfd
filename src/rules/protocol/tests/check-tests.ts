import { nearest } from '../../../findings/suggest.js';
import type { ConfigFault } from '../../config-fault.js';
import { Faults } from '../compile/faults.js';
import type { ProtocolPath } from '../compiled.js';
import type { RawProtocol, RawSeries } from '../protocol.js';
import { compileSnippet } from './compile-snippet.js';

/** The key of `expect` that is no check. */
export const MATCHED = 'matched';

/** What is wrong with a protocol's own tests: series and checks that it does not have, values that nothing could hold. */
export function checkTests({ tests = [], series }: RawProtocol): readonly ConfigFault[] {
  const faults = new Faults();
  const checks = new Map(Object.entries(series).map(([name, raw]) => [name.trim(), checkNames(raw)]));
  for (const [i, test] of tests.entries()) {
    if (faults.isEnough) break;
    const path = ['tests', i];
    faults.take(compileSnippet(test.header, [...path, 'header']));
    const what = 'no series of this protocol';
    const name = faults.oneOf(test.series, [...checks.keys()], { path: [...path, 'series'], what });
    const expected = Object.keys(test.expect);
    if (expected.length === 0) faults.add([...path, 'expect'], 'expects nothing', { at: 'key' });
    if (name === undefined) continue;
    checkExpected({ name, checks: checks.get(name) ?? [], expected }, [...path, 'expect'], faults);
  }
  return faults.list;
}

interface Expectation {
  /** Of the series. */
  readonly name: string;
  /** Names of its checks. */
  readonly checks: readonly string[];
  /** Keys of `expect`. */
  readonly expected: readonly string[];
}

function checkExpected({ name, checks, expected }: Expectation, path: ProtocolPath, faults: Faults): void {
  const known = [MATCHED, ...checks];
  for (const check of expected) {
    if (known.includes(check) || faults.isEnough) continue;
    faults.add([...path, check], `is no check of '${name}'`, { at: 'key', meant: nearest(check, known) });
  }
}

/** Names of the checks of a series and its variants; those with faults are told elsewhere. */
function checkNames({ checks = {}, variants = [] }: RawSeries): string[] {
  return [checks, ...variants.map((variant) => variant.checks)].flatMap(Object.keys);
}
