import { groupBy } from '../../../findings/group-by.js';
import { isNamed, type Statement, shareName } from './lesion-groups.js';
import { isReading } from './subjects.js';
import { byteOrder, places, type Telling } from './telling.js';

/**
 * Gives rows that name no lesion the name that a fact of their visit gives: only where one lesion alone can be meant, so
 * that the visit has at most one such row an axis, and one such fact whose lesion no other row of the visit is of. The
 * others stay without a name, which is told and blocks the course: which lesion was not measured is not known.
 */
export function named(statements: readonly Statement[], telling: Telling): readonly Statement[] {
  const unnamed = statements.filter(({ said, keys }) => isReading(said) && !isNamed(keys));
  const keysOf = new Map<Statement, Statement['keys']>();
  for (const [visit, rows] of groupBy(unnamed, (row) => row.visit)) {
    const here = statements.filter((one) => one.visit === visit && isNamed(one.keys));
    const facts = here.filter(({ said }) => !isReading(said));
    const free = facts.filter(
      (fact) => !here.some(({ said, keys }) => isReading(said) && shareName(keys, fact.keys)),
    );
    const isOneLesion = groupBy(rows, ({ said }) => said.axis).size === rows.length;
    const [first] = free.toSorted((a, b) => byteOrder(JSON.stringify(a.keys), JSON.stringify(b.keys)));
    if (isOneLesion && first && free.every(({ keys }) => shareName(keys, first.keys))) {
      for (const row of rows) keysOf.set(row, first.keys);
    }
  }
  const left = unnamed.filter((row) => !keysOf.has(row));
  if (left.length > 0) {
    const detail = `without the name of a lesion: ${places(left.map(({ said }) => said))}`;
    const expected = 'a label, a tracking ID or UID, or one line of --lesions for the visit';
    telling.block({ code: 'lesion-unnamed', detail, expected, actual: `${left.length}` });
  }
  return statements.map((one) => ({ ...one, keys: keysOf.get(one) ?? one.keys }));
}
