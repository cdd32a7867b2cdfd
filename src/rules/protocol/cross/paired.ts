import type { CheckResult } from '../check-result.js';
import type { Cross } from '../compiled.js';
import { DERIVED } from '../derived/derived.js';
import { startOf } from '../derived/time.js';
import type { SeriesView } from '../series-view.js';
import { elapsedS } from './clock.js';
import { sameGeometry } from './geometry.js';
import { absentVerdict, type MatchedStudy, mayBeAmbiguous, namedSeries, seriesText } from './named-series.js';
import { deviates, holds, type RowHead, rowOf, unsettled, type Verdict } from './row.js';
import { gatherValues, valuesText } from './value-set.js';

type Paired = Extract<Cross, { kind: 'paired' }>;

/**
 * Every series of one name has one of another: acquired next to it, with the same geometry, and with the opposite
 * polarity of phase encoding where that is asked. One row a series. Two series may share a partner that lies between.
 */
export function judgePaired(rule: Paired, matched: MatchedStudy): CheckResult[] {
  const opposite = rule.opposite ? ', opposite phase encoding' : '';
  const check = `${rule.series} paired with ${rule.with}${opposite}`;
  const head: RowHead = { scope: 'cross-series', check, study: matched.study.number };
  const named = namedSeries(rule.series, matched);
  if (named.absence) return [rowOf(head, rule, absentVerdict(named.absence))];
  return named.views.map((view) => {
    const own = { ...head, series: view.number, entry: rule.series };
    return rowOf(own, rule, partnerVerdict(rule, view, matched));
  });
}

/** Derived values that say how phase is encoded: the axis of the patient, and which way along it. */
export const ENCODING = ['phaseEncodingAxis', 'phaseEncodingPolarity'] as const;

/** How well two series go together, best first. */
type Fit = 'yes' | 'unknown' | 'no';

interface Tried {
  readonly fit: Fit;
  readonly why: string;
}

function partnerVerdict(rule: Paired, view: SeriesView, matched: MatchedStudy): Verdict {
  const { views, absence } = namedSeries(rule.with, matched);
  // The rule itself asks for the partner, even where series of that name need not be there at every scan.
  const insisted = absence?.kind === 'missing' || absence?.kind === 'optional';
  if (absence && !insisted) return absentVerdict(absence);
  const tried = views.map((partner) => tryPartner(rule, { view, partner }, matched));
  const fitting = tried.find(({ fit }) => fit === 'yes');
  if (fitting) return holds({ note: fitting.why });
  const unknown = tried.find(({ fit }) => fit === 'unknown');
  if (unknown) return unsettled('protocol-cross-unsettled', unknown.why);
  if (mayBeAmbiguous(rule.with, matched)) {
    const note = `a series may be ${rule.with} or another of the protocol's`;
    return unsettled('protocol-cross-unsettled', note);
  }
  const note = absence?.why ?? tried.map(({ why }) => why).join('; ');
  return deviates(rule, 'protocol-cross-deviation', { note });
}

interface Couple {
  readonly view: SeriesView;
  readonly partner: SeriesView;
}

/** The steps in which a partner is tried; the first that does not hold is told, a `no` before an `unknown`. */
function tryPartner(rule: Paired, couple: Couple, matched: MatchedStudy): Tried {
  const name = seriesText(rule.with, couple.partner);
  const tried = [
    neighbours(couple, matched),
    sameGeometry(couple.view, couple.partner),
    ...(rule.opposite ? [oppositePolarity(couple)] : []),
  ];
  const bad = tried.find(({ fit }) => fit === 'no') ?? tried.find(({ fit }) => fit === 'unknown');
  return bad ? { fit: bad.fit, why: `${name}: ${bad.why}` } : { fit: 'yes', why: `with ${name}` };
}

/** Series that stand between two others in time when they were acquired in between: not what was left out. */
const ACQUIRED = new Set(['matched', 'ambiguous', 'unexpected']);

function neighbours({ view, partner }: Couple, { study, matches }: MatchedStudy): Tried {
  const [startS, partnerS] = [startOf(view), startOf(partner)];
  if (startS === undefined || partnerS === undefined) {
    return { fit: 'unknown', why: 'when they start is not known' };
  }
  const span = elapsedS(startS, partnerS);
  let unknown = false;
  for (const { series, kind } of matches) {
    const other = study.series.find(({ number }) => number === series);
    if (!other || other === view || other === partner || !ACQUIRED.has(kind)) continue;
    const otherS = startOf(other);
    // What the protocol does not ask for may be no acquisition at all, as a screen shot.
    if (otherS === undefined) unknown ||= kind !== 'unexpected';
    else if (isBetween(elapsedS(startS, otherS), span)) {
      return { fit: 'no', why: 'another series was acquired in between' };
    }
  }
  return unknown
    ? { fit: 'unknown', why: 'a series without a time may lie in between' }
    : { fit: 'yes', why: '' };
}

function isBetween(elapsed: number, span: number): boolean {
  return span >= 0 ? elapsed > 0 && elapsed < span : elapsed < 0 && elapsed > span;
}

function oppositePolarity({ view, partner }: Couple): Tried {
  const [axis, otherAxis] = [encoding('phaseEncodingAxis', view), encoding('phaseEncodingAxis', partner)];
  const [sign, otherSign] = [
    encoding('phaseEncodingPolarity', view),
    encoding('phaseEncodingPolarity', partner),
  ];
  if (axis !== undefined && otherAxis !== undefined && axis !== otherAxis) {
    return { fit: 'no', why: `phase is encoded along ${otherAxis}, not ${axis}` };
  }
  if (sign !== undefined && sign === otherSign) {
    return { fit: 'no', why: `its phase encoding has the same polarity (${sign})` };
  }
  if ([axis, otherAxis, sign, otherSign].includes(undefined)) {
    return { fit: 'unknown', why: 'the direction of phase encoding is not known' };
  }
  return { fit: 'yes', why: '' };
}

/** A derived value that a series has once; undefined where it cannot be told. */
function encoding(name: (typeof ENCODING)[number], view: SeriesView): string | undefined {
  const quantity = DERIVED.get(name);
  const values = quantity && gatherValues(quantity, [view]);
  return values?.state === 'value' && values.texts?.length === 1 ? valuesText(values) : undefined;
}
