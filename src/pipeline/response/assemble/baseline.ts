import type { VisitFact } from '../observation.js';
import type { PlacedVisit } from './order-visits.js';
import { listed, type Telling } from './telling.js';

/** What is said of baseline, by keys of visits. */
export interface BaselineClaims {
  readonly stated: ReadonlySet<string>;
  readonly denied: ReadonlySet<string>;
}

/** What rows (`isBaseline`) and lines of `--visits` (`kind`) say of baseline. */
export function claimsOf(
  rows: readonly { readonly key: string | undefined; readonly isBaseline: boolean | null }[],
  lines: readonly { readonly key: string | undefined; readonly kind: VisitFact['kind'] }[],
): BaselineClaims {
  const said = [
    ...rows.map(({ key, isBaseline }) => ({ key, is: isBaseline })),
    ...lines.map(({ key, kind }) => ({ key, is: kind === 'missed' ? null : kind === 'baseline' })),
  ];
  const of = (is: boolean): ReadonlySet<string> =>
    new Set(said.flatMap((one) => (one.is === is && one.key !== undefined ? [one.key] : [])));
  return { stated: of(true), denied: of(false) };
}

/**
 * Index of the baseline visit: the one that is stated, else the first. Several that are stated, or a first one that is
 * said to be none, block the subject.
 */
export function baselineAt(
  visits: readonly PlacedVisit[],
  { stated, denied }: BaselineClaims,
  telling: Telling,
): number {
  const claimed = visits.filter(({ key }) => stated.has(key));
  const [first] = visits;
  if (claimed.length > 1) {
    const detail = `${listed(claimed.map(({ called }) => called))} are each stated to be baseline`;
    telling.block({ code: 'baseline-ambiguous', detail });
  } else if (claimed[0] && denied.has(claimed[0].key)) {
    const detail = 'it is stated to be baseline, and stated not to be';
    telling.block({ code: 'baseline-ambiguous', visit: claimed[0].called, detail });
  } else if (!claimed[0] && first && denied.has(first.key)) {
    const detail = `no visit is stated to be baseline, and the first, ${first.called}, is stated not to be`;
    telling.block({ code: 'baseline-missing', detail });
  }
  return Math.max(
    0,
    visits.findIndex(({ key }) => stated.has(key)),
  );
}
