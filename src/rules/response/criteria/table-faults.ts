import { nearest } from '../../../findings/suggest.js';
import { type ConfigFault, faultAt } from '../../config-fault.js';
import type { Response } from '../words.js';
import { answers, combinationsOf, combinationText, type TableName } from './cells.js';
import type { OverallRow } from './criteria.js';

/** How many combinations a message names. */
const NAMED = 5;

/**
 * What is wrong with a table of overall responses: codes that are none, combinations that no row answers or two rows
 * answer differently, rows that no combination reaches. Rows that overlap and agree are fine.
 * @param codes those of `responses`
 */
export function tableFaults(
  table: TableName,
  rows: readonly OverallRow[],
  codes: readonly Response[],
): ConfigFault[] {
  const faults = rows.flatMap(({ overall }, index) => codeFaults([table, index, 'overall'], overall, codes));
  const isFirst = new Set<number>();
  const conflicts = new Map<number, string>();
  const open: string[] = [];
  for (const combination of combinationsOf(table)) {
    const matching = rows.flatMap((row, index) => (answers(row, combination) ? [{ row, index }] : []));
    const [first, ...others] = matching;
    const text = combinationText(combination);
    if (!first) open.push(text);
    else isFirst.add(first.index);
    for (const { row, index } of others) {
      if (!first || row.overall === first.row.overall || conflicts.has(index)) continue;
      conflicts.set(
        index,
        `answers ${text} with ${row.overall}, and ${table}[${first.index}] with ${first.row.overall}`,
      );
    }
  }
  for (const index of rows.keys()) {
    const conflict = conflicts.get(index);
    if (conflict !== undefined) faults.push(faultAt([table, index], conflict));
    else if (!isFirst.has(index))
      faults.push(faultAt([table, index], 'can never be reached: rows before it answer all of it'));
  }
  if (open.length > 0) faults.push(faultAt([table], `leaves ${listed(open)} unanswered`, { at: 'key' }));
  return faults;
}

function codeFaults(
  path: readonly (string | number)[],
  code: Response,
  codes: readonly Response[],
): ConfigFault[] {
  if (codes.includes(code)) return [];
  const text = `is '${code}', no code of 'responses'; there are ${codes.join(', ')}`;
  return [faultAt(path, text, { meant: nearest(code, codes) })];
}

function listed(texts: readonly string[]): string {
  const more = texts.length - NAMED;
  return texts.slice(0, NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
