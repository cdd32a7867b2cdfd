import { type Outcome, worst } from '../../../findings/outcome.js';
import type { AnyFigureName } from '../all-figures.js';
import type { LimitResult } from '../limits/limits.js';
import { isMeasured, type RunTrust } from '../trust/judge-trust.js';
import { TRUST_REASONS, type TrustReason } from '../trust/reasons.js';
import type { RunFigure } from './facts.js';
import type { RunFigures } from './run-figures.js';

/** What is said of a run as a whole. */
export interface RunVerdict {
  readonly outcome: Outcome;
  /** `unmeasurable` where what was not measured keeps the run from being judged. */
  readonly code?: 'unmeasurable';
  /** What was not measured and why, as a clause for people; undefined where everything was. */
  readonly why?: string;
}

/**
 * Takes back what a limit said of a figure that holds for a part of the run only: what is within the limit there may be
 * beyond it where nothing was measured, so that it does not pass. What is beyond the limit already stays so.
 */
export function withoutGuesses(results: readonly LimitResult[], figures: RunFigures): LimitResult[] {
  const known: Readonly<Partial<Record<AnyFigureName, RunFigure>>> = figures;
  return results.map((result) => {
    const figure = known[result.figure];
    const atBest = figure && 'atBest' in figure ? figure.atBest : undefined;
    if (atBest === undefined || result.outcome === 'fail' || result.outcome === 'not-evaluable')
      return result;
    return { ...result, outcome: 'not-evaluable', why: atBest };
  });
}

/**
 * The verdict on a run: the worst of its limits; not evaluable where its motion was not measured, or was measured in
 * part and no limit says how large a part is enough.
 * @param results as {@link withoutGuesses} gives them
 */
export function runOutcome(trust: RunTrust, results: readonly LimitResult[]): RunVerdict {
  const why = notMeasured(trust);
  const limited = results.some(({ figure }) => figure === 'measuredShare');
  const isLost = trust.volumes.some((one) => one.state === 'unmeasurable');
  const outcomes = results.map(({ outcome }) => outcome);
  if (trust.unmeasurable || (isLost && !limited)) {
    return { outcome: worst([...outcomes, 'not-evaluable']), code: 'unmeasurable', ...why };
  }
  return { outcome: worst(outcomes), ...why };
}

/** Volumes named one by one before they are only counted. */
const MOST_NAMED = 8;

/** Which volumes were not measured, by reason, the most frequent first as they come. */
function notMeasured({ volumes, unmeasurable }: RunTrust): { readonly why?: string } {
  const byReason = new Map<TrustReason, number[]>();
  volumes.forEach((one, volume) => {
    if (isMeasured(one) || !('reason' in one)) return;
    const known = byReason.get(one.reason);
    if (known) known.push(volume);
    else byReason.set(one.reason, [volume]);
  });
  if (byReason.size === 0) return unmeasurable ? { why: TRUST_REASONS[unmeasurable] } : {};
  const parts = [...byReason].map(
    ([reason, of]) => `${volumesText(of, volumes.length)}: ${TRUST_REASONS[reason]}`,
  );
  return { why: parts.join('; ') };
}

function volumesText(of: readonly number[], all: number): string {
  if (of.length === all) return 'all volumes';
  const named = of.slice(0, MOST_NAMED).join(', ');
  const rest = of.length > MOST_NAMED ? ` and ${of.length - MOST_NAMED} more` : '';
  return `${of.length === 1 ? 'volume' : 'volumes'} ${named}${rest}`;
}
