import type { CheckResult } from './check-result.js';
import type { Protocol } from './compiled.js';
import { judgeCross } from './cross/judge-cross.js';
import { judgeDevices } from './devices/judge-devices.js';
import { acceptancesOf, applyDispositions, type IdleDisposition } from './dispositions/apply.js';
import type { Disposition } from './dispositions/disposition.js';
import { judgeStudy, uncheckedStudy } from './evaluate/judge-study.js';
import type { SeriesMatch } from './match/match.js';
import type { StudyView } from './study-view.js';
import { judgeVisits } from './visits/judge-visits.js';
import { type VisitFacts, visitFacts } from './visits/visit-facts.js';

/** What people and earlier runs bring to a judgement. */
export interface JudgedWith {
  readonly dispositions: readonly Disposition[];
  /** Visits of the report that `--against` names; undefined without one. */
  readonly earlier: readonly VisitFacts[] | undefined;
  /** Takes out of a result what must not be shown; decisions of people are made on what is shown. */
  readonly conceal: (result: CheckResult) => CheckResult;
}

/** What a protocol says of a delivery. */
export interface DeliveryJudgement {
  /** What each series was taken for, by its number in the delivery. */
  readonly matches: ReadonlyMap<number, SeriesMatch>;
  /** Study by study: series, devices, between series; then between visits. */
  readonly results: readonly CheckResult[];
  readonly visits: readonly VisitFacts[];
  readonly idle: readonly IdleDisposition[];
}

/** Holds every study against the protocol, and applies the decisions of people. */
export function judgeDelivery(
  protocol: Protocol,
  studies: readonly StudyView[],
  { dispositions, earlier, conceal }: JudgedWith,
): DeliveryJudgement {
  const accepted = acceptancesOf(dispositions, studies);
  const matches = new Map<number, SeriesMatch>();
  const found: CheckResult[] = [];
  const visits: VisitFacts[] = [];
  for (const study of studies) {
    const judged = judgeStudy(protocol, study, accepted);
    for (const match of judged.matches) matches.set(match.series, match);
    found.push(...judged.results);
    found.push(...judgeDevices(protocol, study, judged.matches));
    found.push(...judgeCross(protocol, study, judged.matches));
    visits.push(visitFacts(protocol, study, judged.matches));
  }
  found.push(...judgeVisits(protocol, visits, earlier), ...uncheckedDelivery(found, matches, studies));
  const { results, idle } = applyDispositions(found.map(conceal), dispositions, studies);
  return { matches, results, visits, idle };
}

/** Kinds of series that something of the protocol was held against. */
const CHECKED = new Set<SeriesMatch['kind']>(['matched', 'superseded', 'ambiguous']);

/** A delivery of reports alone passes no protocol, not even one that asks for nothing in particular. */
function uncheckedDelivery(
  found: readonly CheckResult[],
  matches: ReadonlyMap<number, SeriesMatch>,
  studies: readonly StudyView[],
): CheckResult[] {
  const isChecked = [...matches.values()].some(({ kind }) => CHECKED.has(kind));
  const isTold = found.some(({ outcome }) => outcome === 'fail' || outcome === 'not-evaluable');
  return isChecked || isTold ? [] : studies.map(uncheckedStudy);
}
