import type { Outcome } from '../findings/outcome.js';

/** What a command's exit code says (DESIGN §2.5). */
export const EXIT = {
  ok: 0,
  failed: 1,
  unusable: 2,
  notEvaluable: 3,
  interrupted: 130,
  terminated: 143,
} as const;

/** The exit codes as `--help` shows them. */
export const EXIT_CODE_HELP: readonly (readonly [string, string])[] = [
  ['0', 'nothing failed'],
  ['1', 'something failed a check or was quarantined, here or earlier in the pipe'],
  ['2', 'bad usage, configuration or input'],
  ['3', 'nothing failed, but something could not be evaluated, or no DICOM was found'],
];

/** The exit code for a report's verdict. */
export function exitCodeOf(verdict: Outcome): number {
  if (verdict === 'fail') return EXIT.failed;
  return verdict === 'not-evaluable' ? EXIT.notEvaluable : EXIT.ok;
}
