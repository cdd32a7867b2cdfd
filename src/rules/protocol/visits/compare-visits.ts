import type { AcrossVisits } from '../compiled.js';
import { deviates, holds, unsettled, type Verdict } from '../cross/row.js';
import { type Comparison, compareValues, valuesText } from '../cross/value-set.js';
import type { Quantity } from '../series-view.js';
import { compareVersions, parseVersion } from '../version/parse.js';
import { MAKER, SOFTWARE, type VisitFacts, type VisitValue } from './visit-facts.js';

/** What is compared. */
export interface Compared {
  readonly rule: AcrossVisits;
  readonly quantity: Quantity;
  /** Name of the protocol's series. */
  readonly entry: string;
}

/**
 * Compares a quantity of one series at a visit with the visits it is to be held against: one, or all others where
 * nothing tells which of them it should be. Then it passes where it is the same at all of them, and else cannot be told.
 * @param references at least one; all of them have the series
 */
export function compareVisits(
  compared: Compared,
  references: readonly VisitFacts[],
  visit: VisitFacts,
): Verdict {
  const verdicts = references.map((reference) => compareWith(compared, reference, visit));
  const bad = verdicts.find(({ outcome }) => outcome !== 'pass');
  if (!bad || references.length === 1) return bad ?? verdicts[0] ?? noReference();
  const { difference: _, ...shown } = bad;
  return {
    ...shown,
    outcome: 'not-evaluable',
    code: 'protocol-visit-unsettled',
    note: `the visits differ, and which came first is not known; ${bad.note ?? ''}`,
  };
}

function noReference(): Verdict {
  return unsettled('protocol-visit-unsettled', 'there is no visit to compare it with');
}

function compareWith({ rule, quantity, entry }: Compared, reference: VisitFacts, visit: VisitFacts): Verdict {
  const [before, now] = [reference.series[entry], visit.series[entry]];
  const unit = quantity.unit === undefined ? {} : { unit: quantity.unit };
  const [expected, actual] = [before?.[quantity.name], now?.[quantity.name]];
  const reason =
    reasonAgainst(quantity, expected, 'the other visit') ?? reasonAgainst(quantity, actual, 'this visit');
  if (!expected || !actual || reason !== undefined) {
    return unsettled('protocol-visit-unsettled', reason ?? 'it was not recorded', unit);
  }
  const compared = compareValues(expected, actual, rule.tolerance?.[quantity.name]);
  const shown = { expected: valuesText(expected), actual: valuesText(actual), ...unit };
  const withWhat = `compared with ${visitText(reference, rule)}`;
  if (compared.same) return holds({ ...shown, note: withWhat });
  const change = quantity.name === SOFTWARE ? `${softwareChange(before, now)}; ` : '';
  return deviates(rule, 'protocol-visit-changed', {
    ...shown,
    ...differenceOf(compared),
    note: `${change}${withWhat}`,
  });
}

function differenceOf({ difference }: Comparison): { difference?: number } {
  return difference === undefined ? {} : { difference };
}

function reasonAgainst({ name }: Quantity, value: VisitValue | undefined, where: string): string | undefined {
  if (value === undefined) return `${name} was not recorded at ${where}`;
  if (value.state === 'absent') return `${name} has no value at ${where}`;
  return value.state === 'unknown' ? `${name} is not known of all images at ${where}` : undefined;
}

function visitText({ visit }: VisitFacts, rule: AcrossVisits): string {
  const which = rule.with === 'first' ? 'the first visit' : 'the visit before';
  return visit === undefined ? which : `${which} (${visit})`;
}

type Values = VisitFacts['series'][string] | undefined;

/** `an upgrade from VE11C to XA30`, with the versions as they are written where they have no order. */
function softwareChange(before: Values, now: Values): string {
  const [from, to] = [before?.[SOFTWARE]?.texts ?? [], now?.[SOFTWARE]?.texts ?? []];
  const texts = `from ${from.join(' or ')} to ${to.join(' or ')}`;
  const [old, fresh] = [versionOf(before), versionOf(now)];
  const order = old && fresh && compareVersions(fresh, old);
  if (order === 0) return `another build of one release, ${texts}`;
  if (order === undefined) return `another software version ${texts}, whose order is not known`;
  return `${order > 0 ? 'an upgrade' : 'a downgrade'} ${texts}`;
}

/** The version that a scanner's values say; undefined where they are of several scanners, or it has no order. */
function versionOf(values: Values): ReturnType<typeof parseVersion> {
  const [texts = [], makers = []] = [values?.[SOFTWARE]?.texts, values?.[MAKER]?.texts];
  const [text, maker] = [texts[0], makers[0]];
  if (text === undefined || maker === undefined || texts.length > 1 || makers.length > 1) return undefined;
  return parseVersion(text.split('\\'), maker);
}
