import { answers, combinationsOf, combinationText, type TableName } from './cells.js';
import { isChoice } from './choices.js';
import type { Criteria, OverallRow } from './criteria.js';
import { isTree } from './merge-layers.js';
import type { RawCriteria, Tree } from './raw-criteria.js';

/** Keys that change no decision: names, words, sources; and what is told in another way. */
const SILENT: ReadonlySet<string> = new Set([
  'schema',
  'base',
  'name',
  'title',
  'source',
  'meaning',
  'organs',
  'overall',
  'nonTargetOnly',
]);

/** Criteria as they are written and as they are compiled. */
export interface BothForms {
  readonly raw: RawCriteria;
  readonly tables: Pick<Criteria, TableName>;
}

/** What differs between criteria and those that they are based on: each number as `targets.most: 5 → 2`, a table as one line. */
export function modificationsOf(root: BothForms, own: BothForms): readonly string[] {
  return [
    ...differences(root.raw, own.raw, []),
    ...tableDifference('overall', root, own),
    ...tableDifference('nonTargetOnly', root, own),
  ];
}

type Path = readonly (string | number)[];

function differences(before: unknown, after: unknown, path: Path): readonly string[] {
  if (isChoice(path)) return [];
  if (isTree(before) && isTree(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys
      .filter((key) => !SILENT.has(key))
      .flatMap((key) => differences(before[key], after[key], [...path, key]));
  }
  if (areMappings(before) && areMappings(after) && before.length === after.length)
    return before.flatMap((one, index) => differences(one, after[index], [...path, index]));
  const [old, now] = [inWords(before), inWords(after)];
  return old === now ? [] : [`${pathText(path)}: ${old} → ${now}`];
}

function areMappings(list: unknown): list is readonly Tree[] {
  return Array.isArray(list) && list.every(isTree);
}

function tableDifference(table: TableName, root: BothForms, own: BothForms): readonly string[] {
  const changes = combinationsOf(table).flatMap((combination) => {
    const overallOf = (rows: readonly OverallRow[]): string =>
      rows.find((row) => answers(row, combination))?.overall ?? 'none';
    const [old, now] = [overallOf(root.tables[table]), overallOf(own.tables[table])];
    return old === now ? [] : [`${combinationText(combination)}: ${old} → ${now}`];
  });
  return changes.length > 0 ? [`${table}: ${changes.join('; ')}`] : [];
}

function inWords(value: unknown): string {
  if (value === undefined) return 'none';
  if (Array.isArray(value)) return `[${value.map(inWords).join(', ')}]`;
  if (!isTree(value)) return String(value);
  const shown = Object.entries(value).filter(([key]) => !SILENT.has(key));
  return `{ ${shown.map(([key, one]) => `${key}: ${inWords(one)}`).join(', ')} }`;
}

function pathText(path: Path): string {
  let text = '';
  for (const key of path) {
    if (typeof key === 'number') text += `[${key}]`;
    else text += text === '' ? key : `.${key}`;
  }
  return text;
}
