import { type Anchor, anchorOf, momentOf, timeOfDayDifference } from './clock.js';
import type { Injection, PetFacts } from './pet-facts.js';
import { type Clock, givenValue } from './stated.js';
import { missing, problem, type SuvNoteCode, type SuvProblem } from './suv-problem.js';

/** Vendors write the start of a series with and without the fraction of a second. */
export const SAME_MOMENT_S = 1;
/** Two statements of one time of day may differ by rounding to the minute. */
const SAME_TIME_OF_DAY_S = 60;
/** A dynamic scan is started before the bolus, by this at most. */
const DYNAMIC_LEAD_S = 600;
/** After so many half-lives there is nothing left to see: a date is wrong. */
const MOST_HALF_LIVES = 10;
/** With a longer half-life people are scanned days after the injection, so a time without a date says nothing. */
const DATE_NEEDED_HALF_LIFE_S = 6 * 3600;

/** The start of the scan and the injection, in seconds of one scale. */
export interface PetTiming {
  readonly anchor?: Anchor;
  /** Earliest acquisition of the series. */
  readonly scanAt?: number;
  readonly injectedAt?: number;
  readonly problems: readonly SuvProblem[];
  readonly notes: readonly SuvNoteCode[];
}

interface Scan {
  readonly anchor: Anchor;
  readonly scanAt: number;
}

/**
 * When the scan of a series began and when its tracer was injected. The scan begins with the earliest acquisition of
 * the series (QIBA FDG-PET/CT profile 3.2.1.1: uptake time is from the injection to the start of acquisition).
 */
export function petTiming(facts: readonly PetFacts[]): PetTiming {
  const acquired = facts.map(({ acquisitionStart }) => acquisitionStart);
  const untimed = acquired.filter(({ second }) => second.state !== 'value');
  const problems = untimed
    .slice(0, 1)
    .map(({ second }) => missing('acquisition-time-missing', 'AcquisitionTime', second));
  const anchor = anchorOf([...acquired, ...facts.map(({ seriesStart }) => seriesStart)]);
  if (!anchor || problems.length > 0) return { ...(anchor && { anchor }), problems, notes: [] };
  const moments = acquired.flatMap((clock) => momentOf(clock, anchor) ?? []);
  const scanAt = moments.reduce((least, { at }) => Math.min(least, at), Number.POSITIVE_INFINITY);
  const notes: SuvNoteCode[] = moments.some(({ assumed }) => assumed) ? ['scan-date-assumed'] : [];
  const found = injectionOf(facts, { anchor, scanAt });
  return { anchor, scanAt, ...found, notes: [...notes, ...found.notes] };
}

/** The moment of the injection of each fact; where they are not one, none. */
function injectionOf(
  facts: readonly PetFacts[],
  scan: Scan,
): Pick<PetTiming, 'injectedAt' | 'problems' | 'notes'> {
  const found = facts.map((fact) => placedInjection(fact, scan));
  const problems = found.flatMap((one) => one.problems);
  const notes = [...new Set(found.flatMap((one) => one.notes))];
  const at = found[0]?.injectedAt;
  const isOne = at !== undefined && found.every(({ injectedAt }) => injectedAt === at);
  return { ...(isOne && { injectedAt: at }), problems, notes };
}

function placedInjection(fact: PetFacts, scan: Scan): Pick<PetTiming, 'injectedAt' | 'problems' | 'notes'> {
  const [injection] = fact.injections;
  if (!injection || fact.injections.length > 1) return { problems: [], notes: [] };
  const stated = statedInjection(injection);
  if ('code' in stated) return { problems: [stated], notes: [] };
  const placed = momentOf(stated, { at: scan.scanAt, dated: scan.anchor.dated });
  if (!placed) return { problems: [], notes: [] };
  const halfLifeS = givenValue(injection.halfLifeS) ?? 0;
  if (placed.assumed && halfLifeS > DATE_NEEDED_HALF_LIFE_S) {
    const text = 'a time without a date says nothing for a nuclide of this half-life';
    return {
      problems: [problem('injection-date-missing', 'RadiopharmaceuticalStartDateTime', text)],
      notes: [],
    };
  }
  return judged(fact, { ...placed, halfLifeS }, scan.scanAt);
}

function judged(
  fact: PetFacts,
  { at, assumed, halfLifeS }: { at: number; assumed: boolean; halfLifeS: number },
  scanAt: number,
): Pick<PetTiming, 'injectedAt' | 'problems' | 'notes'> {
  const uptakeS = scanAt - at;
  const isDynamic = givenValue(fact.seriesType) === 'DYNAMIC';
  if (uptakeS <= 0 && !(isDynamic && uptakeS >= -DYNAMIC_LEAD_S)) {
    const text = assumed
      ? 'the injection is after the scan, or more than 12 hours before it'
      : 'the injection is after the scan';
    return { problems: [problem('injection-after-scan', 'RadiopharmaceuticalStartTime', text)], notes: [] };
  }
  if (halfLifeS > 0 && uptakeS > MOST_HALF_LIVES * halfLifeS) {
    const text = `the injection is more than ${MOST_HALF_LIVES} half-lives before the scan`;
    return { problems: [problem('uptake-implausible', 'RadiopharmaceuticalStartTime', text)], notes: [] };
  }
  const notes: SuvNoteCode[] = [];
  if (uptakeS <= 0) notes.push('injected-during-scan');
  if (assumed && Math.floor(at / 86400) !== Math.floor(scanAt / 86400)) notes.push('injection-date-assumed');
  return { injectedAt: at, problems: [], notes };
}

/** What is stated of the injection's moment: the DateTime, else the time, with the date where that alone is stated. */
function statedInjection({ start, startSecond }: Injection): Clock | SuvProblem {
  const time = givenValue(startSecond);
  const second = givenValue(start.second);
  const attribute = 'RadiopharmaceuticalStartTime';
  if (second === undefined) {
    if (start.day.state === 'unreadable')
      return missing('injection-time-missing', 'RadiopharmaceuticalStartDateTime', start.day);
    return time === undefined
      ? missing('injection-time-missing', attribute, startSecond)
      : { day: start.day, second: startSecond };
  }
  // PS3.3 C.8.9.2: both may be stated, and state one moment.
  if (time !== undefined && timeOfDayDifference(time, second) > SAME_TIME_OF_DAY_S) {
    return problem('injection-times-contradict', attribute, `${attribute} and …StartDateTime differ`);
  }
  return start;
}
