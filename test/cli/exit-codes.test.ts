import { expect, it } from 'vitest';
import { EXIT_CODE_HELP, exitCodeOf } from '../../src/cli/exit-codes.js';
import { OUTCOMES } from '../../src/findings/outcome.js';

it('gives each verdict its exit code', () => {
  expect(OUTCOMES.map((outcome) => [outcome, exitCodeOf(outcome)])).toEqual([
    ['fail', 1],
    ['not-evaluable', 3],
    ['warn', 0],
    ['pass', 0],
    ['not-applicable', 0],
  ]);
});

it('explains the four codes', () => {
  expect(EXIT_CODE_HELP.map(([code]) => code)).toEqual(['0', '1', '2', '3']);
});
