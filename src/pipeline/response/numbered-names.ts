import { ConfigError } from '../../io/config-error.js';
import type { ReadRows } from './read/read-rows.js';

/** What `measure-export` calls people without `--identifiers`: numbers, which each report counts anew. */
const NUMBERED = [
  { of: 'reader', pattern: /^reader-\d+$/ },
  { of: 'subject', pattern: /^person-\d+$/ },
] as const;

/**
 * Refuses rows of several reports that number the same kind of people: `reader-1` of one need not be `reader-1` of the
 * other, and two subjects or two readers would be taken for one.
 * @throws ConfigError naming both sources
 */
export function assertOneNumbering(sources: readonly ReadRows[]): void {
  const made = sources.filter(({ file }) => file.form === 'report' || file.form === 'measure-export-csv');
  for (const { of, pattern } of NUMBERED) {
    const [first, second] = made.filter(({ observations }) =>
      observations.some((one) => pattern.test(one[of] ?? '')),
    );
    if (!first || !second) continue;
    const message =
      `numbers its ${of}s, and so does ${first.file.name}: ${of}s of the same number need not be the same; ` +
      'run measure-export on all of it at once, or with --identifiers';
    const place = { file: second.file.name, line: 0, column: 0, key: of };
    throw new ConfigError([{ code: 'bad-value', ...place, message }]);
  }
}
