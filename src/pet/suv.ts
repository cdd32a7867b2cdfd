import { contradictions } from './agreement.js';
import { type Body, type BodyFactors, bodyFactors, isPlausibleSize } from './body.js';
import { remaining } from './decay.js';
import type { PetFacts } from './pet-facts.js';
import { type PixelScale, pixelScale, type SuvType } from './pixel-scale.js';
import { decayCorrectionOf, decayReference, type Reference } from './reference.js';
import { bodyAndDoseProblems, correctionProblems } from './requirements.js';
import { givenValue } from './stated.js';
import { distinct, problem, type SuvNoteCode, type SuvProblem } from './suv-problem.js';
import { type PetTiming, petTiming, SAME_MOMENT_S } from './timing.js';

/** Whether SUV can be had of a series, and how. Masses in kg, times in s, activity in Bq. */
export interface SuvReadiness {
  readonly ready: boolean;
  /** Why not; empty when ready. Each once. */
  readonly problems: readonly SuvProblem[];
  /** What was taken for granted. */
  readonly notes: readonly SuvNoteCode[];
  /** What rescaled pixels are; undefined where their unit says neither. */
  readonly pixels?: 'activity' | 'suv';
  /** The kind of SUV that pixels hold, or BW where it is worked out of activity. */
  readonly type?: SuvType;
  /**
   * For each of the facts, in their order: SUVbw (g/ml) is the rescaled pixel value times this. Undefined where the
   * series is not ready, and where the pixels hold a kind of SUV that cannot be turned into SUVbw.
   */
  readonly factorsToBw: readonly (number | undefined)[];
  /** From SUVbw to the other kinds; undefined without a plausible size, or a sex. */
  readonly body?: BodyFactors;
  readonly weightKg?: number;
  readonly doseBq?: number;
  readonly halfLifeS?: number;
  /** From the injection to the start of the scan. */
  readonly uptakeS?: number;
  /** From the injection to the moment that activity is corrected to; 0 for ADMIN. */
  readonly decayS?: number;
  /** What is left of the dose at that moment. */
  readonly doseAtReferenceBq?: number;
}

/**
 * Whether an SUV can be had of a PET series. Activity: SUVbw = activity × weight in g / dose at the moment to which the
 * activity is corrected. Method: QIBA FDG-PET/CT profile 1.13, appendix G (vendor-neutral pseudo-code). What an SUV
 * does not need may be absent; what is stated and cannot be right is a problem all the same.
 * @param facts the distinct facts of the series' instances, in any order
 */
export function suvReadiness(facts: readonly PetFacts[]): SuvReadiness {
  const [first] = facts;
  if (!first) {
    const nothing = problem('nothing-read', 'SOPInstanceUID', 'no instance of the series was read');
    return { ready: false, problems: [nothing], notes: [], factorsToBw: [] };
  }
  const strangers = distinct(facts.flatMap(modalityProblems));
  if (strangers.length > 0) {
    return { ready: false, problems: strangers, notes: [], factorsToBw: facts.map(() => undefined) };
  }
  const scales = facts.map(pixelScale);
  const timing = petTiming(facts);
  const isActivity = scales.some(({ kind }) => kind === 'activity');
  // Activity that is corrected to the injection needs no time.
  const needsTimes = isActivity && !facts.every((fact) => decayCorrectionOf(fact) === 'ADMIN');
  const needed = isActivity ? activityNeeds(facts, timing) : { problems: [], notes: [] };
  const problems = distinct([
    ...contradictions(facts),
    ...scales.flatMap((scale) => (scale.kind === 'unknown' ? [scale.problem] : [])),
    ...mixedScales(scales),
    ...facts.flatMap(correctionProblems),
    ...facts.flatMap((fact) => bodyAndDoseProblems(fact, isActivity)),
    ...timing.problems.filter((one) => needsTimes || !one.code.endsWith('-missing')),
    ...needed.problems,
  ]);
  const figures = { ...stated(first), ...timed(timing), ...decayed(first, timing, needed.reference) };
  const ready = problems.length === 0;
  const scaleNotes = scales.flatMap((scale) => (scale.kind === 'unknown' ? [] : scale.notes));
  return {
    ready,
    problems,
    notes: [...new Set([...scaleNotes, ...timing.notes, ...needed.notes, ...bodyNotes(first)])],
    ...kindOf(scales),
    factorsToBw: scales.map((scale) => (ready ? factorToBw(scale, figures) : undefined)),
    ...figures,
  };
}

type Figures = Pick<
  SuvReadiness,
  'body' | 'weightKg' | 'doseBq' | 'halfLifeS' | 'uptakeS' | 'decayS' | 'doseAtReferenceBq'
>;

function modalityProblems({ modality }: PetFacts): SuvProblem[] {
  if (givenValue(modality) === 'PT') return [];
  const text = `Modality is ${givenValue(modality) ?? modality.state}`;
  return [problem('not-pet', 'Modality', text)];
}

function mixedScales(scales: readonly PixelScale[]): SuvProblem[] {
  if (new Set(scales.map(({ kind }) => kind)).size < 2) return [];
  return [
    problem('facts-contradict', 'Units', 'pixels of some instances are in another unit than those of others'),
  ];
}

interface ActivityNeeds {
  readonly problems: readonly SuvProblem[];
  readonly notes: readonly SuvNoteCode[];
  readonly reference?: Reference;
}

/** What activity needs beside weight and dose: the moment to which it is corrected, and the time since the injection. */
function activityNeeds(facts: readonly PetFacts[], timing: PetTiming): ActivityNeeds {
  const reference = decayReference(facts, timing);
  if (reference.kind === 'administration') {
    return { problems: [], notes: ['decay-corrected-to-administration'], reference };
  }
  if (reference.kind === 'unknown') return { problems: [reference.problem], notes: [], reference };
  const { notes } = reference;
  const { injectedAt } = timing;
  if (injectedAt === undefined) return { problems: [], notes, reference };
  const isLeading = timing.notes.includes('injected-during-scan');
  if (reference.at < injectedAt - SAME_MOMENT_S && !isLeading) {
    const text = 'activity is corrected to a moment before the injection';
    const before = problem('reference-before-injection', 'SeriesTime', text);
    return { problems: [before], notes, reference };
  }
  return { problems: [], notes, reference };
}

function kindOf(scales: readonly PixelScale[]): Pick<SuvReadiness, 'pixels' | 'type'> {
  const known = scales.flatMap((scale) => (scale.kind === 'unknown' ? [] : [scale]));
  const [first] = known;
  if (!first || known.some(({ kind }) => kind !== first.kind)) return {};
  return first.kind === 'suv' ? { pixels: 'suv', type: first.type } : { pixels: 'activity', type: 'BW' };
}

/** Figures that the instances state; of several injections none. */
function stated(fact: PetFacts): Figures {
  const weightKg = givenValue(fact.weightKg);
  const injection = fact.injections.length === 1 ? fact.injections[0] : undefined;
  const doseBq = injection && givenValue(injection.doseBq);
  const halfLifeS = injection && givenValue(injection.halfLifeS);
  const body = bodyOf(fact);
  const factors = body && bodyFactors(body);
  return {
    ...(weightKg !== undefined && { weightKg }),
    ...(doseBq !== undefined && { doseBq }),
    ...(halfLifeS !== undefined && { halfLifeS }),
    ...(factors && { body: factors }),
  };
}

function bodyOf(fact: PetFacts): Body | undefined {
  const weightKg = givenValue(fact.weightKg);
  const sizeM = givenValue(fact.sizeM);
  const sex = givenValue(fact.sex);
  if (weightKg === undefined || sizeM === undefined || (sex !== 'F' && sex !== 'M')) return undefined;
  return { weightKg, sizeM, sex };
}

function bodyNotes(fact: PetFacts): SuvNoteCode[] {
  const sizeM = givenValue(fact.sizeM);
  return sizeM === undefined || isPlausibleSize(sizeM) ? [] : ['size-implausible'];
}

function timed({ scanAt, injectedAt }: PetTiming): Figures {
  return scanAt === undefined || injectedAt === undefined ? {} : { uptakeS: scanAt - injectedAt };
}

function decayed(fact: PetFacts, { injectedAt }: PetTiming, reference: Reference | undefined): Figures {
  const { doseBq, halfLifeS } = stated(fact);
  if (doseBq === undefined || !reference || reference.kind === 'unknown') return {};
  if (reference.kind === 'administration') return { decayS: 0, doseAtReferenceBq: doseBq };
  if (injectedAt === undefined || halfLifeS === undefined || halfLifeS <= 0) return {};
  const decayS = reference.at - injectedAt;
  return { decayS, doseAtReferenceBq: doseBq * remaining(decayS, halfLifeS) };
}

function factorToBw(scale: PixelScale, figures: Figures): number | undefined {
  if (scale.kind === 'unknown') return undefined;
  const { weightKg, doseAtReferenceBq } = figures;
  if (scale.kind === 'suv') {
    const fromBw = suvFactor(scale.type, figures.body);
    return fromBw === undefined ? undefined : scale.factor / fromBw;
  }
  if (weightKg === undefined || doseAtReferenceBq === undefined) return undefined;
  return (scale.factor * weightKg * 1000) / doseAtReferenceBq;
}

/**
 * What SUVbw is multiplied by for another kind; undefined where the formula is not named, or the body not known.
 * @param type `LBM` names no formula: James' is meant, and the constant 120 for 128 was in wide use
 */
export function suvFactor(type: SuvType, body: BodyFactors | undefined): number | undefined {
  switch (type) {
    case 'BW':
      return 1;
    case 'LBM':
      return undefined;
    case 'LBMJAMES128':
      return body?.lbmJames128;
    case 'LBMJANMA':
      return body?.lbmJanma;
    case 'BSA':
      return body?.bsa;
    case 'IBW':
      return body?.ibw;
  }
}
