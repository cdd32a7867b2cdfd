import { type Anchor, momentOf } from './clock.js';
import { meanCountRateS } from './decay.js';
import type { PetFacts } from './pet-facts.js';
import { givenValue } from './stated.js';
import { missing, problem, type SuvNoteCode, type SuvProblem } from './suv-problem.js';
import { type PetTiming, SAME_MOMENT_S } from './timing.js';

/** Reference times that frames give must agree to this. */
const SAME_REFERENCE_S = 10;

/** The moment to which activity is corrected for decay. */
export type Reference =
  | { readonly kind: 'moment'; readonly at: number; readonly notes: readonly SuvNoteCode[] }
  /** The injection: no decay is to be reckoned with. */
  | { readonly kind: 'administration' }
  | { readonly kind: 'unknown'; readonly problem: SuvProblem };

/** What is known of the scan. */
interface Scan {
  readonly anchor: Anchor;
  readonly scanAt: number;
}

/**
 * The moment to which the activity of a series is corrected. Of enhanced objects it is stated (PS3.3 C.8.22.5). Of
 * classic ones that are corrected to the START it is the time of the series, but where that is later than the
 * acquisition, as of series made afterwards; then the start of the scan that GE states, else what the frames' reference
 * times tell. Method: QIBA FDG-PET/CT profile 1.13, appendix G.
 */
export function decayReference(facts: readonly PetFacts[], timing: PetTiming): Reference {
  const [fact] = facts;
  const { anchor, scanAt } = timing;
  const correction = fact && decayCorrectionOf(fact);
  if (correction === 'ADMIN') return { kind: 'administration' };
  if (!fact || !anchor || scanAt === undefined) {
    return unknown(missing('acquisition-time-missing', 'AcquisitionTime', { state: 'absent' }));
  }
  if (correction === 'DATETIME') return statedReference(fact, anchor);
  return startReference(facts, { anchor, scanAt });
}

/** Decay Correction in its own terms, and `DATETIME` where an enhanced object states the moment instead. */
export function decayCorrectionOf(fact: PetFacts): string | undefined {
  const stated = givenValue(fact.decayCorrection);
  if (stated !== undefined) return stated;
  return fact.decayReference.second.state === 'absent' && fact.decayReference.day.state === 'absent'
    ? undefined
    : 'DATETIME';
}

function unknown(why: SuvProblem): Reference {
  return { kind: 'unknown', problem: why };
}

function statedReference({ decayReference: clock }: PetFacts, anchor: Anchor): Reference {
  const placed = momentOf(clock, anchor);
  if (placed) return { kind: 'moment', at: placed.at, notes: [] };
  return unknown(missing('decay-correction-missing', 'DecayCorrectionDateTime', clock.second));
}

function startReference(facts: readonly PetFacts[], scan: Scan): Reference {
  const { anchor, scanAt } = scan;
  const latest = scanAt + SAME_MOMENT_S;
  const seriesStart = facts[0]?.seriesStart;
  const series = seriesStart && momentOf(seriesStart, anchor);
  if (!series) {
    return unknown(missing('series-time-missing', 'SeriesTime', seriesStart?.second ?? { state: 'absent' }));
  }
  // PS3.3 C.8.9.1: Series Date and Time are the reference of all times, and need not be that of an event.
  if (series.at <= latest) return { kind: 'moment', at: series.at, notes: [] };
  const ge = facts[0] && momentOf(facts[0].geScanStart, anchor);
  if (ge && ge.at <= latest) return { kind: 'moment', at: ge.at, notes: ['reference-from-ge-scan-start'] };
  return frameReference(facts, scan);
}

function frameReference(facts: readonly PetFacts[], { anchor, scanAt }: Scan): Reference {
  const told = facts.map((fact) => referenceOfFrame(fact, anchor));
  const moments = told.flatMap((moment) => moment ?? []);
  const least = moments.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const most = moments.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  if (moments.length < facts.length || most > scanAt + SAME_REFERENCE_S) {
    const text = 'SeriesTime is later than the acquisition, and nothing tells to when decay was corrected';
    return unknown(problem('series-time-after-acquisition', 'SeriesTime', text));
  }
  if (most - least > SAME_REFERENCE_S || facts.some((fact) => decayFactorContradicts(fact))) {
    const text = 'the reference times of the frames do not agree with one another, or with the decay factor';
    return unknown(problem('reference-time-uncertain', 'FrameReferenceTime', text));
  }
  // Of moments that agree the earliest: a scanner rounds to milliseconds.
  return { kind: 'moment', at: least, notes: ['reference-from-frame-times'] };
}

/** Seconds of the reference: the frame's start less its reference time, which is that of the mean count rate. */
function referenceOfFrame(fact: PetFacts, anchor: Anchor): number | undefined {
  const start = momentOf(fact.acquisitionStart, anchor);
  const referenceMs = givenValue(fact.frameReferenceMs);
  const meanS = meanOf(fact);
  if (!start || referenceMs === undefined || meanS === undefined) return undefined;
  return start.at + meanS - referenceMs / 1000;
}

function meanOf({ frameDurationMs, injections }: PetFacts): number | undefined {
  const durationMs = givenValue(frameDurationMs);
  const halfLifeS = injections[0] && givenValue(injections[0].halfLifeS);
  if (durationMs === undefined || halfLifeS === undefined || !(durationMs > 0) || !(halfLifeS > 0)) {
    return undefined;
  }
  return meanCountRateS(durationMs / 1000, halfLifeS);
}

/** What pixels were multiplied by must be the decay up to the frame's reference time. A factor of 1 says nothing. */
function decayFactorContradicts({ decayFactor, frameReferenceMs, injections }: PetFacts): boolean {
  const factor = givenValue(decayFactor);
  const halfLifeS = injections[0] && givenValue(injections[0].halfLifeS);
  const referenceMs = givenValue(frameReferenceMs);
  if (factor === undefined || factor <= 1 || halfLifeS === undefined || referenceMs === undefined)
    return false;
  // PS3.3 C.8.9.4.1.8: the factor that the image was multiplied by.
  return Math.abs(Math.log2(factor) * halfLifeS - referenceMs / 1000) > SAME_REFERENCE_S;
}
