import type { CheckResult } from '../check-result.js';
import type { AcrossVisits, Protocol } from '../compiled.js';
import { isAsked } from '../cross/named-series.js';
import { notAsked, type RowHead, rowOf, unsettled, type Verdict } from '../cross/row.js';
import { compareVisits } from './compare-visits.js';
import { bySubject, type History, historyOf, whoseVisit } from './history.js';
import { ofThisProtocol, type VisitFacts } from './visit-facts.js';

/**
 * Compares each visit of this delivery with the subject's first or previous one, of this delivery or an earlier report.
 * One row a rule, series and quantity.
 * @param earlier visits of the report that `--against` names; undefined without one
 */
export function judgeVisits(
  protocol: Protocol,
  visits: readonly VisitFacts[],
  earlier: readonly VisitFacts[] | undefined,
): CheckResult[] {
  const histories = historiesOf(visits, ofThisProtocol(earlier ?? []));
  return visits.flatMap((visit) =>
    protocol.acrossVisits.flatMap((rule) => {
      const judged: Judged = { protocol, rule, visit };
      const obstacle = obstacleTo(visits, visit, earlier);
      const rows = obstacle === undefined ? [] : [rowOf(ruleHead(judged), rule, unsettledVisit(obstacle))];
      const who = whoseVisit(visit);
      if (who === undefined) {
        return obstacle === undefined ? [rowOf(ruleHead(judged), rule, SINGLE)] : rows;
      }
      const history = histories.get(who);
      if (!history || history.visits.length < 2)
        return rows.length > 0 ? rows : [rowOf(ruleHead(judged), rule, SINGLE)];
      return [...rows, ...judgeOne(judged, history)];
    }),
  );
}

const SINGLE = notAsked('protocol-single-visit', 'there is no other visit of this subject');

const HOW_TO_NAME = 'whose visit it is is not known: insert subject IDs with assign-id, or give --key-file';

/** Why a visit cannot be told from, or put beside, others; undefined where it can, or is the only one. */
function obstacleTo(
  visits: readonly VisitFacts[],
  visit: VisitFacts,
  earlier: readonly VisitFacts[] | undefined,
): string | undefined {
  // Within a delivery Patient IDs tell persons apart; between deliveries only what names the subject in both.
  if (visit.subject === undefined && earlier !== undefined) return HOW_TO_NAME;
  if (whoseVisit(visit) === undefined && visits.length > 1) return HOW_TO_NAME;
  const other = earlier?.find(({ protocol }) => protocol !== undefined)?.protocol;
  if (other !== undefined) return `the earlier report is of another protocol (${other})`;
  return earlier && strangerIn(earlier, visits, visit);
}

/** Why an earlier report without a visit of this subject does not tell that there was none; undefined where it does. */
function strangerIn(
  earlier: readonly VisitFacts[],
  visits: readonly VisitFacts[],
  visit: VisitFacts,
): string | undefined {
  const known = new Set(earlier.map(({ subject }) => subject));
  if (known.has(visit.subject)) return undefined;
  if (known.has(undefined))
    return 'the earlier report holds visits without a subject: one may be of this one';
  // A batch may bring new subjects beside known ones. A report that knows none of them names them otherwise, or is not theirs.
  return visits.some(({ subject }) => subject !== undefined && known.has(subject))
    ? undefined
    : 'the earlier report knows no subject of this delivery';
}

function historiesOf(
  visits: readonly VisitFacts[],
  earlier: readonly VisitFacts[],
): ReadonlyMap<string | undefined, History> {
  const known = bySubject(earlier);
  return new Map(
    [...bySubject(visits)].map(([subject, own]) => [subject, historyOf(own, known.get(subject) ?? [])]),
  );
}

interface Judged {
  readonly protocol: Protocol;
  readonly rule: AcrossVisits;
  readonly visit: VisitFacts;
}

function ruleHead({ rule, visit }: Judged): RowHead {
  const check = `same ${rule.quantities.map(({ name }) => name).join(', ')} across visits`;
  return { scope: 'across-visits', check, study: visit.study ?? 0 };
}

function unsettledVisit(why: string): Verdict {
  return unsettled('protocol-visit-unsettled', why);
}

/** One visit by one rule: a row a series and quantity. */
function judgeOne(judged: Judged, history: History): CheckResult[] {
  const { protocol, rule, visit } = judged;
  const before = history.ordered
    ? history.visits.slice(0, history.visits.indexOf(visit))
    : history.visits.filter((other) => other !== visit);
  if (before.length === 0) {
    const note = 'it is the first visit, which the others are compared with';
    return [rowOf(ruleHead(judged), rule, notAsked('protocol-single-visit', note))];
  }
  const names = rule.of ?? protocol.entries.map(({ name }) => name);
  return names.flatMap((name) => {
    if (visit.series[name] === undefined && asked(protocol, name, visit) === 'no') return [];
    const references = referencesOf(before, name, { rule, history });
    return rule.quantities.map((quantity) => {
      const check = `same ${quantity.name} across visits`;
      const head: RowHead = { scope: 'across-visits', check, study: visit.study ?? 0, entry: name };
      if (visit.series[name] === undefined) return rowOf(head, rule, unsettledVisit(`${name} is missing`));
      if (references.length === 0) return rowOf(head, rule, withoutReference(protocol, name, before));
      return rowOf(head, rule, compareVisits({ rule, quantity, entry: name }, references, visit));
    });
  });
}

/** What a visit is compared with: of the visits before it that have the series the first, or the last. */
function referencesOf(
  before: readonly VisitFacts[],
  name: string,
  { rule, history }: { readonly rule: AcrossVisits; readonly history: History },
): readonly VisitFacts[] {
  const having = before.filter(({ series }) => series[name] !== undefined);
  if (!history.ordered) return having;
  const one = rule.with === 'first' ? having[0] : having.at(-1);
  return one ? [one] : [];
}

function withoutReference(protocol: Protocol, name: string, before: readonly VisitFacts[]): Verdict {
  const missed = before.some((visit) => asked(protocol, name, visit) !== 'no');
  return missed
    ? unsettledVisit(`${name} is missing at every other visit`)
    : notAsked('protocol-single-visit', `${name} is there for the first time`);
}

function asked(protocol: Protocol, name: string, { visit }: VisitFacts): ReturnType<typeof isAsked> {
  const entry = protocol.entries.find((one) => one.name === name);
  return entry ? isAsked(entry, visit) : 'unknown';
}
