import { type Outcome, worst } from '../../../findings/outcome.js';
import type { CheckResult } from '../check-result.js';
import type { Entry, Protocol } from '../compiled.js';
import type { Acceptance } from '../dispositions/acceptance.js';
import type { SeriesMatch } from '../match/match.js';
import { type Matched, matchStudy } from '../match/match-study.js';
import { inOrder } from '../match/series-order.js';
import type { StudyView } from '../study-view.js';
import { judgeCounts } from './counts.js';
import { judgeEntry } from './judge-entry.js';
import { type Settled, settleRepeats, supersede } from './repeats.js';

/** What a protocol says of a study, series by series. */
export interface StudyJudgement {
  /** In the order of the study's series. */
  readonly matches: readonly SeriesMatch[];
  /** Counts in the protocol's order, then the series by Series Number and start. */
  readonly results: readonly CheckResult[];
}

/**
 * Takes each series for one of the protocol's, counts them, and checks each.
 * @param accepted of repeated series the accepted ones, by Series Instance UID
 */
export function judgeStudy(
  protocol: Protocol,
  study: StudyView,
  accepted: ReadonlyMap<string, Acceptance>,
): StudyJudgement {
  const matched = matchStudy(protocol, study);
  const settled = new Map(
    protocol.entries.map((entry) => {
      const views = matched.filter(({ match }) => isOf(match, entry)).map(({ view }) => view);
      return [entry.name, settleRepeats(entry, views, accepted)];
    }),
  );
  const final = matched.map((one) => afterDecisions(one, settled));
  const byView = new Map(final.map((one) => [one.view, one]));
  const ordered = inOrder(study.series).flatMap((view) => byView.get(view) ?? []);
  return {
    matches: final.map(({ match }) => match),
    results: [
      ...nothingMatched(final, study),
      ...judgeCounts(protocol, study, { settled, matched: final }),
      ...ordered.flatMap((one) => judgeSeries(one, { protocol, study, settled })),
    ],
  };
}

function isOf({ kind, entry }: SeriesMatch, { name }: Entry): boolean {
  return kind === 'matched' && entry === name;
}

function afterDecisions(one: Matched, settled: ReadonlyMap<string, Settled>): Matched {
  const { match, view } = one;
  const isSuperseded = settled.get(match.entry ?? '')?.superseded?.includes(view) ?? false;
  if (!isSuperseded) return one;
  const reason = `${match.reason}; another series was accepted in its place`;
  return { ...one, match: { ...match, kind: 'superseded', reason } };
}

/** A study of images of which the protocol knows none was not checked. */
function nothingMatched(matched: readonly Matched[], study: StudyView): CheckResult[] {
  const kinds = new Set(matched.map(({ match }) => match.kind));
  const isKnown = kinds.has('matched') || kinds.has('superseded') || kinds.has('ambiguous');
  if (isKnown || !(kinds.has('unexpected') || kinds.has('excluded'))) return [];
  return [uncheckedStudy(study)];
}

/** The row of a study of which nothing was checked. */
export function uncheckedStudy({ number }: StudyView): CheckResult {
  return {
    study: number,
    scope: 'matching',
    check: 'match',
    code: 'protocol-nothing-matched',
    outcome: 'not-evaluable',
    severity: 'critical',
    note: 'none of its series is one that the protocol asks for',
  };
}

interface StudyContext {
  readonly protocol: Protocol;
  readonly study: StudyView;
  readonly settled: ReadonlyMap<string, Settled>;
}

function judgeSeries({ match, view }: Matched, { protocol, study, settled }: StudyContext): CheckResult[] {
  const about = { study: study.number, series: match.series, scope: 'matching', check: 'match' } as const;
  const note = match.reason;
  const named = match.entry === undefined ? {} : { entry: match.entry };
  switch (match.kind) {
    case 'matched':
    case 'superseded': {
      const entry = protocol.entries.find(({ name }) => name === match.entry);
      if (!entry) return [];
      const rows = judgeEntry(entry, view, study.number);
      if (match.kind === 'matched') return rows;
      const own = { ...about, ...named, code: 'protocol-as-declared', severity: 'info' } as const;
      const whole: CheckResult = { ...own, outcome: worst(rows.map(({ outcome }) => outcome)), note };
      return supersede([whole, ...rows], settled.get(entry.name) ?? { counted: [] });
    }
    case 'ambiguous':
      return [
        {
          ...about,
          code: 'protocol-series-ambiguous',
          outcome: 'not-evaluable',
          severity: 'major',
          note,
        },
      ];
    case 'unexpected': {
      const outcome = UNEXPECTED[protocol.unexpected];
      return [{ ...about, code: 'protocol-series-unexpected', outcome, severity: 'minor', note }];
    }
    case 'excluded':
      return [
        { ...about, code: 'protocol-series-excluded', outcome: 'not-applicable', severity: 'info', note },
      ];
    case 'other':
      return [];
  }
}

const UNEXPECTED: Readonly<Record<Protocol['unexpected'], Outcome>> = {
  fail: 'fail',
  warn: 'warn',
  ignore: 'not-applicable',
};
