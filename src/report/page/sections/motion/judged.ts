import { OUTCOMES, type Outcome } from '../../../../findings/outcome.js';
import type { ImageRow, MotionCheckRow, MotionRunRow, PhantomRow } from '../../../qc-motion-sections.js';
import type { Told } from '../../told.js';

/** What limits are held against: a run over time, an image, a phantom. */
export type JudgedRow = MotionRunRow | ImageRow | PhantomRow;

/** A row with the limits that were held against it. */
export interface Judged<R extends JudgedRow> {
  /** Of its place on the page: letters, digits and hyphens. */
  readonly id: string;
  readonly row: Told<R>;
  readonly checks: readonly Told<MotionCheckRow>[];
}

/** Place of an outcome among all, the worst first. */
function rank({ value }: Told<Outcome>): number {
  return OUTCOMES.indexOf(value);
}

/** Sorts a copy by outcome, the worst first; what is equal stays in its order. */
export function worstFirst<T>(all: readonly T[], outcomeOf: (one: T) => Told<Outcome>): T[] {
  return [...all].sort((a, b) => rank(outcomeOf(a)) - rank(outcomeOf(b)));
}

/** Number of a row in its series, from 0: of a run among the runs, of a still image among the images. */
export function numberIn(row: JudgedRow): number {
  return 'run' in row ? row.run : row.image;
}

function keyOf(series: Pick<JudgedRow, 'studyUID' | 'seriesUID'>, number: number): string {
  return [series.studyUID, series.seriesUID, number].join(' ');
}

/**
 * Rows of a kind with the limits that were held against each: the worst outcome first, of these what moved most.
 * @param prefix of the ids: that of the report on the page
 */
export function judgedRows<R extends JudgedRow>(
  rows: readonly Told<R>[],
  checks: readonly Told<MotionCheckRow>[],
  { kind, prefix }: { readonly kind: MotionCheckRow['of']; readonly prefix: string },
): Judged<R>[] {
  const own = new Map<string, Told<MotionCheckRow>[]>();
  for (const check of checks.filter(({ value }) => value.of === kind)) {
    const key = keyOf(check.value, check.value.run);
    own.set(key, [...(own.get(key) ?? []), check]);
  }
  const all = rows.map((row, i) => ({
    id: `${prefix}${kind}-${i}`,
    row,
    checks: own.get(keyOf(row.value, numberIn(row.value))) ?? [],
  }));
  const moved = ({ row }: Judged<R>): number => row.value.figures.maxFdPowerMm ?? 0;
  return worstFirst(
    all.sort((a, b) => moved(b) - moved(a)),
    ({ row: { value, at } }) => ({ value: value.outcome, at }),
  );
}

/** Limits that belong to none of these rows: they must not vanish. */
export function strayChecks(
  checks: readonly Told<MotionCheckRow>[],
  judged: readonly Judged<JudgedRow>[],
): Told<MotionCheckRow>[] {
  const known = new Set(judged.flatMap((one) => one.checks.map(({ at }) => at)));
  return checks.filter(({ at }) => !known.has(at));
}
