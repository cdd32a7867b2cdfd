import { contradictedNuclide } from './nuclides.js';
import type { Injection, PetFacts } from './pet-facts.js';
import { decayCorrectionOf } from './reference.js';
import { givenValue, type Stated } from './stated.js';
import { missing, problem, type SuvProblem, type SuvProblemCode } from './suv-problem.js';

/** Beyond these a weight is in grams, or nobody's. */
const WEIGHT_KG = { min: 1, max: 400 };
/** No PET is done with 0.1 MBq: such a number is in MBq or mCi. */
const IN_MBQ_BELOW = 1e5;
/** 1 MBq to 20 GBq: from small animals to O-15 water, with room. */
const DOSE_BQ = { min: 1e6, max: 2e10 };
/** No nuclide of PET lives shorter than O-14, with 71 s, by far. */
const SHORTEST_HALF_LIFE_S = 1;

/** What pixels must have gone through, whatever they are in. QIBA FDG-PET/CT profile 1.13, appendix G. */
export function correctionProblems(fact: PetFacts): SuvProblem[] {
  return [...scaleProblems(fact), ...flagProblems(fact), ...decayProblems(fact)];
}

function scaleProblems({ slope }: PetFacts): SuvProblem[] {
  if (slope.state !== 'value') return [missing('rescale-missing', 'RescaleSlope', slope)];
  if (slope.value === 'positive') return [];
  return [problem('rescale-implausible', 'RescaleSlope', 'RescaleSlope is not positive')];
}

function flagProblems({ corrections, attenuationMethod }: PetFacts): SuvProblem[] {
  if (corrections.state !== 'value') return [missing('corrections-missing', 'CorrectedImage', corrections)];
  const problems: SuvProblem[] = [];
  const flags = corrections.value;
  const isMethodNone = givenValue(attenuationMethod)?.toUpperCase() === 'NONE';
  if (!flags.includes('ATTN') || isMethodNone) {
    const text = isMethodNone
      ? 'AttenuationCorrectionMethod is NONE'
      : 'attenuation (ATTN) is not among the corrections';
    problems.push(problem('not-attenuation-corrected', 'CorrectedImage', text));
  }
  if (!flags.includes('DECY')) {
    const text = 'decay (DECY) is not among the corrections';
    problems.push(problem('not-decay-corrected', 'CorrectedImage', text));
  }
  return problems;
}

function decayProblems(fact: PetFacts): SuvProblem[] {
  const attribute = 'DecayCorrection';
  const correction = decayCorrectionOf(fact);
  switch (correction) {
    case 'START':
    case 'ADMIN':
    case 'DATETIME':
      return [];
    case undefined:
      return [missing('decay-correction-missing', attribute, fact.decayCorrection)];
    case 'NONE':
      return [problem('decay-correction-none', attribute, 'activity is not corrected for decay')];
    default:
      return [problem('decay-correction-unknown', attribute, `${correction} is no term of DecayCorrection`)];
  }
}

/**
 * What is wrong with the weight, the dose and the half-life.
 * @param required whether an SUV has to be worked out of them; where it is in the pixels they may be absent, and are
 * still told where they cannot be right
 */
export function bodyAndDoseProblems(fact: PetFacts, required: boolean): SuvProblem[] {
  const [injection, ...more] = fact.injections;
  if (!injection) {
    const absent = missing('injection-missing', 'RadiopharmaceuticalInformationSequence', {
      state: 'absent',
    });
    return [...weightProblems(fact, required), ...(required ? [absent] : [])];
  }
  if (more.length > 0) {
    const text = `${fact.injections.length} radiopharmaceuticals are stated`;
    const several = problem('several-injections', 'RadiopharmaceuticalInformationSequence', text);
    return [...weightProblems(fact, required), several];
  }
  return [
    ...weightProblems(fact, required),
    ...doseProblems(injection, required),
    ...halfLifeProblems(injection, required),
  ];
}

function weightProblems({ weightKg }: PetFacts, required: boolean): SuvProblem[] {
  const weight = givenValue(weightKg);
  if (weight === undefined) return unstated(required, 'weight-missing', 'PatientWeight', weightKg);
  if (weight >= WEIGHT_KG.min && weight <= WEIGHT_KG.max) return [];
  return [problem('weight-implausible', 'PatientWeight', `${weight} kg is nobody’s weight`)];
}

function doseProblems({ doseBq }: Injection, required: boolean): SuvProblem[] {
  const attribute = 'RadionuclideTotalDose';
  const dose = givenValue(doseBq);
  if (dose === undefined) return unstated(required, 'dose-missing', attribute, doseBq);
  if (dose > 0 && dose < IN_MBQ_BELOW) {
    return [problem('dose-in-mbq', attribute, `${dose} cannot be in Bq: in MBq, or mCi, by mistake`)];
  }
  if (dose >= DOSE_BQ.min && dose <= DOSE_BQ.max) return [];
  return [problem('dose-implausible', attribute, `${dose} Bq is no dose of a PET scan`)];
}

function halfLifeProblems({ halfLifeS, nuclide }: Injection, required: boolean): SuvProblem[] {
  const attribute = 'RadionuclideHalfLife';
  const halfLife = givenValue(halfLifeS);
  if (halfLife === undefined) return unstated(required, 'half-life-missing', attribute, halfLifeS);
  if (halfLife < SHORTEST_HALF_LIFE_S)
    return [problem('half-life-implausible', attribute, `${halfLife} s is no half-life`)];
  const name = contradictedNuclide(givenValue(nuclide) ?? '', halfLife);
  if (name === undefined) return [];
  const text = `${halfLife} s is not the half-life of ${name}, which the code names`;
  return [problem('half-life-contradicts-nuclide', attribute, text)];
}

function unstated(
  required: boolean,
  code: SuvProblemCode,
  ...[attribute, stated]: readonly [string, Stated<unknown>]
): SuvProblem[] {
  return required ? [missing(code, attribute, stated)] : [];
}
