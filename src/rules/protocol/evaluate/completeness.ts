import type { CheckResult } from '../check-result.js';
import { DERIVED } from '../derived/derived.js';
import type { Known } from '../series-view.js';
import { type RowContext, subjectOf } from './judge-check.js';
import { risingOnce } from './samples.js';

/** What every series that is asked for has none of, whether a check says so or not. */
export const COMPLETENESS = ['missingSlices', 'duplicateSlices', 'incompleteVolumes'] as const;

/**
 * Whether a series is complete, where its own checks do not ask: a row for each way in which it is not, else one row. It
 * cannot be told where several slices lie at each place and nothing tells volumes apart, where frames have no place, and
 * where the places make no grid. A single slice lacks nothing that could be named.
 * @param checked names of the quantities that have a check of their own
 */
export function judgeCompleteness(row: RowContext, checked: ReadonlySet<string>): CheckResult[] {
  const counts = COMPLETENESS.filter((name) => !checked.has(name)).map((name) => countIn(name, row));
  const faults = counts.flatMap((count) => (count.most > 0 ? [faultOf(count, row)] : []));
  if (counts.length === 0 || faults.length > 0) return faults;
  const about = {
    ...aboutOf(row),
    check: 'completeness',
    expected: 'no slice missing or doubled',
  } as const;
  const note = counts.some(({ name }) => name === 'missingSlices') ? doubtOf(row) : ambiguityOf(row);
  if (note !== undefined) {
    return [{ ...about, code: 'protocol-series-incomplete', outcome: 'not-evaluable', note }];
  }
  return counts.some(({ told }) => told)
    ? [{ ...about, code: 'protocol-as-declared', outcome: 'pass', actual: '0' }]
    : [];
}

/** Several frames lie at each place, and nothing tells them apart: what is missing or double is not known. */
function ambiguityOf({ view }: RowContext): string | undefined {
  const isAmbiguous = view.geometry.stacks.some(({ volumes }) => volumes.count === undefined);
  return isAmbiguous ? 'the volumes cannot be told apart' : undefined;
}

/** PS3.3 C.7.6.2: images of these have a place in the patient, if a slice of them may be missing at all. */
const PLACED = new Set(['MR', 'CT', 'PT']);

/** Why it cannot be told whether a slice is missing; undefined where it can. */
function doubtOf(row: RowContext): string | undefined {
  const { stacks, unplaced, rows } = row.view.geometry;
  const isTomography = rows !== undefined && row.view.headers.some(({ modality }) => PLACED.has(modality));
  // Radiographs and screen saves have no place and lack nothing; a mixture does, and so do several slices of a body.
  if (unplaced > 0 && (stacks.length > 0 || (unplaced > 1 && isTomography))) {
    return `${unplaced} ${unplaced === 1 ? 'frame has' : 'frames have'} no place in the patient`;
  }
  const isIrregular = stacks.some(({ regular, slices }) => !regular && slices > 1);
  return (
    ambiguityOf(row) ?? (isIrregular ? 'the slices do not lie at one distance from each other' : undefined)
  );
}

function aboutOf(row: RowContext) {
  return { ...subjectOf(row), scope: 'check', severity: 'major' } as const;
}

/** How many of one kind there are: the most of its stacks. */
interface Count {
  readonly name: string;
  readonly told: boolean;
  readonly most: number;
  /** Instances of the stacks that have some, where others have none. */
  readonly outliers: readonly number[];
}

function countIn(name: (typeof COMPLETENESS)[number], { view }: RowContext): Count {
  const samples = DERIVED.get(name)?.samples(view) ?? [];
  const counted = samples.map(({ value, instances }) => ({ count: countOf(value), instances }));
  const some = counted.filter(({ count }) => (count ?? 0) > 0);
  return {
    name,
    told: counted.some(({ count }) => count !== undefined),
    most: some.reduce((most, { count = 0 }) => Math.max(most, count), 0),
    outliers: some.length < counted.length ? risingOnce(some.flatMap(({ instances }) => instances)) : [],
  };
}

function faultOf({ name, most, outliers }: Count, row: RowContext): CheckResult {
  return {
    ...aboutOf(row),
    check: name,
    code: 'protocol-series-incomplete',
    outcome: 'fail',
    expected: '0',
    actual: String(most),
    difference: most,
    ...(outliers.length > 0 && { outliers }),
  };
}

function countOf(value: Known): number | undefined {
  return value.state === 'value' ? value.numbers?.[0] : undefined;
}
