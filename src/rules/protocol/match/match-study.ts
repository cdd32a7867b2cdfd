import type { Entry, Protocol } from '../compiled.js';
import { weigh } from '../evaluate/condition.js';
import { agreement } from '../evaluate/judge-entry.js';
import type { SeriesView } from '../series-view.js';
import type { StudyView } from '../study-view.js';
import { isAtVisit } from '../visits/is-at-visit.js';
import type { Candidate, SeriesMatch } from './match.js';
import { isOtherObject } from './other-object.js';
import { wordsOf } from './reason.js';

/** So many candidates are told of a series. */
const MAX_CANDIDATES = 5;
/** Shares of checks are ratios of small numbers: 1 − 0.8 is 0.2. */
const ALLOWANCE = 1e-9;

/** What a series was taken for, with all that it was held against. */
export interface Matched {
  readonly view: SeriesView;
  readonly match: SeriesMatch;
  /** Every entry of the protocol, best first. */
  readonly all: readonly Candidate[];
  /** Names of the entries that fit alike, where the match is ambiguous. */
  readonly rivals: readonly string[];
}

/** Whether an entry is asked for at a study's visit. */
export function askedAt({ visits }: Entry, { visit }: StudyView): 'yes' | 'no' | 'unknown' {
  return isAtVisit(visits, visit);
}

/** Takes each series of a study for one of the protocol's, or says why not. Nothing is forced. */
export function matchStudy(protocol: Protocol, study: StudyView): Matched[] {
  return study.series.map((view) => matchSeries(protocol, view, study));
}

function matchSeries(protocol: Protocol, view: SeriesView, study: StudyView): Matched {
  const excluded = protocol.exclude.find(({ match }) => weigh(match, view).holds === 'yes');
  if (excluded) {
    const asked = protocol.entries.find(({ match }) => weigh(match, view).holds === 'yes');
    const also = asked ? `; it matches ${asked.name}, too` : '';
    return settled(view, 'excluded', { reason: `excluded: ${excluded.reason}${also}` });
  }
  const weighed = protocol.entries.map((entry) => ({ entry, ...weigh(entry.match, view) }));
  const here = weighed.filter(({ entry }) => askedAt(entry, study) !== 'no');
  const fitting = here.filter(({ holds }) => holds === 'yes');
  const all = weighed
    .map(({ entry, holds, score, terms }, index): Candidate & { index: number } => ({
      index,
      entry: entry.name,
      score,
      ...(fitting.length > 1 &&
        holds === 'yes' &&
        askedAt(entry, study) !== 'no' && { agreement: agreement(entry, view) }),
      terms,
    }))
    .sort((a, b) => b.score - a.score || (b.agreement ?? -1) - (a.agreement ?? -1) || a.index - b.index)
    .map(({ index: _, ...candidate }) => candidate);
  const names = new Set(fitting.map(({ entry }) => entry.name));
  const fits = all.filter(({ entry }) => names.has(entry));
  if (fits.length === 0) {
    const elsewhere = weighed.find(({ holds }) => holds === 'yes')?.entry.name;
    return unmatched(view, all, elsewhere);
  }
  return fits.length === 1 ? matched(view, all, fits) : contested(view, { all, fits }, protocol.margin);
}

function settled(
  view: SeriesView,
  kind: SeriesMatch['kind'],
  more: { reason: string; all?: readonly Candidate[]; entry?: string; margin?: number },
): Matched {
  const { reason, all = [], entry, margin } = more;
  const candidates = all.slice(0, MAX_CANDIDATES);
  const match: SeriesMatch = {
    series: view.number,
    kind,
    ...(entry !== undefined && { entry }),
    candidates,
    ...(margin !== undefined && { margin }),
    reason,
  };
  return { view, match, all, rivals: [] };
}

function unmatched(view: SeriesView, all: readonly Candidate[], elsewhere: string | undefined): Matched {
  const margin = marginOf(all);
  const more = { all, ...(margin !== undefined && { margin }) };
  if (elsewhere !== undefined) {
    const reason = `matches ${elsewhere}, which is not asked for at this visit`;
    return settled(view, 'unexpected', { ...more, reason });
  }
  // What a protocol asks for by name is a match, whatever it is; the rest of these is none of its business.
  if (isOtherObject(view))
    return settled(view, 'other', { reason: 'no image that a protocol could ask for' });
  const [best] = all;
  const nearest = best && best.score > 0 ? `; nearest ${wordsOf(best)}` : '';
  return settled(view, 'unexpected', { ...more, reason: `matches nothing that is asked for${nearest}` });
}

function marginOf([best, second]: readonly Candidate[]): number | undefined {
  return best && second ? best.score - second.score : undefined;
}

function matched(view: SeriesView, all: readonly Candidate[], [best]: readonly Candidate[]): Matched {
  const runnerUp = all.find((candidate) => candidate !== best);
  const rest = runnerUp && runnerUp.score > 0 ? `; runner-up ${wordsOf(runnerUp)}` : '';
  return settled(view, 'matched', {
    all,
    ...(best && { entry: best.entry }),
    ...(best && runnerUp && { margin: best.score - runnerUp.score }),
    reason: best ? `matches ${wordsOf(best)}${rest}` : '',
  });
}

/** Several entries match: the share of their checks that pass decides, where it decides clearly. */
function contested(
  view: SeriesView,
  { all, fits }: { all: readonly Candidate[]; fits: readonly Candidate[] },
  asked: number,
): Matched {
  const [best, second] = fits;
  const margin = (best?.agreement ?? 0) - (second?.agreement ?? 0);
  if (best && second && margin >= asked - ALLOWANCE && margin > ALLOWANCE) {
    const reason = `matches ${wordsOf(best)}; runner-up ${wordsOf(second)}`;
    return settled(view, 'matched', { all, entry: best.entry, margin, reason });
  }
  const alike = fits.filter(
    (one) => one === second || (best?.agreement ?? 0) - (one.agreement ?? 0) < asked - ALLOWANCE,
  );
  const rivals = fits.filter((one) => one === best || alike.includes(one));
  const reason = `matches several alike: ${rivals.map(wordsOf).join('; ')}`;
  return { ...settled(view, 'ambiguous', { all, margin, reason }), rivals: rivals.map(({ entry }) => entry) };
}
