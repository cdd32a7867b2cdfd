import type { Protocol } from '../compiled.js';
import { runProtocolTests } from '../tests/run-tests.js';
import type { LintNote } from './lint.js';

/** The protocol's own tests that fail, expectation by expectation. */
export function failedTests(protocol: Protocol): LintNote[] {
  return runProtocolTests(protocol).flatMap(({ name, problems }) =>
    problems.map(({ check, expected, actual, path }): LintNote => {
      const message = `test '${name}': '${check}' came to ${actual}, not ${expected}`;
      return { code: 'protocol-test-failed', outcome: 'fail', message, path };
    }),
  );
}
