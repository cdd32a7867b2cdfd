import type { LimitSet } from '../../rules/motion/limits/limits.js';
import type { PhantomDeclaration } from '../../rules/motion/phantom/phantom-declaration.js';
import type { Entry, Protocol } from '../../rules/protocol/compiled.js';
import { askedAt, type Matched, matchStudy } from '../../rules/protocol/match/match-study.js';
import type { StudyView } from '../../rules/protocol/study-view.js';

/** What a scanning protocol's `qc:` says of a series. */
export type QcOfSeries =
  /** It was taken for this series of the protocol; `limits` is absent where that has no `qc:`. */
  | {
      readonly kind: 'matched';
      readonly entry: string;
      readonly limits?: LimitSet;
      readonly phantom?: PhantomDeclaration;
    }
  /** It could be several of the protocol's, of which one at least has `qc:`: which limits hold cannot be told. */
  | { readonly kind: 'ambiguous'; readonly rivals: readonly string[]; readonly reason: string }
  /** The protocol says nothing of it; `reason` tells why, for people. */
  | { readonly kind: 'none'; readonly reason: string };

/** A series that the protocol has limits for, and that a study should have and has not. */
export interface MissingQc {
  /** Number of the study in the delivery. */
  readonly study: number;
  readonly entry: string;
  /** Whether the study's visit is one of those at which it is asked for. */
  readonly asked: 'yes' | 'unknown';
}

/** Which limits hold for which series. */
export interface QcMatches {
  /** By the series' number in the delivery; every series of the studies. */
  readonly bySeries: ReadonlyMap<number, QcOfSeries>;
  /** Limits that were held against nothing, study by study in the protocol's order: not-evaluable, each. */
  readonly missing: readonly MissingQc[];
}

/**
 * Finds the limits of each series: those of the protocol's series that it is taken for, as `check-protocol` takes it.
 * @param studies with what `protocol.probes` ask for
 */
export function matchQc(protocol: Protocol, studies: readonly StudyView[]): QcMatches {
  const bySeries = new Map<number, QcOfSeries>();
  const missing: MissingQc[] = [];
  for (const study of studies) {
    const matched = matchStudy(protocol, study);
    for (const one of matched) bySeries.set(one.match.series, qcOf(one, protocol));
    missing.push(...missingIn(protocol, study, matched));
  }
  return { bySeries, missing };
}

function qcOf({ match, rivals }: Matched, { entries }: Protocol): QcOfSeries {
  const named = (name: string): Entry | undefined => entries.find((entry) => entry.name === name);
  const { kind, entry, reason } = match;
  if (kind === 'ambiguous' && rivals.some((rival) => named(rival)?.qc ?? named(rival)?.phantom))
    return { kind, rivals, reason };
  if (kind !== 'matched' || entry === undefined) return { kind: 'none', reason };
  const { qc: limits, phantom } = named(entry) ?? {};
  return { kind, entry, ...(limits && { limits }), ...(phantom && { phantom }) };
}

/** A series that may be absent (`count: { min: 0 }`) is not missed; one that an ambiguous series may be is told there. */
function missingIn(protocol: Protocol, study: StudyView, matched: readonly Matched[]): MissingQc[] {
  const seen = new Set(matched.flatMap(({ match, rivals }) => [match.entry ?? '', ...rivals]));
  return protocol.entries.flatMap((entry): MissingQc[] => {
    const asked = askedAt(entry, study);
    const isMissed =
      (entry.qc ?? entry.phantom) !== undefined && entry.count.min > 0 && !seen.has(entry.name);
    return isMissed && asked !== 'no' ? [{ study: study.number, entry: entry.name, asked }] : [];
  });
}
