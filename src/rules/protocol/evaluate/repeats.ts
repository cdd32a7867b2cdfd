import type { AppliedDisposition, CheckResult } from '../check-result.js';
import type { Entry } from '../compiled.js';
import type { Acceptance } from '../dispositions/acceptance.js';
import type { SeriesView } from '../series-view.js';

/** The series of one entry after the decisions of people. */
export interface Settled {
  /** What counts, and is judged. */
  readonly counted: readonly SeriesView[];
  /** What an accepted series stands in the place of, and by whose decision. */
  readonly superseded?: readonly SeriesView[];
  /** The decision, where it settled a repeat: the count would have failed without it. */
  readonly disposition?: AppliedDisposition;
}

/**
 * Settles a repeat by what a person accepted: the others are superseded. Nothing changes where the series is not repeated,
 * or where fewer were accepted than are asked for: then the decision settles nothing.
 * @param accepted by Series Instance UID
 */
export function settleRepeats(
  entry: Entry,
  views: readonly SeriesView[],
  accepted: ReadonlyMap<string, Acceptance>,
): Settled {
  const { min, max } = entry.count;
  const counted = views.filter(({ seriesUID }) => isFor(entry, accepted.get(seriesUID)));
  const decision = decisionOn(counted, accepted);
  if (!decision || views.length <= max || counted.length < min) return { counted: views };
  const superseded = views.filter((view) => !counted.includes(view));
  const { who, when, why, number } = decision;
  const disposition = { kind: 'accepted', original: entry.onDeviation, who, when, why, number } as const;
  return { counted, superseded, ...(superseded.length > 0 && { disposition }) };
}

/** Accepted as another series of the protocol, it is not accepted as this one. */
function isFor({ name }: Entry, acceptance: Acceptance | undefined): boolean {
  return acceptance !== undefined && (acceptance.entry === undefined || acceptance.entry === name);
}

/** Of several decisions the first of the file. */
function decisionOn(
  views: readonly SeriesView[],
  accepted: ReadonlyMap<string, Acceptance>,
): Acceptance | undefined {
  return views
    .flatMap(({ seriesUID }) => accepted.get(seriesUID) ?? [])
    .reduce<Acceptance | undefined>((a, b) => (a && a.number <= b.number ? a : b), undefined);
}

/** A superseded series' rows: what was found stays beside, and counts no more. */
export function supersede(rows: readonly CheckResult[], { disposition }: Settled): CheckResult[] {
  return rows.map((row) => {
    const original = row.outcome;
    const decision = disposition && {
      disposition: { ...disposition, kind: 'superseded', original } as const,
    };
    return { ...row, code: 'protocol-series-superseded', outcome: 'not-applicable', ...decision };
  });
}
