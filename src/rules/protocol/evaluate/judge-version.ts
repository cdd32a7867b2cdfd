import type { Test } from '../compiled.js';
import { compareVersions, parseVersion } from '../version/parse.js';
import type { Item } from './items.js';
import type { JudgeContext } from './judgement.js';
import { deviates, holds, notComparable, type Verdict } from './verdict.js';

type VersionTest = Extract<Test, { kind: 'version' }>;

/** Judges software versions in the order that their maker gives them: all values of the attribute together. */
export function judgeVersion(test: VersionTest, items: readonly Item[], context: JudgeContext): Verdict {
  const version = parseVersion(
    items.map(({ text }) => text),
    context.manufacturer,
  );
  if (version === undefined) return notComparable('no order is known of this software version');
  const order = compareVersions(version, test.version);
  if (order === undefined) return notComparable(`it has no order with ${test.text}`);
  return fits(order, test.comparison) ? holds() : deviates();
}

function fits(order: number, comparison: VersionTest['comparison']): boolean {
  switch (comparison) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    case '=':
      return order === 0;
  }
}
