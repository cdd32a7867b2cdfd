import { createHash } from 'node:crypto';
import type { MeasurementRow, RowCode } from '../measure-export-sections.js';

/** What makes two measurements the same column: codes, never meanings. */
interface Kind {
  readonly key: string;
  /** Coded parts of the name in their order; meanings for people. */
  readonly codes: readonly RowCode[];
  readonly unit: string | null;
}

/** A distinct measurement: its columns begin with `name`. */
export interface WideColumn {
  readonly name: string;
  /** Largest number of times that one lesion has it. */
  readonly times: number;
  /** A file states it at least once: what was recomputed stands beside. */
  readonly isStored: boolean;
}

/** The key of a row's column: concept, derivation, method, coded modifiers and unit. */
export function columnKey(row: MeasurementRow): string {
  return kindOf(row).key;
}

/** True where a row measures nothing: a region that nothing could be had of. */
export function isBare({ concept, value, recomputedValue }: MeasurementRow): boolean {
  return concept === null && value === null && recomputedValue === null;
}

/**
 * Names the columns of rows. A name is made of the row's own codes and unit alone (`volume_118565006_mm3`), so that it is
 * the same in every export; only where two measurements would share one, a digest of their codes follows it.
 */
export function wideColumns(
  all: ReadonlyMap<string, { rows: readonly MeasurementRow[]; times: number }>,
): Map<string, WideColumn> {
  const named = [...all].map(([key, { rows, times }]) => ({ key, rows, times, name: nameOf(rows) }));
  const uses = new Map<string, number>();
  for (const { name } of named) uses.set(name, (uses.get(name) ?? 0) + 1);
  const columns = named.map(({ key, rows, times, name }): [string, WideColumn] => {
    const isShared = (uses.get(name) ?? 0) > 1;
    const isStored = rows.some(({ storedValue }) => storedValue !== null);
    return [key, { name: isShared ? `${name}_${digest(key)}` : name, times, isStored }];
  });
  return new Map(columns.sort(([, one], [, other]) => (one.name < other.name ? -1 : 1)));
}

function kindOf(row: MeasurementRow): Kind {
  const { modifiers, unit } = row;
  const derivation = row.derivationToday ?? row.derivation;
  const method = row.methodToday ?? row.method;
  const concept = row.conceptToday ?? row.concept;
  const coded = modifiers.flatMap(({ name, value }) => (typeof value === 'string' ? [] : [{ name, value }]));
  // The derivation that is the concept itself (mean of values: Mean) says nothing more.
  const isConcept = [concept, row.concept].some((code) => code && derivation && isSame(derivation, code));
  const further = derivation && !isConcept ? [derivation] : [];
  const codes = [
    ...(concept ? [concept] : []),
    ...further,
    ...(method ? [method] : []),
    ...coded.map((one) => one.value),
  ];
  const parts = [concept, further[0], method].map((code) => (code ? [code.value, code.scheme] : null));
  const named = coded.map(({ name, value }) => [name.value, name.scheme, value.value, value.scheme]);
  return { key: JSON.stringify([parts, named, unit]), codes, unit };
}

/** Of several wordings of the same codes the first in alphabetical order: whatever the order of the rows. */
function nameOf(rows: readonly MeasurementRow[]): string {
  let least: string | undefined;
  for (const row of rows) {
    const { codes, unit } = kindOf(row);
    const words = codes.map(({ meaning, value }) => [snake(meaning), snake(value)].filter(Boolean).join('_'));
    const name = [...(words.length === 0 ? ['no_concept'] : words), unitWord(unit)].join('_');
    if (least === undefined || name < least) least = name;
  }
  return least ?? 'no_concept';
}

function unitWord(unit: string | null): string {
  if (unit === null) return 'no_unit';
  return snake(unit.replaceAll('%', ' percent ').replaceAll('/', ' per ')) || 'no_unit';
}

/** Lower-case letters and digits with single underscores between them; other scripts keep their letters. */
function snake(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_|_$/g, '');
}

function isSame(one: RowCode, other: RowCode): boolean {
  return one.value === other.value && one.scheme === other.scheme;
}

function digest(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 8);
}
